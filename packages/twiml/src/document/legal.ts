import { TwimlError } from '../errors.ts'

/** What may be illegal: C0 controls but TAB, LF and CR, any surrogate, U+FFFE, U+FFFF. */
const suspect = /[\0-\x08\x0B\f\x0E-\x1F\uD800-\uDFFF\uFFFE\uFFFF]/

/** What is illegal: with the `u` flag a surrogate matches only where it has no partner. */
const illegal = /[\0-\x08\x0B\f\x0E-\x1F\uD800-\uDFFF\uFFFE\uFFFF]/u

/** Names of plain ASCII: all that TwiML itself has. */
const plainName = /^[A-Za-z_:][\w:.-]*$/

/** XML 1.0 (Fifth Edition) §2.3, productions 4 and 4a. */
const xmlName =
  /^[:A-Z_a-z\xC0-\xD6\xD8-\xF6\xF8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\u{10000}-\u{EFFFF}][-.0-9:A-Z_a-z\xB7\xC0-\xD6\xD8-\xF6\xF8-\u037D\u037F-\u1FFF\u200C-\u200D\u203F\u2040\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\u{10000}-\u{EFFFF}]*$/u

/**
 * Refuses text that XML 1.0 cannot carry, not even escaped (§2.2): control characters, lone surrogates, U+FFFE, U+FFFF.
 * The text itself is left out of the message, since it may be what somebody wrote in private.
 */
export function assertLegalText(text: string): void {
  // Two steps: the first is cheap, and nearly all text passes it.
  if (!suspect.test(text)) return
  const index = text.search(illegal)
  if (index < 0) return
  const code = text.charCodeAt(index).toString(16).toUpperCase().padStart(4, '0')
  throw new TwimlError(
    'TWIML_ILLEGAL_CHARACTER',
    `Invalid character in string: U+${code} at index ${index} has no place in XML 1.0; remove it before building TwiML`,
  )
}

/** Names that were found legal: programs use few, again and again. Bounded, since a program may use made-up ones. */
const seen = /* @__PURE__ */ new Set<unknown>()
const seenLimit = 500

/** Refuses what is not an XML name. */
export function assertLegalName(name: unknown): asserts name is string {
  if (seen.has(name)) return
  if (typeof name === 'string' && (plainName.test(name) || xmlName.test(name))) {
    if (seen.size < seenLimit && name.length <= 64) seen.add(name)
    return
  }
  throw new TwimlError('TWIML_ILLEGAL_NAME', `Invalid character in name: ${describe(name)} is not an XML name`)
}

/** Refuses comments that would end early, or that XML cannot carry. */
export function assertLegalComment(text: string): void {
  if (text.includes('--')) {
    throw new TwimlError('TWIML_ILLEGAL_COMMENT', 'Comment text cannot contain double-hypen: XML ends a comment at --')
  }
  assertLegalText(text)
}

function describe(name: unknown): string {
  return typeof name === 'string' ? JSON.stringify(name.slice(0, 40)) : `a value of type ${typeof name}`
}
