import type { Verb } from './verb.ts'

/** `<Hangup>`: ends the call; one that was never answered ends as no-answer (https://www.twilio.com/docs/voice/twiml/hangup). */
export const hangup: Verb = {
  coverage: { attributes: {} },
  nouns: { Parameter: { attributes: { name: 'nobody is told', value: 'nobody is told' } } },
  read:
    () =>
    async ({ call }) => {
      await call.hangUp()
      return { kind: 'hung-up' }
    },
}
