import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import type { ChannelName, LookUp, OutboundMessage, Outcome } from '@trunkline/channels'
import { eventually } from './eventually.ts'
import type { ConformanceOptions, GatewayBench, OpenGateway } from './gateway-bench.ts'
import { outboundMessage, RecordedLog, RecordedSink } from './gateway-recording.ts'

interface Opened extends GatewayBench {
  readonly log: RecordedLog
  readonly sink: RecordedSink
  readonly channel: ChannelName
}

const never = () => new AbortController().signal

function assertOutcome<Kind extends Outcome['kind']>(
  outcome: Outcome | undefined,
  kind: Kind,
): asserts outcome is Extract<Outcome, { kind: Kind }> {
  assert.equal(outcome?.kind, kind, JSON.stringify(outcome))
  if (outcome.kind === 'accepted') assert.ok(outcome.providerId.length > 0)
  else assert.ok(outcome.errorCode.length > 0 && outcome.reason.length > 0, JSON.stringify(outcome))
}

/**
 * The tests that every gateway passes: what the port promises (`packages/channels/src/ports.ts`), whoever the provider is.
 *
 * Call it once at the top of a test file. A gateway's own tests stand beside it: this suite knows no wire format.
 */
export function describeGateway(name: string, open: OpenGateway, options: ConformanceOptions): void {
  const has = (lever: ConformanceOptions['levers'][number]) => options.levers.includes(lever)
  const check = (sentence: string, run: (bench: Opened) => Promise<void>) =>
    test(`${name}: ${sentence}`, async (t) => {
      const log = new RecordedLog()
      const sink = new RecordedSink()
      const bench = await open(t, log, sink)
      await bench.gateway.start?.(sink)
      t.after(() => bench.gateway.stop?.())
      await run({ ...bench, log, sink, channel: bench.gateway.channels[0] ?? 'sms' })
    })

  check('says what it is', sayWhatItIs)
  check('hands a message over once and tells the provider id', handOver)
  check('takes every channel that it names', everyChannel)
  check('gives each of many messages at a time its own outcome', manyAtOnce)
  check('tells a refusal, and whether another gateway may be asked', (bench) => refusals(bench, options))
  check('sends nothing when the signal is aborted before the start', abortedBefore)
  check('never rejects, whatever the message is like', strangeMessages)
  check('writes neither message bodies nor secrets to the log', quietLog)
  check('starts and stops as often as it is told to', startStop)
  check('checks itself, and says what to do where something is wrong', (bench) => selfCheck(bench, options))
  if (has('defer')) check('tells a deferral, and when to come again', (bench) => deferrals(bench, options))
  if (has('cut')) check('does not know the outcome when the connection ends without an answer', cutAfter)
  if (has('cut')) check('never takes a message for sent that the provider did not get', cutBefore)
  if (has('stall')) check('gives up waiting when the signal is aborted, and does not know the outcome', stalled)
  if (has('unreachable')) check('defers, at its own fault, when nobody listens at the provider', unreachable)
  if (has('tell')) check('brings receipts to the sink', receipts)
}

async function sayWhatItIs({ gateway }: Opened): Promise<void> {
  assert.ok(gateway.name.length > 0 && gateway.type.length > 0)
  assert.ok(gateway.channels.length > 0)
  assert.equal(new Set(gateway.channels).size, gateway.channels.length)
  assert.ok(Number.isFinite(gateway.receiptTimeout) && gateway.receiptTimeout >= 0)
  assert.ok(Number.isInteger(gateway.concurrency) && gateway.concurrency >= 1)
  assert.ok(gateway.rate === undefined || gateway.rate > 0)
}

/** A message to whom the bench writes to. */
const messageFor = ({ recipient, channel }: Opened, overrides: Partial<OutboundMessage> = {}): OutboundMessage =>
  outboundMessage(channel, { ...recipient, ...overrides })

async function handOver(bench: Opened): Promise<void> {
  const { gateway, arrived } = bench
  const message = messageFor(bench)
  const outcome = await gateway.send(message, never())
  assertOutcome(outcome, 'accepted')
  const got = (await arrived()).filter((each) => each.text.includes(message.content.text ?? ''))
  assert.equal(got.length, 1)
  assert.equal(got[0]?.to, message.to)
}

