import { textOf } from '@trunkline/twiml'
import { ProblemError } from '@trunkline/wire'
import { VoiceError } from '../../errors.ts'
import { numberOf } from './number-of-ours.ts'
import { next, type Turn, type Verb } from './verb.ts'

const longestText = 1600
/** A text that was not sent, for a reason that Twilio has no code for (https://www.twilio.com/docs/api/errors/30008). */
const unsent = 30008

/** A text that a document asks for. */
interface SmsRules {
  readonly to: string | undefined
  readonly from: string | undefined
  readonly body: string
  readonly statusCallback: string | undefined
}

/** `<Sms>`: sends a text; to the other party by default, from the number of ours (https://www.twilio.com/docs/voice/twiml/sms). */
export const sms: Verb = {
  coverage: { attributes: { to: true, from: true, action: true, method: true, statusCallback: true } },
  read(element, reader) {
    const attributes = reader.attributesOf(element)
    const action = attributes.destination('action')
    const method = attributes.method('method', 14104)
    const rules: SmsRules = {
      to: attributes.filled('to'),
      from: attributes.filled('from'),
      body: textOf(element),
      statusCallback: attributes.callback('statusCallback', 14105),
    }
    return async (turn) => {
      const sent = await sendText(turn, rules)
      if (action === undefined) return next
      const parameters = { ...(sent.sid === '' ? {} : { SmsSid: sent.sid }), SmsStatus: sent.status }
      return { kind: 'document', request: { place: { url: action, method }, parameters, purpose: 'call-action' } }
    }
  },
}

type Sent = Awaited<ReturnType<Turn['parts']['texts']['send']>>
const invalid: Sent = { sid: '', status: 'invalid' }

async function sendText({ call, parts, warn }: Turn, rules: SmsRules): Promise<Sent> {
  const inbound = call.direction === 'inbound'
  const to = senderOf(call, rules.to ?? (inbound ? call.from : call.to))
  const from = senderOf(call, rules.from ?? (inbound ? call.to : call.from))
  const fault = faultOf(to, from, rules.body)
  if (fault !== undefined) {
    warn(fault.code, fault.message)
    return invalid
  }
  try {
    return await parts.texts.send(call.clientId, {
      ...{ to: to as string, from: from as string, body: rules.body },
      ...(rules.statusCallback === undefined ? {} : { statusCallback: rules.statusCallback }),
    })
  } catch (error) {
    // A text that is refused, to somebody who wants none for instance, is no reason to end the call.
    if (!(error instanceof VoiceError || error instanceof ProblemError)) throw error
    warn(error instanceof VoiceError ? error.code : unsent, error.message)
    return { sid: '', status: 'failed' }
  }
}

function faultOf(to: string | undefined, from: string | undefined, body: string) {
  if (to === undefined) return { code: 14101, message: 'to of <Sms> is no phone number' }
  if (from === undefined) return { code: 14102, message: 'from of <Sms> is no phone number' }
  if (body === '') return { code: 14103, message: 'the text of <Sms> is empty' }
  return body.length > longestText
    ? { code: 14103, message: `the text of <Sms> is longer than ${longestText} characters` }
    : undefined
}

/** A number, or a short code. */
const senderOf = (call: Turn['call'], text: string): string | undefined =>
  /^\d{3,8}$/.test(text) ? text : numberOf(text, call)
