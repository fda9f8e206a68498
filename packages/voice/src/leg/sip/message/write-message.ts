import type { SipMessage } from './message.ts'

/** The bytes of a message. Content-Length is written here and nowhere else. */
export function writeMessage(message: SipMessage): Buffer {
  const first =
    message.kind === 'request'
      ? `${message.method} ${message.uri} SIP/2.0`
      : `SIP/2.0 ${message.status} ${message.reason.replace(/[\r\n]+/g, ' ')}`
  let head = `${first}\r\n`
  for (const { key, name, value } of message.headers) if (key !== 'content-length') head += `${name}: ${value}\r\n`
  head += `Content-Length: ${message.body.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(head, 'latin1'), message.body])
}
