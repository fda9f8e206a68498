import { gsm7Cost } from './gsm7.ts'

/** Look-alikes in GSM-7 for what word processors and phones put into texts. Only typography: no letter loses its accent. */
const lookAlikes: ReadonlyMap<string, string> = /* @__PURE__ */ new Map(
  (
    [
      ["'", '\u2018\u2019\u201a\u201b\u2032\u02bc\u0060\u00b4'],
      ['"', '\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb'],
      ['-', '\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad'],
      [' ', '\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t'],
      ['', '\u200b\u2060\ufeff'],
      ['...', '\u2026'],
      ['*', '\u2022\u00b7\u2219'],
      ['/', '\u2044\u2215'],
      ['<', '\u2039'],
      ['>', '\u203a'],
      ['\n', '\u2028\u2029\u0085'],
    ] as const
  ).flatMap(([plain, fancy]) => [...fancy].map((character): [string, string] => [character, plain])),
)

/** What {@link smartEncode} made of a text. */
export interface SmartEncoded {
  readonly text: string
  /** How many characters were replaced; 0 when the text is as it was. */
  readonly replaced: number
}

/**
 * Replaces typographic characters (curly quotes, dashes, no-break spaces, the ellipsis …) by look-alikes that GSM-7 has, so that one
 * of them does not turn the whole message to UCS-2 and double its parts. A text that needs UCS-2 all the same is left as it is.
 * See https://www.twilio.com/docs/messaging/services/smart-encoding-char-list.
 */
export function smartEncode(text: string): SmartEncoded {
  let result = ''
  let replaced = 0
  for (const character of text) {
    if (gsm7Cost(character.charCodeAt(0)) > 0) {
      result += character
      continue
    }
    const plain = lookAlikes.get(character)
    if (plain === undefined) return { text, replaced: 0 }
    result += plain
    replaced++
  }
  return { text: result, replaced }
}
