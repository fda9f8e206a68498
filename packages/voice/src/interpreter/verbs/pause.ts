import { next, type Verb } from './verb.ts'

/** `<Pause>`: waits in silence; a call that was not answered stays so (https://www.twilio.com/docs/voice/twiml/pause). */
export const pause: Verb = {
  coverage: { attributes: { length: true } },
  read(element, reader) {
    const seconds = reader.attributesOf(element).integer('length', { fallback: 1, min: 1, code: 13910 })
    return async ({ sleep, signal }) => {
      await sleep(seconds * 1000, signal)
      return next
    }
  },
}
