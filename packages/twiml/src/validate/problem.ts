import type { Position } from '../errors.ts'

/**
 * What can be wrong with a document that is well-formed.
 *
 * | code | when |
 * |---|---|
 * | `WRONG_ROOT` | the root is not `Response` |
 * | `UNKNOWN_ELEMENT` | no document of this family has such an element |
 * | `MISPLACED_ELEMENT` | the element exists, but not inside this one |
 * | `UNKNOWN_ATTRIBUTE` | the element has no such attribute |
 * | `BAD_VALUE` | the attribute's value is not one of its enum, no number, or no boolean |
 * | `MISSING_TEXT` | the element says nothing: it has neither text nor elements inside |
 * | `UNEXPECTED_TEXT` | the element takes elements or nothing, but no text |
 */
export const twimlProblemCodes = [
  'WRONG_ROOT',
  'UNKNOWN_ELEMENT',
  'MISPLACED_ELEMENT',
  'UNKNOWN_ATTRIBUTE',
  'BAD_VALUE',
  'MISSING_TEXT',
  'UNEXPECTED_TEXT',
] as const

/** One of the codes that {@link twimlProblemCodes} lists. */
export type TwimlProblemCode = (typeof twimlProblemCodes)[number]

/** One thing that is wrong with a document. */
export interface TwimlProblem {
  readonly code: TwimlProblemCode
  /** What is wrong, and what would be right. */
  readonly message: string
  /** The element, as in `Response/Gather[1]/Say[2]`; elements of one kind are counted from 1 inside their parent. */
  readonly path: string
  /** The attribute, where it is one. */
  readonly attribute?: string
  /** Where it stands in the source; missing when the document was built and not parsed. */
  readonly position?: Position
  /** What Twilio would report: 12200 (a warning; the document still runs) or 12102 (it does not). */
  readonly twilioCode: 12102 | 12200
}
