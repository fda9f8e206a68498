import { ProblemError } from '@trunkline/wire'
import { parsePhone } from '../../addresses/phone.ts'
import { longestText } from '../../message/content.ts'
import type { InboundMessage } from '../../ports.ts'

/** A text that a built-in phone sends to one of our numbers. */
export interface IncomingText {
  readonly from: string
  readonly to: string
  readonly text?: string
  /** Pictures and the like: where they are, and of which MIME type. */
  readonly media?: readonly { readonly url: string; readonly type: string }[]
}

/**
 * What a gateway would hand in for a text from a built-in phone: give it to {@link GatewaySink.inbound}.
 * @param id names the text; the same one comes in once
 * @throws ProblemError `number-invalid`, `content-missing`, `content-too-long`
 */
export function incomingText(
  gateway: string,
  given: IncomingText,
  { id, at }: { id: string; at: number },
): InboundMessage {
  const { text = '', media = [] } = given
  if (text === '' && media.length === 0) throw faulty('content-missing', '/text', 'say something, or send a medium')
  if (text.length > longestText)
    throw faulty('content-too-long', '/text', `a text may have ${longestText} characters at the most`)
  const [from, to] = [address(given.from, '/from'), address(given.to, '/to')]
  return { gateway, channel: 'sms', providerId: `LI${id}`, from, to, text, media, at }
}

function address(raw: string, pointer: string): string {
  const phone = parsePhone(raw)
  if (!phone.ok) throw faulty('number-invalid', pointer, phone.reason)
  return phone.address
}

function faulty(
  code: 'content-missing' | 'content-too-long' | 'number-invalid',
  pointer: string,
  detail: string,
): ProblemError {
  return new ProblemError(code, detail, { errors: [{ pointer, detail }] })
}
