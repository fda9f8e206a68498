import { fromWire, isToken } from '../message/grammar.ts'
import type { Headers } from '../message/headers.ts'
import type { SipRequest } from '../message/message.ts'
import { readSipUri } from '../message/sip-uri.ts'
import type { Peer } from '../transport/transport.ts'

/** How many custom fields webhooks are told of, and how long their values are together. Twilio's bound for `<Sip>` is 1024 characters. */
const most = { fields: 30, characters: 4096 } as const

/** The `X-` fields of a message, as webhooks carry them: `SipHeader_X-Name` (https://www.twilio.com/docs/voice/api/receiving-sip). */
export function headerParameters(headers: Headers): Record<string, string> {
  const found: Record<string, string> = {}
  let [fields, characters] = [0, 0]
  for (const { name, value } of headers) {
    if (!/^x-/i.test(name) || !isToken(name) || `SipHeader_${name}` in found) continue
    const text = fromWire(value)
    characters += text.length
    if (++fields > most.fields || characters > most.characters) break
    found[`SipHeader_${name}`] = text
  }
  return found
}

/** What webhooks carry of a call that came in over SIP. */
export function inboundParameters(
  request: SipRequest,
  source: Peer,
  username: string | undefined,
): Record<string, string> {
  return {
    ...headerParameters(request.headers),
    SipCallId: fromWire(request.headers.get('call-id') ?? ''),
    SipSourceIp: source.address,
    SipDomain: readSipUri(request.uri)?.host ?? '',
    ...(username === undefined ? {} : { SipUsername: username }),
  }
}
