/**
 * Everything that this package can refuse, as a closed set.
 *
 * | code | when |
 * |---|---|
 * | `TWIML_ILLEGAL_CHARACTER` | a string holds a character that XML 1.0 cannot carry |
 * | `TWIML_ILLEGAL_NAME` | an element or attribute name is not an XML name |
 * | `TWIML_ILLEGAL_COMMENT` | a comment holds `--` |
 * | `TWIML_MISSING_TEXT` | text or a comment was null or undefined |
 * | `TWIML_NOT_TEXT` | text was an object, an array or a function |
 * | `TWIML_TOO_DEEP` | elements are nested deeper than the limit |
 * | `TWIML_TOO_LARGE` | the source is longer than the limit |
 * | `TWIML_EMPTY` | the source holds nothing but white space |
 * | `TWIML_NOT_WELL_FORMED` | the source is not well-formed XML 1.0 |
 * | `TWIML_DOCTYPE` | the source holds a document type declaration |
 * | `TWIML_UNKNOWN_ENTITY` | the source names an entity other than XML's own five |
 * | `TWIML_WRONG_ROOT` | the root element is not `Response` |
 */
export const twimlErrorCodes = [
  'TWIML_ILLEGAL_CHARACTER',
  'TWIML_ILLEGAL_NAME',
  'TWIML_ILLEGAL_COMMENT',
  'TWIML_MISSING_TEXT',
  'TWIML_NOT_TEXT',
  'TWIML_TOO_DEEP',
  'TWIML_TOO_LARGE',
  'TWIML_EMPTY',
  'TWIML_NOT_WELL_FORMED',
  'TWIML_DOCTYPE',
  'TWIML_UNKNOWN_ENTITY',
  'TWIML_WRONG_ROOT',
] as const

/** One of the codes that {@link twimlErrorCodes} lists. */
export type TwimlErrorCode = (typeof twimlErrorCodes)[number]

/** A place in a source text. */
export interface Position {
  /** Counted from 1. A line ends at LF, CR LF or CR. */
  readonly line: number
  /** Counted from 1, in UTF-16 code units. */
  readonly column: number
  /** Counted from 0, in UTF-16 code units. */
  readonly offset: number
}

/** What was given cannot become, or is not, TwiML. The same input fails again: nothing here is worth a retry. */
export class TwimlError extends Error {
  override readonly name: string = 'TwimlError'
  readonly code: TwimlErrorCode
  readonly retryable = false

  constructor(code: TwimlErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** Twilio's numbers for documents that it cannot run (https://www.twilio.com/docs/api/errors). */
export type TwilioParseCode = 11750 | 11770 | 12100 | 12102

/** A source text that is not a TwiML document. The message ends in the place: `… (line 3, column 7)`. */
export class TwimlParseError extends TwimlError {
  override readonly name = 'TwimlParseError'
  readonly position: Position
  /** What Twilio would report for such a document: 12100 unless it is too large, empty or has another root. */
  readonly twilioCode: TwilioParseCode

  constructor(code: TwimlErrorCode, message: string, position: Position, options?: ErrorOptions) {
    super(code, `${message} (line ${position.line}, column ${position.column})`, options)
    this.position = position
    this.twilioCode = twilioCodes[code] ?? 12100
  }
}

const twilioCodes: { readonly [C in TwimlErrorCode]?: TwilioParseCode } = {
  TWIML_TOO_LARGE: 11750,
  TWIML_EMPTY: 11770,
  TWIML_WRONG_ROOT: 12102,
}
