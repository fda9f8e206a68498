import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as wire from '@trunkline/wire'
import { decodeBase64 } from '../src/bytes/base64.ts'
import { readPrivateKey } from '../src/crypto/rsa-key.ts'
import { parsePythonUrl } from '../src/twilio-signature/python-url.ts'
import { someUrlForm } from '../src/twilio-signature/url-forms.ts'

/** The whole megabyte where time is given (see the README on fuzzing), else an eighth of it. */
const thorough = process.env.TRUNKLINE_FUZZ_RUNS !== undefined
const size = thorough ? 1 << 20 : 1 << 17
/** Milliseconds. What is linear takes a hundredth of it; a nanosecond for each pair of characters, five times as long and more. */
const limit = thorough ? 20_000 : 2_000

const fill = (piece: string) => piece.repeat(Math.ceil(size / piece.length))
const pieces = [
  'a',
  'A',
  '1',
  '+',
  '-',
  '.',
  '/',
  ':',
  '@',
  '[',
  ']',
  '=',
  '&',
  '%',
  '%e9',
  'a=1&',
  'a&',
  '=&',
  ';',
  ',',
  ' ',
  '€',
  '😀',
  '\ud800',
  '“',
  'a.',
  'a/',
  '/../',
  '\n',
  '\0',
  'xn--',
  '-----BEGIN A-----',
  '-----BEGIN ',
]
const frames: readonly ((filling: string) => string)[] = [
  (filling) => filling,
  (filling) => `https://${filling}`,
  (filling) => `https://x.example/${filling}é`,
  (filling) => `https://x.example/?${filling}`,
  (filling) => `-----BEGIN PRIVATE KEY-----${filling}`,
  (filling) => `+1${filling}`,
]

/** Milliseconds of the processor that work takes. What else the machine does meanwhile does not count. */
function timeOf(work: () => unknown): number {
  const start = process.threadCpuUsage()
  try {
    work()
  } catch {
    // Refusing is fine here; what counts is the time.
  }
  const { user, system } = process.threadCpuUsage(start)
  return (user + system) / 1000
}

const headersOf = (text: string) => ({
  'webhook-id': text,
  'webhook-timestamp': '1',
  'webhook-signature': `v1,${text}`,
})

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  smsSegments: (text) => wire.smsSegments(text, { parts: true }),
  smartEncode: wire.smartEncode,
  encodeGsm7: wire.encodeGsm7,
  isE164: wire.isE164,
  parseE164: wire.parseE164,
  isAlphanumericSender: wire.isAlphanumericSender,
  parseAddress: wire.parseAddress,
  isSid: wire.isSid,
  decodeBase64,
  readPrivateKey,
  decodeJwt: wire.decodeJwt,
  verifyAccessToken: (text) => wire.verifyAccessToken(text, 'secret', { now: 0 }),
  verifyStandardWebhook: (text) => wire.verifyStandardWebhook(headersOf(text), text, 'whsec_AAAA', { now: 0 }),
  someUrlForm: (text) => someUrlForm(text, () => false),
  validateRequest: (text) => wire.validateRequest('token', 'x'.repeat(28), text, { a: text }),
  parsePythonUrl,
  RequestValidator: (text) => new wire.RequestValidator('token').validate(text, { a: text }, 'x'.repeat(28)),
  getSignatureAlgorithm: wire.getSignatureAlgorithm,
  requestedUrl: wire.requestedUrl,
  RequestCanonicalizer: (text) =>
    new wire.RequestCanonicalizer('GET', text, { a: text }, text, { host: text }).create(),
  readWebhook: (text) => wire.readWebhook('message.incoming', new URLSearchParams(text)),
}

for (const [name, read] of Object.entries(readers)) {
  test(`${name} takes time in proportion to its input, whatever fills it`, () => {
    for (const piece of pieces) {
      for (const frame of frames) {
        const text = frame(fill(piece))
        const took = timeOf(() => read(text))
        assert.ok(took < limit, `${JSON.stringify(piece)} in ${frame('…')}: ${Math.round(took)} ms`)
      }
    }
  })
}

test('a hundred thousand parameters are signed in one go', () => {
  const params = Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`p${99_999 - at}`, 'v']))
  let verdict: boolean | undefined
  const took = timeOf(() => {
    verdict = wire.validateRequest('token', 'x'.repeat(28), 'https://x.example/', params)
  })
  assert.equal(verdict, false)
  assert.ok(took < limit, `${Math.round(took)} ms`)
})
