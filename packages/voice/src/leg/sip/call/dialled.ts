import { readNumber } from '@trunkline/accounts'
import { fromWire } from '../message/grammar.ts'
import type { Headers } from '../message/headers.ts'
import { type NameAddress, readNameAddress } from '../message/name-address.ts'
import { type SipUri, userOf } from '../message/sip-uri.ts'

/**
 * The numbers that a dialled text may mean, in E.164, the likeliest first: `+…` as it is, `00…` with the international prefix of most countries, digits in the
 * national form of `country`, and digits that are E.164 without the plus, as carriers send them. Empty where it is no number.
 */
export function numbersOf(text: string, country?: string): readonly string[] {
  const bare = text.split(';')[0]?.replace(/[\s().-]/g, '') ?? ''
  if (!/^\+?\d{3,20}$/.test(bare)) return []
  if (bare.startsWith('+')) return read(bare)
  const found = [
    ...(bare.startsWith('00') ? read(`+${bare.slice(2)}`) : []),
    ...(country === undefined ? [] : read(bare, country)),
    ...(bare.startsWith('0') ? [] : read(`+${bare}`)),
  ]
  return [...new Set(found)]
}

function read(text: string, country?: string): readonly string[] {
  const { e164, valid, fault } = readNumber(text, country)
  // Numbers that a plan has not given out yet are called, too; those of no possible length are not.
  return e164 !== null && (valid || fault === 'INVALID_BUT_POSSIBLE') ? [e164] : []
}

/** The country of a number, for reading what its owner dials. */
export const countryOf = (number: string | null | undefined): string | undefined =>
  number ? (readNumber(number).country ?? undefined) : undefined

/** Who calls over a trunk: a number in E.164, `anonymous`, or the SIP address. */
export function callerOf(
  headers: Headers,
  country?: string,
): { readonly from: string; readonly name: string | undefined } {
  const own = readNameAddress(headers.get('from') ?? '')
  const [asserted] = headers.list('p-asserted-identity')
  const party = (asserted === undefined ? undefined : readNameAddress(asserted)) ?? own
  const hidden = /(?:^|[;,\s])(?:id|user|header)(?:$|[;,\s])/i.test(headers.get('privacy') ?? '')
  const name = own?.displayName === undefined ? undefined : fromWire(own.displayName)
  if (party === undefined || hidden) return { from: 'anonymous', name: undefined }
  const address = addressOf(party, country)
  return { from: address, name: address === 'anonymous' ? undefined : name }
}

function addressOf({ uri }: NameAddress, country: string | undefined): string {
  const user = uri.scheme === 'other' ? (uri.name === 'tel' ? uri.rest : '') : fromWire(userOf(uri))
  if (/^(anonymous|restricted|unavailable|unknown)?$/i.test(user)) return 'anonymous'
  return numbersOf(user, country)[0] ?? (uri.scheme === 'other' ? user : sipAddress(user, uri))
}

/** `sip:user@host`, as webhooks are told it. */
export const sipAddress = (user: string, { host }: Pick<SipUri, 'host'>): string => `sip:${user}@${host}`

/** The number that a call was forwarded from (RFC 5806). */
export function forwardedFrom(headers: Headers, country?: string): string | undefined {
  const [first] = headers.list('diversion')
  const party = first === undefined ? undefined : readNameAddress(first)
  const address = party && addressOf(party, country)
  return address === 'anonymous' ? undefined : address
}
