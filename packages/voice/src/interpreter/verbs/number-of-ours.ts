import { placeOfNumber, readNumber } from '@trunkline/accounts'
import type { RunningCall } from '../../call/running-call.ts'
import { uncertain } from '../uncertain.ts'

/**
 * A number as documents write it (`+81-50-3123-4567`, `(415) 555-1212`) in E.164; without a country's code it is one of the country of the call's own number.
 * Undefined for what cannot be read.
 */
export function numberOf(text: string, { to, from }: Pick<RunningCall, 'to' | 'from'>): string | undefined {
  const home = [to, from].find((address) => address.startsWith('+'))
  const country = home === undefined ? null : placeOfNumber(home).country
  return readNumber(text, country ?? uncertain.homeCountry).e164 ?? undefined
}
