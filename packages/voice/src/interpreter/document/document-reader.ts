import type { TwimlElement } from '@trunkline/twiml'
import { VoiceError } from '../../errors.ts'
import type { DocumentPlace } from '../program.ts'
import { Attributes } from './attributes.ts'

/** What was wrong with a document that is run all the same. */
export interface DocumentWarning {
  /** Twilio's code. */
  readonly code: number
  readonly message: string
}

/** What reading the verbs of one document has in common: where it came from, and what was wrong with it. */
export class DocumentReader {
  /** Where the document came from, after redirects; undefined for one that was given in place. */
  readonly place: DocumentPlace | undefined
  readonly warnings: DocumentWarning[] = []

  constructor(place: DocumentPlace | undefined) {
    this.place = place
  }

  warn(code: number, message: string): void {
    this.warnings.push({ code, message })
  }

  /** Reads an element's attributes. */
  attributesOf(element: TwimlElement): Attributes {
    return new Attributes(element, this)
  }

  /** An address, relative to the document's; undefined for what is none, and for a relative one in a document that came from nowhere. */
  resolve(text: string): string | undefined {
    const base = this.place?.url
    const url = URL.canParse(text, base) ? new URL(text, base) : undefined
    return url !== undefined && /^https?:$/.test(url.protocol) ? url.href : undefined
  }

  /**
   * Where a verb goes on.
   * @throws VoiceError 11100 for what is no URL; for a document that was given in place its URLs must be absolute
   */
  resolveOrFail(text: string, what: string): string {
    const url = this.resolve(text)
    if (url !== undefined) return url
    const why = this.place === undefined ? 'must be an absolute URL, for the document was given in place' : 'is no URL'
    throw new VoiceError(11100, `${what} ${why}: ${text.slice(0, 200)}`)
  }

  /**
   * The document itself, to be asked again.
   * @throws VoiceError 11100 for one that was given in place
   */
  own(what: string): string {
    if (this.place !== undefined) return this.place.url
    throw new VoiceError(11100, `${what} is missing, and the document was given in place: give an absolute URL`)
  }
}
