import { fill } from '../language/fill.ts'
import { phrasesOf } from '../language/language.ts'

/** What a message with a code is made of. */
export interface MessageParts {
  readonly site: string
  readonly locale: string
  /** Minutes that the code is good for. */
  readonly minutes: number
  /** Own words instead of the catalogue's; `{code}` must be in them. */
  readonly template?: string
  /** Host that the code is for: browsers offer it on pages of that host alone. */
  readonly domain?: string
  /** Eleven letters that say which Android app may read the message. */
  readonly appHash?: string
}

/** What goes out. */
export interface CodeMessage {
  readonly text: string
  /** E-mail and push. */
  readonly subject: string
  /** E-mail. */
  readonly longText: string
}

/**
 * The messages that bring a code. The last line of a text is exactly `@host #code` where a domain is given, without a line end after it:
 * whoever reads it splits at line feeds, so that one more would hide it (https://wicg.github.io/sms-one-time-codes/). The line before
 * it is the hash of an Android app (https://developers.google.com/identity/sms-retriever/verify).
 */
export function codeMessage(parts: MessageParts, code: string): CodeMessage {
  const phrases = phrasesOf(parts.locale)
  const values = { site: parts.site, code, minutes: String(parts.minutes) }
  const words = fill(parts.template ?? phrases.text, values).trim()
  const lines = [words, parts.appHash, parts.domain === undefined ? undefined : `@${parts.domain} #${code}`]
  return {
    text: lines.filter((line) => line !== undefined).join('\n'),
    subject: fill(phrases.subject, values),
    longText: `${words}\n\n${fill(phrases.notice, values)}`,
  }
}
