/** The longest text from a provider that is kept. UTF-16 code units. */
const longest = 1_000

/**
 * Text from a provider, made fit to be stored: PostgreSQL's json takes neither U+0000 nor half of a surrogate pair, and an answer that
 * cannot be written down would be asked for again.
 */
export function cleanText(text: string): string {
  return storableText(text.slice(0, longest))
}

/** The same for what is kept whole, as a text from a person: one that cannot be written down would come again and again. */
export function storableText(text: string): string {
  const fit = text.toWellFormed()
  return fit.includes('\u0000') ? fit.replaceAll('\u0000', '\ufffd') : fit
}
