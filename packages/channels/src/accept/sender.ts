import { ProblemError } from '@trunkline/wire'
import { parseEmail } from '../addresses/email.ts'
import type { ChannelName } from '../ports.ts'

// A number, a short code, a name of up to 11 characters (GSM 03.38 TON 5), or one of these behind a prefix such as whatsapp:.
const textSender = /^([a-z]+:)?(\+[1-9]\d{1,14}|\d{3,8}|[A-Za-z0-9 &._-]{1,11})$/
const mailbox = /^(?:[^<>\r\n]*<([^<>\s]+)>|([^<>\s]+))$/

/**
 * Checks the form of a sender. Whether the provider lets it be used, the provider says.
 * @throws ProblemError `sender-invalid`
 */
export function checkSender(channel: ChannelName, from: string): void {
  if (channel === 'push') return
  if (channel === 'email') {
    const found = mailbox.exec(from)
    const address = found?.[1] ?? found?.[2]
    if (address !== undefined && parseEmail(address).ok) return
    throw invalid(
      `${JSON.stringify(from)} is not a sender of e-mail; write no-reply@acme.example or Acme <no-reply@acme.example>`,
    )
  }
  if (textSender.test(from)) return
  throw invalid(
    `${JSON.stringify(from)} is neither a number in international form, nor a short code, nor a name of up to 11 characters`,
  )
}

function invalid(detail: string): ProblemError {
  return new ProblemError('sender-invalid', detail, { errors: [{ pointer: '/from', detail }] })
}
