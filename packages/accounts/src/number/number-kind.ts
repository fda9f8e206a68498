import { type LineKind, readNumber } from '../phone/read-number.ts'

/**
 * What kind of number it is, as those who sell numbers sort them (https://www.twilio.com/docs/phone-numbers/api/availablephonenumber-resource).
 * `national`: belongs to a country and to no place in it.
 */
export type NumberKind = (typeof numberKinds)[number]

/** All kinds of numbers. */
export const numberKinds = Object.freeze(['local', 'mobile', 'toll-free', 'national', 'shared-cost', 'voip'] as const)

/** What a number can be used for. */
export interface NumberAbilities {
  readonly voice: boolean
  readonly sms: boolean
  readonly mms: boolean
}

const ofLine: Readonly<Partial<Record<LineKind, NumberKind>>> = {
  mobile: 'mobile',
  'toll-free': 'toll-free',
  'shared-cost': 'shared-cost',
  voip: 'voip',
  uan: 'national',
  premium: 'national',
}

/** The kind of a number by its country's numbering plan; local where the plan does not tell. */
export const kindOf = (e164: string): NumberKind => kindOfLine(readNumber(e164).kind)

/** The kind of a number with such a line. */
export const kindOfLine = (line: LineKind | null): NumberKind => (line === null ? undefined : ofLine[line]) ?? 'local'