async function everyChannel({ gateway, recipient, arrived }: Opened): Promise<void> {
  for (const channel of gateway.channels) {
    const message = outboundMessage(channel, recipient)
    assertOutcome(await gateway.send(message, never()), 'accepted')
    assert.ok((await arrived()).some((each) => each.text.includes(message.content.text ?? '')))
  }
}

async function manyAtOnce(bench: Opened): Promise<void> {
  const { gateway, arrived } = bench
  const messages = Array.from({ length: 50 }, () => messageFor(bench))
  const outcomes = await Promise.all(messages.map((message) => gateway.send(message, never())))
  const ids = outcomes.map((outcome) => {
    assertOutcome(outcome, 'accepted')
    return outcome.providerId
  })
  assert.equal(new Set(ids).size, messages.length)
  const texts = (await arrived()).map((each) => each.text)
  for (const { content } of messages) assert.equal(texts.filter((text) => text.includes(content.text ?? '')).length, 1)
}

async function refusals(bench: Opened, { alwaysFailsOver }: ConformanceOptions): Promise<void> {
  const { gateway, refuse } = bench
  for (const failover of alwaysFailsOver ? [true] : [true, false]) {
    await refuse(failover)
    const outcome = await gateway.send(messageFor(bench), never())
    assertOutcome(outcome, 'refused')
    assert.equal(outcome.failover, failover)
  }
  assertOutcome(await gateway.send(messageFor(bench), never()), 'accepted')
}

async function abortedBefore(bench: Opened): Promise<void> {
  const { gateway, arrived } = bench
  const message = messageFor(bench)
  assertOutcome(await gateway.send(message, AbortSignal.abort()), 'deferred')
  assert.ok(!(await arrived()).some((each) => each.text.includes(message.content.text ?? '')))
}

async function strangeMessages(bench: Opened): Promise<void> {
  const { gateway } = bench
  const contents: OutboundMessage['content'][] = [
    {},
    { text: '' },
    { text: 'nul \u0000, half a pair \ud83d, line\r\nbreak, <b>&"\'</b> ]]> 日本語 🎉' },
    { text: 'x'.repeat(200_000) },
    { text: 'media', media: ['not a url'] },
    { subject: 'a\r\nBcc: eve@example.org', text: 'header injection' },
  ]
  for (const content of contents) {
    for (const to of [undefined, 'nowhere', '']) {
      const message = messageFor(bench, { content, ...(to === undefined ? {} : { to }) })
      const outcome = await gateway.send(message, never())
      assert.ok(['accepted', 'refused', 'deferred', 'unknown'].includes(outcome.kind))
    }
  }
  assertOutcome(await gateway.send(messageFor(bench), never()), 'accepted')
}

async function quietLog(bench: Opened): Promise<void> {
  const { gateway, log, secrets = [] } = bench
  const outcomes: Outcome[] = []
  const body = `secret-body-${randomBytes(8).toString('hex')}`
  const send = async (signal = never()) => {
    outcomes.push(await gateway.send(messageFor(bench, { content: { text: body, subject: body } }), signal))
  }
  await send()
  await send(AbortSignal.abort())
  const levers = [
    () => bench.refuse(true),
    () => bench.defer?.(),
    () => bench.cut?.('before'),
    () => bench.cut?.('after'),
  ]
  for (const lever of levers) {
    await lever()
    await send()
  }
  await gateway.check?.(never())
  await bench.unreachable?.()
  await send()
  for (const { level, text } of log.lines) {
    if (level !== 'debug') assert.ok(!text.includes(body), `a body in the log at ${level}`)
    for (const secret of secrets) assert.ok(!text.includes(secret), `a secret in the log at ${level}`)
  }
  const told = JSON.stringify(outcomes)
  for (const secret of [...secrets, body]) assert.ok(!told.includes(secret), 'a secret or a body in an outcome')
}

async function startStop(bench: Opened): Promise<void> {
  const { gateway, sink } = bench
  await Promise.all([gateway.start?.(sink), gateway.start?.(sink)])
  assertOutcome(await gateway.send(messageFor(bench), never()), 'accepted')
  await Promise.all([gateway.stop?.(), gateway.stop?.()])
  await gateway.stop?.()
}

