import { childElements, type TwimlDocument, validateTwiml } from '@trunkline/twiml'
import { VoiceError } from '../../errors.ts'
import type { DocumentPlace } from '../program.ts'
import type { Step } from '../verbs/verb.ts'
import { findVerb } from '../verbs/verbs.ts'
import { DocumentReader, type DocumentWarning } from './document-reader.ts'

/** A verb that is ready to run. */
export interface ReadyVerb {
  readonly tag: string
  readonly run: Step
}

/** A document that is ready to run, and what was wrong with it all the same. */
export interface ReadyDocument {
  readonly verbs: readonly ReadyVerb[]
  readonly warnings: readonly DocumentWarning[]
}

/** Versions that `<Response version="…">` may name (https://www.twilio.com/docs/api/errors/12101). */
const versions: readonly string[] = ['2010-04-01', '2008-08-01']

/**
 * Reads the verbs of a document (https://www.twilio.com/docs/voice/twiml). What the schema does not know is passed over with a warning; what makes it impossible to
 * go on fails when the call gets there, not before.
 * @throws VoiceError 12101 for a version that is not known
 */
export function readDocument(document: TwimlDocument, place: DocumentPlace | undefined): ReadyDocument {
  const { version } = document.root.attributes
  if (version !== undefined && !versions.includes(version)) {
    throw new VoiceError(12101, `version of <Response> is ${JSON.stringify(version.slice(0, 40))}, not 2010-04-01`)
  }
  const reader = new DocumentReader(place)
  for (const { code, path, message } of validateTwiml(document, 'voice')) {
    // Wrong values have codes of their own, which whoever reads the attribute knows.
    const told = code === 'BAD_VALUE' || code === 'MISSING_TEXT' || (path === 'Response' && /version/.test(message))
    if (!told) reader.warn(12200, `${path}: ${message}`)
  }
  const verbs = childElements(document.root).flatMap((element): ReadyVerb[] => {
    const verb = findVerb(element.kind)
    return verb === undefined ? [] : [{ tag: element.kind, run: deferred(() => verb.read(element, reader)) }]
  })
  return { verbs, warnings: reader.warnings }
}

/** What is wrong with a verb that the call never gets to is no harm. */
function deferred(read: () => Step): Step {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof VoiceError)) throw error
    return async () => {
      throw error
    }
  }
}
