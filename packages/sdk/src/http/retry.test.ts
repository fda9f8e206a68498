import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import type { HttpRequest, HttpResponse } from './http-client.ts'
import { mayRepeatAnswer, mayRepeatFailure, retryAfter, sendWithRetries, type Try } from './retry.ts'
import { TransportError } from './transport-error.ts'

const policy = {
  maxRetries: 3,
  maxRetryDelay: 3000,
  maxRetryAfter: 60_000,
  random: () => 0.999999,
  now: () => 1_000_000,
}
const get: HttpRequest = { method: 'get', uri: 'https://api.twilio.com/x?secret=1' }
const post: HttpRequest = { method: 'post', uri: 'https://api.twilio.com/x' }
const keyed: HttpRequest = { ...post, headers: { 'Idempotency-Key': 'k' } }
const answer = (statusCode: number, headers: Record<string, string> = {}): HttpResponse => ({
  statusCode,
  body: {},
  headers,
})
const failure = (sent: boolean): TransportError =>
  new TransportError(sent ? 'broken' : 'connect', sent, 'X', { method: 'get', url: 'u' })

/** Sends with a clock that is moved on as soon as something waits; gives the waits. */
async function run(
  request: HttpRequest,
  outcomes: (HttpResponse | Error)[],
  options = {},
): Promise<{ outcome: HttpResponse | Error; waits: number[]; tries: Try[] }> {
  mock.timers.enable({ apis: ['setTimeout'] })
  const tries: Try[] = []
  let count = 0
  try {
    const send = async (): Promise<HttpResponse> => {
      const outcome = outcomes[Math.min(count++, outcomes.length - 1)]
      if (outcome instanceof Error) throw outcome
      return outcome as HttpResponse
    }
    const done = sendWithRetries(request, send, { ...policy, ...options }, (event) => tries.push(event)).catch(
      (error: Error) => error,
    )
    let outcome: HttpResponse | Error | undefined
    void done.then((value) => (outcome = value))
    while (outcome === undefined) {
      await new Promise((resolve) => setImmediate(resolve))
      mock.timers.tick(100_000)
    }
    return { outcome, waits: tries.map((t) => t.retryInMs).filter((w) => w !== undefined), tries }
  } finally {
    mock.timers.reset()
  }
}

test('429 is repeated for every method, with full jitter up to 200, 400 and 800 ms', async () => {
  const { outcome, waits } = await run(post, [answer(429)])
  assert.equal((outcome as HttpResponse).statusCode, 429)
  assert.deepEqual(waits, [199, 399, 799])
  assert.deepEqual((await run(post, [answer(429)], { random: () => 0 })).waits, [0, 0, 0])
  assert.deepEqual((await run(post, [answer(429)], { maxRetryDelay: 300 })).waits, [199, 299, 299])
})

test('the first success ends it', async () => {
  const { outcome, tries } = await run(get, [answer(503), failure(true), answer(200)])
  assert.equal((outcome as HttpResponse).statusCode, 200)
  assert.deepEqual(
    tries.map((t) => [t.attempt, t.statusCode, t.error?.code, t.url]),
    [
      [1, 503, undefined, 'https://api.twilio.com/x'],
      [2, undefined, 'X', 'https://api.twilio.com/x'],
      [3, 200, undefined, 'https://api.twilio.com/x'],
    ],
  )
})

test('5xx and lost answers are repeated only for what may be carried out twice', async () => {
  for (const [request, repeats] of [
    [get, true],
    [post, false],
    [keyed, true],
  ] as const) {
    assert.equal(mayRepeatAnswer(request, 500), repeats)
    assert.equal(mayRepeatFailure(request, failure(true)), repeats)
    assert.equal(mayRepeatFailure(request, failure(false)), true)
  }
  for (const status of [200, 400, 404, 501, 505]) assert.equal(mayRepeatAnswer(get, status), false)
  for (const method of ['put', 'delete'] as const) assert.equal(mayRepeatAnswer({ ...get, method }, 502), true)
  assert.equal(mayRepeatAnswer({ ...get, method: 'patch' }, 502), false)
})

test('a request that never left is sent again, whatever its method', async () => {
  const { outcome, waits } = await run(post, [failure(false), answer(201)])
  assert.equal((outcome as HttpResponse).statusCode, 201)
  assert.equal(waits.length, 1)
})

test('after the last try the failure is thrown', async () => {
  const { outcome, tries } = await run(get, [failure(true)])
  assert.ok(outcome instanceof TransportError)
  assert.equal(tries.length, 4)
})

test('Retry-After is waited for, in seconds or until a date', async () => {
  assert.deepEqual((await run(post, [answer(429, { 'Retry-After': '5' }), answer(200)])).waits, [5000])
  const date = new Date(1_000_000 + 9000).toUTCString()
  assert.deepEqual((await run(post, [answer(429, { 'retry-after': date }), answer(200)])).waits, [9000])
  assert.equal(retryAfter('1.5', 0), 1500)
  for (const nothing of [undefined, '', 'soon']) assert.equal(retryAfter(nothing, 0), undefined)
})

test('a Retry-After that is too long hands the answer back', async () => {
  const { outcome, waits } = await run(post, [answer(429, { 'retry-after': '61' })])
  assert.equal((outcome as HttpResponse).statusCode, 429)
  assert.deepEqual(waits, [])
})

test('errors of other clients are repeated by their system code, and wrapped', async () => {
  const axios = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
  const { outcome } = await run(post, [axios])
  assert.ok(outcome instanceof TransportError)
  assert.deepEqual([outcome.code, outcome.sent, outcome.cause], ['ECONNREFUSED', false, axios])
})

test('what is no failure of the transport is thrown as it is, at once', async () => {
  const bug = new TypeError('bug')
  const { outcome, tries } = await run(get, [bug])
  assert.equal(outcome, bug)
  assert.equal(tries.length, 0)
})

test('a caller who gives up is not kept waiting', async () => {
  const controller = new AbortController()
  const long = { ...policy, maxRetryDelay: 1e9, random: () => 1, maxRetryAfter: 1e9 }
  const done = sendWithRetries(
    { ...get, signal: controller.signal },
    async () => answer(429, { 'retry-after': '3600' }),
    long,
  )
  setImmediate(() => controller.abort(new Error('enough')))
  await assert.rejects(
    done,
    (error: TransportError) => error.failure === 'aborted' && (error.cause as Error).message === 'enough',
  )
  const early = sendWithRetries({ ...get, signal: AbortSignal.abort() }, async () => answer(429), long)
  await assert.rejects(early, (error: TransportError) => error.failure === 'aborted')
  assert.equal(
    mayRepeatFailure(get, new TransportError('aborted', false, 'ERR_CANCELED', { method: 'get', url: 'u' })),
    false,
  )
})
