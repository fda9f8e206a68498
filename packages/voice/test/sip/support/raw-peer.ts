import { createSocket } from 'node:dgram'
import type { TestContext } from 'node:test'

/** A message as it came: its first line, its fields, its body. */
export interface RawMessage {
  readonly first: string
  readonly text: string
  readonly body: string
  readonly port: number
  field(name: string): string
}

/** A SIP party that says exactly what a test writes. */
export interface RawPeer {
  readonly port: number
  readonly came: readonly RawMessage[]
  send(text: string, port: number): void
  /**
   * The next message that was not looked at, whose first line matches. A request that is sent again because no answer has come in time is no other message,
   * and not given twice; an ACK is, since each copy of an answer has one.
   */
  take(pattern: RegExp, timeoutMs?: number): Promise<RawMessage>
}

function messageOf(bytes: Buffer, port: number): RawMessage {
  const text = bytes.toString('latin1')
  const [head = '', body = ''] = text.split('\r\n\r\n')
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] ?? ''
  return { first: head.split('\r\n')[0] ?? '', text, body, port, field }
}

/** Opens it on a free port of this address. */
export async function rawPeer(t: TestContext, address = '127.0.0.1'): Promise<RawPeer> {
  const socket = createSocket('udp4')
  await new Promise<void>((resolve) => socket.bind(0, address, resolve))
  t.after(() => socket.close())
  const came: RawMessage[] = []
  const waiting: RawMessage[] = []
  socket.on('message', (bytes, { port }) => {
    const message = messageOf(bytes, port)
    const again = !/^(?:SIP|ACK)/.test(message.first) && came.some(({ text }) => text === message.text)
    came.push(message)
    if (!again) waiting.push(message)
  })
  return {
    port: socket.address().port,
    came,
    send: (text, port) => socket.send(Buffer.from(text.replace(/\r?\n/g, '\r\n'), 'latin1'), port, '127.0.0.1'),
    async take(pattern, timeoutMs = 30_000) {
      const end = performance.now() + timeoutMs
      for (;;) {
        const at = waiting.findIndex(({ first }) => pattern.test(first))
        if (at >= 0) return waiting.splice(at, 1)[0] as RawMessage
        if (performance.now() > end) throw new Error(`no ${pattern}, but ${came.map(({ first }) => first).join(' | ')}`)
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    },
  }
}

/** A description that offers PCMU at this port. */
export const sdpOf = (port: number, ...more: string[]): string =>
  [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    'c=IN IP4 127.0.0.1',
    't=0 0',
    `m=audio ${port} RTP/AVP 0`,
    ...more,
    '',
  ].join('\n')

/** A request with these fields; `Content-Length` is put in. */
export function requestOf(first: string, fields: Readonly<Record<string, string>>, body = ''): string {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`)
  return `${first} SIP/2.0\n${lines.join('')}Content-Length: ${body.replaceAll('\n', '\r\n').length}\n\n${body}`
}

/** A response to a message that came, with a To tag. */
export function responseOf(
  request: RawMessage,
  status: string,
  { tag = 'raw', contact = '', body = '', more = '' } = {},
): string {
  const vias = request.text.split('\r\n').filter((line) => /^via:/i.test(line))
  const to = request.field('To')
  const lines = [
    `SIP/2.0 ${status}`,
    ...vias,
    `From: ${request.field('From')}`,
    `To: ${to}${/;tag=/.test(to) || status.startsWith('100') ? '' : `;tag=${tag}`}`,
    `Call-ID: ${request.field('Call-ID')}`,
    `CSeq: ${request.field('CSeq')}`,
    ...(contact === '' ? [] : [`Contact: <${contact}>`]),
    ...(more === '' ? [] : [more]),
    ...(body === '' ? [] : ['Content-Type: application/sdp']),
    `Content-Length: ${body.replaceAll('\n', '\r\n').length}`,
  ]
  return `${lines.join('\n')}\n\n${body}`
}
