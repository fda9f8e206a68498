import { childElements, type TwimlElement, textOf } from '@trunkline/twiml'
import type { ChildRequest } from '../../../call/running-call.ts'
import type { DocumentReader } from '../../document/document-reader.ts'

/** Characters of the address, and of its headers (https://www.twilio.com/docs/voice/twiml/sip). */
const longestUri = 255
const longestHeaders = 1024

/** Headers that go through to the other side. */
const passed = /^(x-.+|user-to-user|remote-party-id|p-preferred-identity|p-called-party-id)$/i

/** Reads `<Sip>`: its address, as text or as `<Uri>`, and who one is there. Undefined, with a warning, for what is no address. */
export function readSip(noun: TwimlElement, reader: DocumentReader): ChildRequest['to'] | undefined {
  const children = childElements(noun)
  const inside = children.find(({ kind }) => kind === 'Uri')
  const text = inside === undefined ? textOf(noun) : textOf(inside)
  const [address = '', given = ''] = text.split('?', 2)
  if (address.length >= longestUri || !/^sips?:[^\s<>"@]+(@[^\s<>"@]+)?$/i.test(address)) {
    reader.warn(13243, `<Sip> is no SIP address: ${address.slice(0, 100)}`)
    return undefined
  }
  const headers = readHeaders([...new URLSearchParams(given), ...ownHeaders(children)], reader)
  const username = noun.attributes.username ?? inside?.attributes.username
  const password = noun.attributes.password ?? inside?.attributes.password
  return {
    kind: 'sip',
    uri: headers === '' ? address : `${address}?${headers}`,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
  }
}

function ownHeaders(children: readonly TwimlElement[]): [string, string][] {
  return children
    .filter(({ kind }) => kind === 'Headers')
    .flatMap((headers) => childElements(headers))
    .map(({ attributes }) => [attributes.name ?? '', attributes.value ?? ''])
}

/** Headers as an address carries them: `X-One=1&X-Two=2`. */
function readHeaders(pairs: readonly (readonly [string, string])[], reader: DocumentReader): string {
  const refused = pairs.find(([name]) => !passed.test(name))
  if (refused !== undefined) reader.warn(13252, `<Sip> may not send the header ${refused[0].slice(0, 60)}`)
  const written = pairs
    .filter(([name]) => passed.test(name))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&')
  if (written.length < longestHeaders) return written
  reader.warn(13253, `the headers of <Sip> have more than ${longestHeaders} characters`)
  return ''
}
