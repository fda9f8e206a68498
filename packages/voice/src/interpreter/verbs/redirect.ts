import { textOf } from '@trunkline/twiml'
import type { Verb } from './verb.ts'

/** `<Redirect>`: goes on with another document; an empty one with this document anew (https://www.twilio.com/docs/voice/twiml/redirect). */
export const redirect: Verb = {
  coverage: { attributes: { method: true } },
  read(element, reader) {
    const method = reader.attributesOf(element).method('method', 13710)
    const text = textOf(element)
    const url = text === '' ? reader.own('the URL of <Redirect>') : reader.resolveOrFail(text, 'the URL of <Redirect>')
    const request = { place: { url, method }, parameters: {}, purpose: 'call-document' } as const
    return async () => ({ kind: 'document', request })
  },
}
