import { VoiceError } from '../../errors.ts'
import { uncertain } from '../uncertain.ts'
import type { Verb } from './verb.ts'

/** A verb that keeps its place in the table and is not there yet: the document fails when it comes to it. */
export function missing(tag: string, why: string): Verb {
  return {
    coverage: { attributes: {}, missing: why },
    read: () => async () => {
      throw new VoiceError(uncertain.notThere, `<${tag}> is not there yet: ${why}`)
    },
  }
}
