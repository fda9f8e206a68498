import { randomBytes } from 'node:crypto'
import type { Database, Sealer } from '@trunkline/postgres'
import { quietLog } from '@trunkline/testkit'
import {
  type Addresses,
  type CodeDevice,
  type CodeMethod,
  type CodeSender,
  createSenderFactory,
  createVerify,
  type Verify,
} from '@trunkline/verify'
import type { IdGenerator } from '@trunkline/wire'

/** One code that was sent. */
export interface SentCode {
  readonly method: CodeMethod
  readonly to: string
  readonly code: string
}

/** Verification whose gateway keeps the codes. */
export interface RecordingVerify {
  readonly verify: Verify
  /** Sends what is due, and gives the code that was sent last. */
  lastCode(): Promise<string>
  readonly sent: readonly SentCode[]
}

/** Numbers by their shape; +4490… are premium-rate and +4989… landlines. */
const addresses: Addresses = {
  phone(raw) {
    if (!/^\+\d{8,15}$/.test(raw)) return { ok: false, reason: 'this is not a phone number' }
    const type = raw.startsWith('+4490') ? 'premium-rate' : raw.startsWith('+4989') ? 'fixed-line' : 'mobile'
    return { ok: true, e164: raw, country: raw.startsWith('+49') ? 'DE' : 'US', type }
  },
  email: (raw) =>
    /^[^@\s]+@[^@\s]+\.[a-z]+$/.test(raw)
      ? { ok: true, address: raw }
      : { ok: false, reason: 'this is no e-mail address' },
}

/** Makes verification over text, call and e-mail; there is no gateway for WhatsApp. Without background. */
export function recordingVerify(parts: {
  readonly db: Database
  readonly clock: { now(): number }
  readonly ids: IdGenerator
  readonly sealer: Sealer
}): RecordingVerify {
  const sent: SentCode[] = []
  const take = (method: CodeMethod) => async (device: CodeDevice, code: string) => {
    sent.push({ method, to: device.address, code })
    return { kind: 'accepted' as const, providerId: `P${sent.length}` }
  }
  const sender: CodeSender = {
    ...{ type: 'recording', repeatable: true },
    ...{ sendSms: take('sms'), makeCall: take('call'), sendEmail: take('email') },
  }
  const offered = new Set<CodeMethod>(['sms', 'call', 'email'])
  const verify = createVerify({
    ...{ ...parts, log: quietLog, addresses, randomBytes, secret: randomBytes(32) },
    meter: { count() {} },
    senders: createSenderFactory({
      gatewayOf: (method) => (offered.has(method) ? 'recording' : undefined),
      gateways: { recording: () => sender },
    }),
    clientName: async () => 'Acme',
    signingTokens: async () => [],
    gatewayToken: () => undefined,
    baseUrl: () => 'https://verify.example.test',
    onEvents: () => undefined,
  })
  return {
    verify,
    sent,
    async lastCode() {
      await verify.round()
      return sent.at(-1)?.code ?? ''
    },
  }
}
