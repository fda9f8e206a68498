import type { Verb } from './verb.ts'

/** `<Reject>`: refuses a call that was not answered; after that it hangs up (https://www.twilio.com/docs/voice/twiml/reject). */
export const reject: Verb = {
  coverage: { attributes: { reason: true } },
  nouns: { Parameter: { attributes: { name: 'nobody is told', value: 'nobody is told' } } },
  read(element, reader) {
    const words = ['rejected', 'busy'] as const
    const reason = reader.attributesOf(element).oneOf('reason', words, { fallback: 'rejected', code: 13810 })
    return async ({ call }) => {
      await call.reject(reason)
      return { kind: 'hung-up' }
    }
  },
}