async function selfCheck(
  { gateway, unreachable: lever }: Opened,
  { checksAlone = false }: ConformanceOptions,
): Promise<void> {
  if (!gateway.check) return
  const well = await gateway.check(never())
  assert.equal(well.ok, true, JSON.stringify(well))
  assert.ok(well.detail.length > 0)
  if (!lever || checksAlone) return
  await lever()
  const ill = await gateway.check(never())
  assert.equal(ill.ok, false)
  assert.ok(ill.detail.length > 0 && ill.advice && ill.advice.length > 0)
}

async function deferrals(bench: Opened, options: ConformanceOptions): Promise<void> {
  const { gateway } = bench
  const message = messageFor(bench)
  await bench.defer?.(options.tellsRetryAfter ? 7_000 : undefined)
  const outcome = await gateway.send(message, never())
  assertOutcome(outcome, 'deferred')
  if (options.tellsRetryAfter) assert.equal(outcome.retryAfter, 7_000)
  assert.ok(!(await bench.arrived()).some((each) => each.text.includes(message.content.text ?? '')))
  assertOutcome(await gateway.send({ ...message, attempt: 2 }, never()), 'accepted')
}

/** Asks until the gateway is sure; the provider may need a moment. */
async function lookedUp({ gateway }: Opened, message: OutboundMessage, startedAt: number): Promise<LookUp | null> {
  if (!gateway.lookUp) return null
  for (let tries = 0; tries < 2_000; tries++) {
    const answer = await gateway.lookUp(message, startedAt, never())
    if (answer.kind !== 'unsure') return answer
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  return assert.fail('the gateway stayed unsure for 50 s')
}

async function cutAfter(bench: Opened): Promise<void> {
  const message = messageFor(bench)
  const startedAt = Date.now()
  await bench.cut?.('after')
  assertOutcome(await bench.gateway.send(message, never()), 'unknown')
  assert.ok((await bench.arrived()).some((each) => each.text.includes(message.content.text ?? '')))
  const found = await lookedUp(bench, message, startedAt)
  if (found) assert.ok(found.kind === 'found' && found.providerId.length > 0, JSON.stringify(found))
}

async function cutBefore(bench: Opened): Promise<void> {
  const message = messageFor(bench)
  const startedAt = Date.now()
  await bench.cut?.('before')
  const outcome = await bench.gateway.send(message, never())
  assert.ok(outcome.kind === 'unknown' || outcome.kind === 'deferred', JSON.stringify(outcome))
  const found = await lookedUp(bench, message, startedAt)
  if (found) assert.equal(found.kind, 'absent')
  assertOutcome(await bench.gateway.send({ ...message, attempt: 2 }, never()), 'accepted')
  const got = (await bench.arrived()).filter((each) => each.text.includes(message.content.text ?? ''))
  assert.equal(got.length, 1)
}

async function stalled(bench: Opened): Promise<void> {
  await bench.stall?.()
  const controller = new AbortController()
  const sending = bench.gateway.send(messageFor(bench), controller.signal)
  await eventually(async () => assert.equal(await bench.stallMet?.(), true, 'no request has met the stall'))
  controller.abort()
  assertOutcome(await sending, 'unknown')
}

async function unreachable(bench: Opened): Promise<void> {
  await bench.unreachable?.()
  const outcome = await bench.gateway.send(messageFor(bench), never())
  assertOutcome(outcome, 'deferred')
  assert.equal(outcome.gatewayAtFault, true)
}

async function receipts(bench: Opened): Promise<void> {
  for (const status of ['delivered', 'undelivered'] as const) {
    const message = messageFor(bench)
    const outcome = await bench.gateway.send(message, never())
    assertOutcome(outcome, 'accepted')
    await bench.tell?.(outcome.providerId, status)
    const mine = () =>
      bench.sink.receipts.find(
        (each) =>
          each.status === status && (each.deliveryId === message.deliveryId || each.providerId === outcome.providerId),
      )
    await eventually(`a receipt that says ${status}`, () => mine() !== undefined)
    assert.equal(mine()?.gateway, bench.gateway.name)
    assert.ok((mine()?.at ?? 0) > 0)
  }
}
