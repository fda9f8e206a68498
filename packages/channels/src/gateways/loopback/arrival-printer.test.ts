import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OutboundMessage } from '../../ports.ts'
import { ArrivalPrinter } from './arrival-printer.ts'

function bench() {
  const lines: string[] = []
  const timers: { run: () => void; at: number }[] = []
  let now = 0
  const clock = { now: () => now }
  const printer = new ArrivalPrinter({
    print: (line) => lines.push(line),
    clock,
    schedule: (run, ms) => timers.push({ run, at: now + ms }),
  })
  const advance = (ms: number) => {
    now += ms
    for (;;) {
      const due = timers.findIndex((timer) => timer.at <= now)
      if (due < 0) return
      timers.splice(due, 1)[0]?.run()
    }
  }
  return { lines, printer, advance }
}

function message(overrides: Partial<OutboundMessage> = {}): OutboundMessage {
  return {
    deliveryId: 'SM1',
    messageId: 'NT1',
    clientId: 'AC1',
    attempt: 1,
    channel: 'sms',
    to: '+14155550123',
    content: { text: 'hello' },
    category: 'transactional',
    ...overrides,
  }
}

test('each message is a line while they are few', () => {
  const { lines, printer } = bench()
  printer.arrived(message())
  printer.arrived(
    message({
      channel: 'email',
      to: 'ann@example.org',
      from: 'us@example.org',
      content: { subject: 'Hi', text: 'there' },
    }),
  )
  assert.deepEqual(lines, [
    'sms   to +14155550123: hello  [SM1]',
    'email to ann@example.org from us@example.org: Hi | there  [SM1]',
  ])
})

test('many are counted, a line a second, and lines come back when it is quiet', () => {
  const { lines, printer, advance } = bench()
  for (let i = 0; i < 25; i++) printer.arrived(message({ channel: i % 2 ? 'sms' : 'call' }))
  assert.equal(lines.length, 10)
  advance(1_000)
  assert.deepEqual(lines.slice(10), ['… and 8 call, 7 sms more in a second'])
  for (let i = 0; i < 2_000; i++) printer.arrived(message())
  advance(1_000)
  assert.deepEqual(lines.slice(11), ['… and 2,000 sms more in a second'])
  advance(2_000)
  printer.arrived(message())
  assert.equal(lines.length, 13)
})

test('ten a second are lines again in the next second', () => {
  const { lines, printer, advance } = bench()
  for (let second = 0; second < 3; second++) {
    for (let i = 0; i < 10; i++) printer.arrived(message())
    advance(1_000)
  }
  assert.equal(lines.length, 30)
})

test('what a stranger wrote cannot steer the terminal', () => {
  const { lines, printer } = bench()
  printer.arrived(message({ content: { text: '\u001b[2Jgone\r\nnext\u202eline \u0007\ud800' }, to: 'a\nb' }))
  assert.equal(lines[0], 'sms   to a b: ·[2Jgone next·line ·\ufffd  [SM1]')
})

test('a long text is cut', () => {
  const { lines, printer } = bench()
  printer.arrived(message({ content: { text: 'x'.repeat(5_000) } }))
  assert.ok((lines[0]?.length ?? 0) < 260 && lines[0]?.includes('x…'))
})
