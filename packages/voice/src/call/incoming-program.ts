import { readNumber } from '@trunkline/accounts'
import type { Program } from '../interpreter/program.ts'
import type { IncomingCall } from '../leg/leg.ts'
import { hasProgram } from './find-target.ts'
import type { ProgressCallback } from './running-call.ts'
import type { CallAccounts, SipCaller } from './voice-ports.ts'

/** What answers a call that came in, or why nothing does. */
export type IncomingProgram =
  | {
      readonly ok: true
      readonly program: Program
      readonly callback?: ProgressCallback | undefined
      /** Parameters that say how it came. */
      readonly own: Readonly<Record<string, string>>
    }
  | { readonly ok: false; readonly code: number; readonly reason: string }

/** What finding a program takes. */
export interface IncomingParts {
  readonly accounts: CallAccounts
  readonly isHeld: (number: string) => boolean
  readonly sipCaller: (clientId: string, username: string) => Promise<SipCaller | undefined>
}

/** The voice settings that numbers and applications share. */
interface VoiceSettings {
  readonly voiceUrl: string | null
  readonly voiceMethod: string | null
  readonly voiceFallbackUrl: string | null
  readonly voiceFallbackMethod: string | null
  readonly statusCallback: string | null
  readonly statusCallbackMethod: string | null
}

/** Finds what answers a call that came in. */
export function incomingProgram(parts: IncomingParts, call: IncomingCall): Promise<IncomingProgram> {
  const { via, clientId } = call
  if (via.kind === 'number') return ofNumber(parts, via.number)
  if (via.kind === 'application') return ofApplication(parts, clientId, via.applicationSid)
  return ofSipPhone(parts, call, via.username)
}

async function ofNumber({ accounts, isHeld }: IncomingParts, number: string): Promise<IncomingProgram> {
  if (isHeld(number)) return { ok: true, program: dialing(`<Number>${escaped(number)}</Number>`), own: {} }
  const row = await accounts.numbers.find(number)
  if (row !== null && hasProgram(row)) {
    if (row.voiceApplicationSid === null) return ofSettings(row, {}, number)
    // As at Twilio, an application of a number is not told to its program.
    return ofSettings(
      await accounts.applications.get(row.clientId, row.voiceApplicationSid),
      {},
      row.voiceApplicationSid,
    )
  }
  if (row?.identity != null) return { ok: true, program: dialing(`<Client>${escaped(row.identity)}</Client>`), own: {} }
  return { ok: false, code: 11100, reason: `${number} has no voiceUrl, no application and no identity` }
}

async function ofApplication({ accounts }: IncomingParts, clientId: string, sid: string): Promise<IncomingProgram> {
  return ofSettings(await accounts.applications.get(clientId, sid), { ApplicationSid: sid }, sid)
}

function ofSettings(settings: VoiceSettings, own: Readonly<Record<string, string>>, name: string): IncomingProgram {
  const document = place(settings.voiceUrl, settings.voiceMethod)
  if (document === undefined) return { ok: false, code: 11100, reason: `${name} has no voiceUrl` }
  const fallback = place(settings.voiceFallbackUrl, settings.voiceFallbackMethod)
  const callback = place(settings.statusCallback, settings.statusCallbackMethod)
  return {
    ok: true,
    program: { document, ...(fallback === undefined ? {} : { fallback }) },
    // Of calls that come in only the end is told.
    callback: callback && { ...callback, events: ['completed'] },
    own,
  }
}

/** A desk phone calls as a phone does: whoever it dials rings. */
async function ofSipPhone(parts: IncomingParts, call: IncomingCall, username: string): Promise<IncomingProgram> {
  const { number } = (await parts.sipCaller(call.clientId, username)) ?? {}
  const callerId = number === undefined ? '' : ` callerId="${escaped(number)}"`
  const user = /^sips?:([^@;?]+)(?:@|$)/i.exec(call.to)?.[1]
  const dialled = decode(user ?? call.to)
  const identity = /^client:(.+)$/s.exec(call.to)?.[1]
  if (identity !== undefined)
    return { ok: true, program: dialing(`<Client>${escaped(identity)}</Client>`, callerId), own: {} }
  const country = number === undefined ? undefined : (readNumber(number).country ?? undefined)
  const { e164, valid } = readNumber(dialled, country)
  // A SIP user may be called 1001: digits that are no valid number are a name.
  if (e164 !== null && (valid || dialled.startsWith('+')))
    return { ok: true, program: dialing(`<Number>${escaped(e164)}</Number>`, callerId), own: {} }
  if (user === undefined) return { ok: false, code: 13223, reason: `${call.to} cannot be read as a number` }
  return { ok: true, program: dialing(`<Sip>${escaped(call.to)}</Sip>`, callerId), own: {} }
}

const place = (url: string | null, method: string | null) =>
  url === null || url === '' ? undefined : { url, method: method === 'GET' ? ('GET' as const) : ('POST' as const) }

const dialing = (noun: string, attributes = ''): Program => ({
  twiml: `<Response><Dial timeout="60" answerOnBridge="true"${attributes}>${noun}</Dial></Response>`,
})

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => escapes[char] ?? char)

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text // A stray percent sign: taken as it is.
  }
}
