import { type Phone, parsePhone } from '@trunkline/channels'
import { isE164, parseAddress, parseE164 } from '@trunkline/wire'
import type { AccountsPort, Client } from '../../ports.ts'
import { TwilioError } from '../errors/twilio-error.ts'
import { quoted } from '../messages/create-message.ts'

/** Who is called: a number, a browser phone, or a SIP address. `address` is how it is kept. */
export interface CalledParty {
  readonly kind: 'number' | 'client' | 'sip'
  readonly address: string
}

/** What finding out about parties takes. */
export interface PartyParts {
  readonly accounts: Pick<AccountsPort, 'numbers' | 'callerIds'>
  /** Senders that the gateways of the configuration file name as theirs. */
  readonly gatewaySenders: readonly string[]
}

const longestIdentity = 256
const longestSip = 255
const longestSipHeaders = 1024

/** Reads `To`. @throws TwilioError 21217, 21227 to 21229 */
export function readCalled(to: string): CalledParty {
  const { prefix, value } = parseAddress(to.trim()) ?? { prefix: null, value: to }
  if (prefix === 'client') return { kind: 'client', address: readIdentity(value, to) }
  if (prefix === 'sip' || prefix === 'sips') return { kind: 'sip', address: readSip(`${prefix}:${value}`) }
  const phone = prefix === null || prefix === 'tel' ? numberOf(to) : undefined
  if (phone === undefined) {
    throw new TwilioError(21217, `The phone number you are attempting to call, ${quoted(to)}, is not valid.`)
  }
  return { kind: 'number', address: phone }
}

/** Any number that could be one: which ranges are in use changes faster than any list of them, and a carrier says it anyway. */
function numberOf(text: string): string | undefined {
  const phone: Phone | { readonly ok: false } = parsePhone(text)
  if (phone.ok) return phone.e164
  const loose = parseE164(text.trim().replace(/^tel:/i, ''))
  return loose !== undefined && loose.length >= 8 ? loose : undefined
}

function readIdentity(value: string, to: string): string {
  if (value.length <= longestIdentity && !/[\s\p{Cc}]/u.test(value)) return `client:${value}`
  throw new TwilioError(21217, `The client you are attempting to call, ${quoted(to)}, is not valid.`)
}

const sipShape = /^sips?:(?:[^@\s]+@)?[A-Za-z0-9.\-[\]:]+(?:;[^\s?]*)?(?:\?\S*)?$/

/** A SIP address with its headers, as Twilio takes them: `sip:ana@example.com;transport=tcp?X-Order=7`. */
function readSip(address: string): string {
  const question = address.indexOf('?')
  const [uri, headers] = question < 0 ? [address, ''] : [address.slice(0, question), address.slice(question + 1)]
  if (uri.length > longestSip || !sipShape.test(uri)) {
    throw new TwilioError(21217, `The SIP address you are attempting to call, ${quoted(address)}, is not valid.`)
  }
  if (headers.length >= longestSipHeaders) {
    throw new TwilioError(21227, `The headers of a SIP address must have less than ${longestSipHeaders} characters`)
  }
  for (const pair of headers === '' ? [] : headers.split('&')) {
    const [name = '', value = ''] = pair.split(/=(.*)/s)
    if (!/^[A-Za-z0-9\-.!%*_+`'~]+$/.test(name)) {
      throw new TwilioError(21228, `The name of the SIP header ${quoted(name)} has characters that SIP does not allow`)
    }
    if (!/^[\x21-\x7e]*$/.test(value)) {
      throw new TwilioError(21229, `The value of the SIP header ${quoted(name)} has characters that SIP does not allow`)
    }
  }
  return address
}

/**
 * Who calls, as the called party is shown it: a number of the account's, one that it has verified, or one that a gateway of the configuration has;
 * to a browser phone also the name of one, to a SIP party any name.
 * @throws TwilioError 21212, 21210
 */
export async function readCaller(
  parts: PartyParts,
  account: Pick<Client, 'id'>,
  from: string,
  called: CalledParty,
): Promise<string> {
  const { prefix, value } = parseAddress(from.trim()) ?? { prefix: null, value: from }
  if (prefix === 'client' && called.kind === 'client' && value.length <= longestIdentity) return `client:${value}`
  if (prefix === null && called.kind === 'sip' && !/^\+?\d/.test(value) && /^[A-Za-z0-9+_.-]{1,64}$/.test(value)) {
    return value
  }
  const number = prefix === null ? numberOf(from) : undefined
  if (number === undefined)
    throw new TwilioError(21212, `The 'From' number ${quoted(from)} is not a valid phone number.`)
  if (await mayShow(parts, account, number)) return number
  throw new TwilioError(
    21210,
    `The source phone number provided, ${quoted(from)}, is not yet verified for your account. You may only make calls from phone numbers that you've verified or purchased.`,
  )
}

/** Whether an account may show a number as its own. */
export async function mayShow(
  { accounts, gatewaySenders }: PartyParts,
  account: Pick<Client, 'id'>,
  number: string,
): Promise<boolean> {
  if (gatewaySenders.some((sender) => isE164(sender) && sender === number)) return true
  if ((await accounts.numbers.ownerOf(number)) === account.id) return true
  return (await accounts.callerIds.search(account.id, { phoneNumber: number, limit: 1 })).length > 0
}
