/**
 * Whether a text is a phone number in E.164 form: a plus sign, a country code (which never begins with 0) and in all 2 to 15 digits
 * (ITU-T E.164 §6.2.1). Syntax only: whether the country exists and the number can be dialled takes the numbering plans.
 */
export function isE164(text: unknown): text is string {
  return typeof text === 'string' && /^\+[1-9]\d{1,14}$/.test(text)
}

/** Longer than any number with its separators; what is longer is refused unread. */
const longest = 64

/**
 * Reads a phone number that people wrote with separators (`+1 (415) 555-0123`, `+44.20.7946.0000`): gives its E.164 form, or
 * undefined when it is none. The plus sign is needed; without it a number says nothing of its country. Syntax only.
 */
export function parseE164(text: string): string | undefined {
  if (text.length > longest) return undefined
  const compact = text.replace(/[\s().\-\u2010-\u2015\u00a0]/g, '')
  return isE164(compact) ? compact : undefined
}

/** Whether a text has the form of a short code: 3 to 8 digits. */
export function isShortCode(text: unknown): text is string {
  return typeof text === 'string' && /^[1-9]\d{2,7}$/.test(text)
}

/**
 * Whether a text has the form of an alphanumeric sender id: 1 to 11 characters, letters, digits, space and `+ - _ &`, with one letter
 * at least (https://www.twilio.com/docs/glossary/what-alphanumeric-sender-id).
 */
export function isAlphanumericSender(text: unknown): text is string {
  return typeof text === 'string' && /^(?=.*[A-Za-z])[A-Za-z0-9 +\-_&]{1,11}$/.test(text)
}
