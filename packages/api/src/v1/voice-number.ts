import { type PhoneNumber, readNumber } from '@trunkline/accounts'
import { ProblemError, parseE164 } from '@trunkline/wire'
import type { AccountsPort } from '../ports.ts'

/** How many of a client's numbers are compared with one that does not say its country. */
const mostCompared = 50

/**
 * A client's number, written in any common way: in international form with `+` or `00`, with separators, or as it is written in its own
 * country where that leaves one number of the client's. Undefined for one that is not the client's.
 */
export async function findOwnNumber(
  { numbers }: Pick<AccountsPort, 'numbers'>,
  clientId: string,
  written: string,
): Promise<PhoneNumber | undefined> {
  const text = asciiDigits(written).trim()
  const e164 = parseE164(text.replace(/^tel:/i, '').replace(/^00(?=[1-9])/, '+')) ?? readNumber(text).e164
  if (e164 !== null) return own(numbers, clientId, e164)
  const digits = text.replace(/\D/g, '').replace(/^0+/, '')
  if (digits.length < 6 || digits.length > 15) return undefined
  const alike = await numbers.search(clientId, { phoneNumber: digits, limit: mostCompared })
  const same = alike.filter(({ phoneNumber }) => isNationalForm(text, phoneNumber))
  return same.length === 1 ? same[0] : undefined
}

async function own(numbers: AccountsPort['numbers'], clientId: string, e164: string): Promise<PhoneNumber | undefined> {
  try {
    return await numbers.get(clientId, e164)
  } catch (error) {
    if (error instanceof ProblemError && (error.code === 'not-found' || error.code === 'number-invalid'))
      return undefined
    throw error
  }
}

function isNationalForm(text: string, e164: string): boolean {
  const country = readNumber(e164).country
  return country !== null && readNumber(text, country).e164 === e164
}

/** Digits and marks of full width, as Japanese keyboards give them, and hyphens of every kind. */
const asciiDigits = (text: string): string => text.normalize('NFKC').replace(/[‐-―−ー]/g, '-')
