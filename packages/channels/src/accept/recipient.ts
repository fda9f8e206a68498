import { ProblemError } from '@trunkline/wire'
import { parseEmail } from '../addresses/email.ts'
import { parsePhone } from '../addresses/phone.ts'
import type { Recipient, SendRequest, Step } from '../message/schema.ts'
import type { ChannelName } from '../ports.ts'
import type { ResolvedRouting } from '../settings/resolved-settings.ts'
import { canonicalZone } from '../windows/zone-name.ts'

const problem = (code: 'number-invalid' | 'email-invalid', pointer: string, reason: string) =>
  new ProblemError(code, reason, { errors: [{ pointer, detail: reason }] })

/**
 * Brings a recipient into its normal form: E.164 number, ASCII e-mail address.
 * @param only the channel of the request, where it has one: what is neither a number nor an address is wrong as what that channel needs
 * @throws ProblemError `number-invalid`, `email-invalid`, `zone-unknown`, and `recipient-missing` for text to the channel push
 */
export function normaliseRecipient(to: SendRequest['to'], only?: ChannelName): Recipient {
  if (typeof to === 'string') return readText(to, only)
  if (to.timeZone !== undefined) checkZone(to.timeZone)
  return {
    ...to,
    ...(to.phone === undefined ? {} : { phone: phone(to.phone, '/to/phone') }),
    ...(to.email === undefined ? {} : { email: email(to.email, '/to/email') }),
  }
}

function readText(to: string, only: ChannelName | undefined): Recipient {
  if (to.includes('@') && !to.includes(':')) return { email: email(to, '/to') }
  const number = parsePhone(to)
  if (number.ok) return { phone: number.address }
  if (only === 'email') return { email: email(to, '/to') }
  if (only === 'push') throw noAddress('push', '/to')
  throw problem('number-invalid', '/to', number.reason)
}

function phone(raw: string, pointer: string): string {
  const parsed = parsePhone(raw)
  if (!parsed.ok) throw problem('number-invalid', pointer, parsed.reason)
  return parsed.address
}

function email(raw: string, pointer: string): string {
  const parsed = parseEmail(raw)
  if (!parsed.ok) throw problem('email-invalid', pointer, parsed.reason)
  return parsed.address
}

function checkZone(timeZone: string): void {
  if (canonicalZone(timeZone) !== null) return
  const detail = `${JSON.stringify(timeZone)} is not a time zone; use an IANA name such as Europe/Berlin`
  throw new ProblemError('zone-unknown', detail, { errors: [{ pointer: '/to/timeZone', detail }] })
}

/** The address of a recipient for a channel, as it is shown; undefined where there is none. */
export function addressFor(channel: ChannelName, to: Recipient): string | undefined {
  if (channel === 'email') return to.email
  if (channel === 'push') return to.push === undefined ? undefined : to.push.map((one) => one.type).join(',')
  return to.phone
}

/** The steps of a message and where they come from. */
export interface ChosenSteps {
  readonly steps: readonly Step[]
  readonly strategy: 'all' | 'first'
}

/**
 * Chooses the channels: those that the message names, else those of the client's routing that the recipient has an address for.
 * @throws ProblemError `recipient-missing` where a named channel has no address, or no channel is left
 */
export function chooseSteps(
  request: SendRequest,
  only: ChannelName | undefined,
  to: Recipient,
  routing: ResolvedRouting,
): ChosenSteps {
  if (only !== undefined) return { steps: [withAddress({ channel: only }, to, '/to')], strategy: 'all' }
  const strategy = request.strategy ?? routing.strategy
  if (request.channels !== undefined) {
    const steps = request.channels.map((step, index) =>
      withAddress(typeof step === 'string' ? { channel: step } : step, to, `/channels/${index}`),
    )
    const twice = steps.findIndex((step, index) => steps.findIndex((other) => other.channel === step.channel) !== index)
    if (twice >= 0) throw named('validation-failed', `/channels/${twice}`, 'each channel may be named once')
    return { steps, strategy }
  }
  const steps = usableSteps(routing.steps, to)
  if (steps.length === 0)
    throw named('recipient-missing', '/to', 'the recipient has no address for any of the client’s channels')
  return { steps, strategy }
}

/** By the steps of a routing and by what addresses there are: as a rule it is the same for thousands of messages in flight. */
const usable = new WeakMap<readonly Step[], Map<number, readonly Step[]>>()

function usableSteps(steps: readonly Step[], to: Recipient): readonly Step[] {
  const { phone, email, push } = to
  const which = (phone === undefined ? 0 : 1) + (email === undefined ? 0 : 2) + (push === undefined ? 0 : 4)
  const known = usable.get(steps)
  const found = known?.get(which)
  if (found !== undefined) return found
  const chosen = steps.filter((step) => addressFor(step.channel, to) !== undefined)
  usable.set(steps, (known ?? new Map<number, readonly Step[]>()).set(which, chosen))
  return chosen
}

function withAddress(step: Step, to: Recipient, pointer: string): Step {
  if (addressFor(step.channel, to) !== undefined) return step
  throw noAddress(step.channel, pointer)
}

function noAddress(channel: ChannelName, pointer: string): ProblemError {
  const what = channel === 'email' ? 'an e-mail address' : channel === 'push' ? 'a push address' : 'a phone number'
  return named('recipient-missing', pointer, `the channel ${channel} needs ${what} in to`)
}

function named(code: 'recipient-missing' | 'validation-failed', pointer: string, detail: string): ProblemError {
  return new ProblemError(code, detail, { errors: [{ pointer, detail }] })
}
