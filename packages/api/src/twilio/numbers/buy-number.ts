import { type NumberKind, type NumberMarket, type PhoneNumber, readNumber } from '@trunkline/accounts'
import { ProblemError } from '@trunkline/wire'
import { TwilioError } from '../errors/twilio-error.ts'
import type { TwilioCall } from '../route.ts'
import { uncertain } from '../uncertain.ts'
import { checkFallbacks, type GivenHooks } from './hook-params.ts'
import { readNumberSettings, withApplications } from './number-params.ts'

/** Where an area code is looked for, in this order. */
const areas = [
  { country: 'US', kind: 'local' },
  { country: 'CA', kind: 'local' },
  { country: 'US', kind: 'toll-free' },
] as const

/**
 * Takes the number that the request names, or any one of its AreaCode.
 * @param kind what the path asks for; undefined: any
 * @throws TwilioError 21421, 21422, 21451, 21452, 21457, 21458, and what settings may be refused with
 */
export async function buyNumber(
  market: NumberMarket,
  { account, params }: TwilioCall,
  kind: NumberKind | undefined,
): Promise<PhoneNumber> {
  const number = params.filled('PhoneNumber')
  const areaCode = params.filled('AreaCode')
  if (areaCode !== undefined && kind !== undefined) {
    throw new TwilioError(21457, 'AreaCode is not taken here: give the PhoneNumber')
  }
  if (number === undefined && areaCode === undefined) {
    throw new TwilioError(uncertain.numberMissing, 'PhoneNumber or AreaCode is required')
  }
  const settings = readNumberSettings(params)
  checkFallbacks(settings)
  if (number !== undefined) return withApplications(takeNumber(market, account.id, { number, kind, settings }))
  return withApplications(takeFromArea(market, account.id, areaCode ?? '', settings))
}

async function takeNumber(
  market: NumberMarket,
  owner: string,
  { number, kind, settings }: { number: string; kind: NumberKind | undefined; settings: GivenHooks },
): Promise<PhoneNumber> {
  const { e164, valid } = readNumber(number)
  const offer = e164 === null ? undefined : market.find(e164)
  if (e164 === null || (offer === undefined && !valid)) {
    throw new TwilioError(21421, `PhoneNumber ${number.slice(0, 64)} is not a valid phone number`)
  }
  const unavailable = `${e164} is not available: it is taken, or not among the numbers that are offered`
  if (offer === undefined) throw new TwilioError(21422, unavailable)
  if (kind !== undefined && offer.kind !== kind) throw new TwilioError(21458, `${e164} is of another kind of numbers`)
  return market.take(owner, e164, settings).catch((error: unknown) => {
    const taken = error instanceof ProblemError && error.code === 'number-taken'
    throw taken ? new TwilioError(21422, { message: unavailable, cause: error }) : error
  })
}

async function takeFromArea(
  market: NumberMarket,
  owner: string,
  areaCode: string,
  settings: GivenHooks,
): Promise<PhoneNumber> {
  if (!/^[2-9]\d\d$/.test(areaCode))
    throw new TwilioError(21451, `AreaCode ${areaCode.slice(0, 16)} must be three digits`)
  for (const area of areas) {
    const number = await market.takeAny(owner, { ...area, areaCode }, settings)
    if (number !== undefined) return number
  }
  throw new TwilioError(21452, `No phone numbers are left in area code ${areaCode}`)
}
