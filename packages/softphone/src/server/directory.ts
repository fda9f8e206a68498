import { nationalDigits, readInternational } from './phone-number.ts'

/** A number, and the browser phone that it rings. */
export interface DirectoryEntry {
  /** E.164. */
  readonly phoneNumber: string
  /** Twilio's Client Name. */
  readonly identity: string
}

/** Which number is whose: the one thing that the API server has to know. Back it with whatever holds your numbers. */
export interface Directory {
  /** The entry of a number, in any common way of writing; undefined where there is none. */
  find(phoneNumber: string): Promise<DirectoryEntry | undefined>
}

/** A directory that was written wrongly. */
export class DirectoryError extends Error {
  override readonly name = 'DirectoryError'
}

function readEntry([number, identity]: [string, unknown]): DirectoryEntry {
  const phoneNumber = readInternational(number)
  if (phoneNumber === undefined)
    throw new DirectoryError(`${JSON.stringify(number)} is no number in international form: write +81501234…`)
  if (typeof identity !== 'string' || !/^[^\s]{1,121}$/.test(identity))
    throw new DirectoryError(`the identity of ${number} must be a text without spaces, of 121 characters at most`)
  return { phoneNumber, identity }
}

/**
 * A directory from data: `{"+81-50-1234-9876": "DeviceId_0001"}`.
 * @throws DirectoryError
 */
export function createDirectory(numbers: Readonly<Record<string, unknown>>): Directory {
  const entries = Object.entries(numbers).map(readEntry)
  const byNumber = new Map(entries.map((entry) => [entry.phoneNumber, entry]))
  if (byNumber.size < entries.length) throw new DirectoryError('a number stands in the directory twice')
  return {
    async find(written) {
      const international = readInternational(written)
      if (international !== undefined) return byNumber.get(international)
      // As it is written inside its country: where that can mean only one of ours.
      const digits = nationalDigits(written)?.replace(/^0/, '') ?? ''
      const alike = digits.length < 6 ? [] : entries.filter(({ phoneNumber }) => phoneNumber.endsWith(digits))
      return alike.length === 1 ? alike[0] : undefined
    },
  }
}
