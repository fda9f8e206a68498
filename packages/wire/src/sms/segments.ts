import { gsm7Cost, gsm7Length } from './gsm7.ts'

/** How an SMS will be cut into parts; carriers pace and bill by part. */
export interface SmsSegments {
  readonly encoding: 'GSM-7' | 'UCS-2'
  /** How many parts, at least 1: an empty text is one empty part. */
  readonly segments: number
  /** What the parts are measured in: septets for GSM-7 (two for a character of the extension table), UTF-16 code units for UCS-2. */
  readonly units: number
  /** Unicode characters (code points). */
  readonly characters: number
  /** Room of a part in units: all of it when there is one part, less its concatenation header when there are several. */
  readonly perSegment: number
  /** The text of each part, when asked for. */
  readonly parts?: readonly string[]
}

/** Room of a part in units, alone and as one of several with a 6-byte concatenation header (3GPP TS 23.040 §9.2.3.24.1). */
const room = { 'GSM-7': { alone: 160, several: 153 }, 'UCS-2': { alone: 70, several: 67 } } as const

/** What the character at `at` takes: units, and UTF-16 code units of the text. */
function step(text: string, at: number, encoding: 'GSM-7' | 'UCS-2'): { units: number; length: number } {
  if (encoding === 'GSM-7') return { units: gsm7Cost(text.charCodeAt(at)), length: 1 }
  const length = (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
  return { units: length, length }
}

/** Where each part begins. Greedy; an escape pair or a surrogate pair that does not fit whole goes to the next part. */
function partStarts(text: string, encoding: 'GSM-7' | 'UCS-2', perPart: number): number[] {
  const starts = [0]
  let used = 0
  for (let at = 0; at < text.length; ) {
    const { units, length } = step(text, at, encoding)
    if (used + units > perPart) {
      starts.push(at)
      used = 0
    }
    used += units
    at += length
  }
  return starts
}

function countCharacters(text: string): number {
  let pairs = 0
  for (let at = 0; at < text.length; at++) {
    if ((text.codePointAt(at) ?? 0) > 0xffff) {
      pairs++
      at++
    }
  }
  return text.length - pairs
}

/**
 * Says how a text is sent as SMS: in GSM-7 when every character is in that alphabet or its extension table (3GPP TS 23.038 §6.2.1),
 * else the whole of it in UCS-2; in one part of 160 or 70 units, or in several of 153 or 67.
 * @param options.parts also give the text of each part
 */
export function smsSegments(text: string, options: { readonly parts?: boolean } = {}): SmsSegments {
  const septets = gsm7Length(text)
  const encoding = septets < 0 ? 'UCS-2' : 'GSM-7'
  const units = septets < 0 ? text.length : septets
  const characters = encoding === 'GSM-7' ? text.length : countCharacters(text)
  const single = units <= room[encoding].alone
  const perSegment = single ? room[encoding].alone : room[encoding].several
  const starts = single ? [0] : partStarts(text, encoding, perSegment)
  const summary = { encoding, segments: starts.length, units, characters, perSegment } as const
  if (!options.parts) return summary
  return { ...summary, parts: starts.map((start, index) => text.slice(start, starts[index + 1])) }
}
