import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Verification {
  readonly sid: string
  readonly to: string
  readonly channel: string
  readonly code: string
  status: string
}

/** A server that speaks the part of Twilio Verify v2 that the delegating gateway uses (https://www.twilio.com/docs/verify/api). */
export interface FakeVerify {
  readonly url: string
  readonly started: Verification[]
  readonly forms: string[]
  /** Answers the next start with this error. */
  refuseNext: { readonly status: number; readonly code: number } | undefined
  close(): Promise<void>
}

/** Starts one on a free port. */
export async function startFakeVerify(serviceSid: string): Promise<FakeVerify> {
  const fake: Omit<FakeVerify, 'url' | 'close'> = { started: [], forms: [], refuseNext: undefined }
  const server = createServer((request, response) => void serve(fake, serviceSid, request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return Object.assign(fake, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close })
}

async function serve(
  fake: Omit<FakeVerify, 'url' | 'close'>,
  serviceSid: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  fake.forms.push(body)
  const form = new URLSearchParams(body)
  const path = request.url ?? ''
  const answer = (status: number, content: object): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content))
  }
  const refuse = (status: number, code: number): void =>
    answer(status, { status, code, message: `error ${code}`, more_info: '' })
  if (path.endsWith(`/Services/${serviceSid}/Verifications`)) {
    const { refuseNext } = fake
    fake.refuseNext = undefined
    if (refuseNext !== undefined) return refuse(refuseNext.status, refuseNext.code)
    const sid = `VE${String(fake.started.length + 1).padStart(32, '0')}`
    const code = String(100_000 + fake.started.length * 7919).padStart(6, '0')
    const made = { sid, to: form.get('To') ?? '', channel: form.get('Channel') ?? '', code, status: 'pending' }
    fake.started.push(made)
    return answer(201, { sid, to: made.to, channel: made.channel, status: 'pending', valid: false })
  }
  if (!path.endsWith(`/Services/${serviceSid}/VerificationCheck`)) return refuse(404, 20404)
  const found = fake.started.find(({ sid, status }) => sid === form.get('VerificationSid') && status === 'pending')
  if (found === undefined) return refuse(404, 20404)
  if (!/^\d{4,10}$/.test(form.get('Code') ?? '')) return refuse(400, 60200)
  const right = found.code === form.get('Code')
  if (right) found.status = 'approved'
  answer(200, { sid: found.sid, status: found.status, valid: right })
}
