import { type PhoneNumber, placeOfNumber, readNumber } from '@trunkline/accounts'
import type { DialTarget } from '../leg/leg.ts'
import type { ChildRequest } from './running-call.ts'
import type { CallAccounts, FindRoute } from './voice-ports.ts'

/** Whom a call goes to. */
export type Destination =
  | {
      readonly ok: true
      readonly target: DialTarget
      /** As the call's row and webhooks have it. */
      readonly to: string
      /** The number, where the call leaves for somewhere that may cost. */
      readonly outside?: string
    }
  | Refused

/** A call that cannot be placed, with Twilio's code. */
export interface Refused {
  readonly ok: false
  readonly code: number
  readonly reason: string
  /** As far as it could be read. */
  readonly to: string
}

/** What finding a target takes. */
export interface TargetParts {
  readonly accounts: Pick<CallAccounts, 'numbers'>
  /** Whether a built-in phone holds a number. */
  readonly isHeld: (number: string) => boolean
  readonly route: FindRoute
}

/** Whether somebody's program answers a number. */
export const hasProgram = (number: PhoneNumber | null): boolean =>
  number !== null && (number.voiceUrl !== null || number.voiceApplicationSid !== null)

/**
 * Finds whom a call goes to. A number is looked for here first: a built-in phone that is held, a number whose program answers, a browser that the number
 * rings; then it leaves by the client's route.
 * @param home a number of the country in which numbers without a country code are read
 */
export async function findTarget(
  parts: TargetParts,
  clientId: string,
  to: ChildRequest['to'],
  home?: string,
): Promise<Destination> {
  if (to.kind === 'client') {
    const { identity, parameters } = to
    return { ok: true, target: { kind: 'client', clientId, identity, parameters }, to: `client:${identity}` }
  }
  if (to.kind === 'sip') {
    const { uri, username, password } = to
    if (!/^sips?:/i.test(uri)) return { ok: false, code: 13243, reason: `${uri} is no SIP address`, to: uri }
    const auth = username === undefined || password === undefined ? {} : { username, password }
    return { ok: true, target: { kind: 'sip', uri, ...auth }, to: uri }
  }
  return findNumber(parts, clientId, to.number, home)
}

async function findNumber(
  { accounts, isHeld, route }: TargetParts,
  clientId: string,
  text: string,
  home: string | undefined,
): Promise<Destination> {
  const country = home === undefined ? null : placeOfNumber(home).country
  const { e164, fault } = readNumber(text, country ?? undefined)
  if (e164 === null) return { ok: false, code: 13223, reason: `${text} cannot be read as a phone number`, to: text }
  const here = await accounts.numbers.find(e164)
  // Of nobody's numbers only those ring a phone that somebody holds whose calls go to built-in phones anyway: none may be taken from a carrier's subscriber.
  if (here !== null && isHeld(e164)) return { ok: true, target: { kind: 'phone', number: e164 }, to: e164 }
  if (hasProgram(here)) return { ok: true, target: { kind: 'line', number: e164 }, to: e164 }
  if (here?.identity != null) {
    const target = { kind: 'client', clientId: here.clientId, identity: here.identity, parameters: {} } as const
    return { ok: true, target, to: e164 }
  }
  if (fault !== null && fault !== 'INVALID_BUT_POSSIBLE')
    return { ok: false, code: 13224, reason: `${e164} is no number of its country's plan`, to: e164 }
  const way = await route(clientId, e164)
  if (way === undefined) return { ok: false, code: 13224, reason: `there is no route to ${e164}`, to: e164 }
  if (way.kind === 'loopback') return { ok: true, target: { kind: 'phone', number: e164 }, to: e164 }
  return { ok: true, target: { kind: 'trunk', gateway: way.gateway, number: e164 }, to: e164, outside: e164 }
}
