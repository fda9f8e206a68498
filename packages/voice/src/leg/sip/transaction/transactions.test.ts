import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Headers } from '../message/headers.ts'
import { noBody, type SipRequest, type SipResponse } from '../message/message.ts'
import { readMessage } from '../message/parse-message.ts'
import { writeMessage } from '../message/write-message.ts'
import type { Peer, Timers } from '../transport/transport.ts'
import type { ServerTransaction } from './server-transaction.ts'
import { TransactionLayer } from './transaction-layer.ts'

/** Timers that are moved by hand. */
class FakeTimers implements Timers {
  #at = 0
  #jobs: { at: number; work: () => void }[] = []

  now(): number {
    return this.#at
  }

  after(milliseconds: number, work: () => void): () => void {
    const job = { at: this.#at + milliseconds, work }
    this.#jobs.push(job)
    return () => {
      this.#jobs = this.#jobs.filter((other) => other !== job)
    }
  }

  async advance(milliseconds: number): Promise<void> {
    const end = this.#at + milliseconds
    for (;;) {
      const next = this.#jobs.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0]
      if (next === undefined) break
      this.#jobs = this.#jobs.filter((job) => job !== next)
      this.#at = next.at
      next.work()
      await Promise.resolve()
    }
    this.#at = end
  }

  get pending(): number {
    return this.#jobs.length
  }
}

function bench(transport: Peer['transport'] = 'udp') {
  const timers = new FakeTimers()
  const sent: { text: string; at: number; to: Peer }[] = []
  const begun: ServerTransaction[] = []
  const acks: SipRequest[] = []
  let tokens = 0
  const layer = new TransactionLayer({
    timers,
    token: () => `t${++tokens}`,
    sentBy: () => ({ host: '192.0.2.1', port: 5060 }),
    log: { debug: () => undefined },
    most: 100,
  })
  const send = async (bytes: Uint8Array, to: Peer) =>
    void sent.push({ text: Buffer.from(bytes).toString('latin1'), at: timers.now(), to })
  layer.attach(
    { send, port: 5060 },
    {
      admits: () => 'yes',
      onRequest: (transaction) => begun.push(transaction),
      onAck: (request) => acks.push(request),
      onStrayAnswer: () => undefined,
      onClosed: () => undefined,
    },
  )
  const peer: Peer = { transport, address: '198.51.100.7', port: 5070 }
  const come = (message: SipRequest | SipResponse) => layer.onMessage(writeMessage(message), peer)
  const times = (start: string) => sent.filter(({ text }) => text.startsWith(start)).map(({ at }) => at)
  return { timers, sent, begun, acks, layer, peer, come, times }
}

function request(method: string, branch = 'z9hG4bKx', via = 'SIP/2.0/UDP 198.51.100.7:5070'): SipRequest {
  const headers = new Headers([
    ['Via', `${via};branch=${branch}`],
    ['From', '<sip:a@example.com>;tag=1'],
    ['To', '<sip:b@example.com>'],
    ['Call-ID', 'call@example.com'],
    ['CSeq', `1 ${method}`],
  ])
  return { kind: 'request', method, uri: 'sip:b@example.com', headers, body: noBody }
}

function ours(method: string): SipRequest {
  const { headers, ...rest } = request(method)
  return { ...rest, headers: headers.remove('via') }
}

function responseTo(text: string, status: number, tag = 'far'): SipResponse {
  const reading = readMessage(Buffer.from(text, 'latin1'))
  assert.ok(reading.kind === 'message' && reading.message.kind === 'request')
  const { headers: from } = reading.message
  const headers = new Headers(['via', 'from', 'call-id', 'cseq'].map((name) => [name, from.get(name) ?? ''] as const))
  headers.add('To', `${from.get('to')};tag=${tag}`)
  return { kind: 'response', status, reason: 'x', headers, body: noBody }
}

const watch = () => {
  const heard: (number | string)[] = []
  return {
    heard,
    user: {
      onResponse: ({ status }: SipResponse) => void heard.push(status),
      onFailure: (why: string) => void heard.push(why),
    },
  }
}

test('an INVITE over UDP is sent again after 0.5, 1, 2, … s, and fails after 32 s (timers A and B)', async () => {
  const { layer, peer, timers, times } = bench()
  const { heard, user } = watch()
  layer.request(ours('INVITE'), peer, user)
  await timers.advance(40_000)
  assert.deepEqual(times('INVITE'), [0, 500, 1_500, 3_500, 7_500, 15_500, 31_500])
  assert.deepEqual(heard, ['timeout'])
  assert.equal(layer.size + timers.pending, 0)
})

test('another request over UDP is sent again up to every 4 s, every 4 s once there was a provisional response (timers E and F)', async () => {
  const { layer, peer, timers, times, sent, come } = bench()
  const { heard, user } = watch()
  layer.request(ours('OPTIONS'), peer, user)
  await timers.advance(8_000)
  assert.deepEqual(times('OPTIONS'), [0, 500, 1_500, 3_500, 7_500])
  come(responseTo(sent[0]?.text ?? '', 100))
  await timers.advance(40_000)
  assert.deepEqual(times('OPTIONS').slice(5, 8), [11_500, 15_500, 19_500])
  assert.deepEqual(heard, [100, 'timeout'])
})

test('over TCP nothing is sent twice', async () => {
  const { layer, peer, timers, sent } = bench('tcp')
  const { heard, user } = watch()
  layer.request(ours('INVITE'), peer, user)
  await timers.advance(40_000)
  assert.equal(sent.length, 1)
  assert.deepEqual(heard, ['timeout'])
})

test('a response that refuses an INVITE is acknowledged, each copy of it again, and told once (timer D)', async () => {
  const { layer, peer, timers, sent, come, times } = bench()
  const { heard, user } = watch()
  layer.request(ours('INVITE'), peer, user)
  const busy = responseTo(sent[0]?.text ?? '', 486)
  come(busy)
  come(busy)
  await timers.advance(31_000)
  come(busy)
  assert.equal(times('ACK').length, 3)
  assert.match(sent.find(({ text }) => text.startsWith('ACK'))?.text ?? '', /To: <sip:b@example.com>;tag=far\r\n/)
  assert.deepEqual(heard, [486])
  await timers.advance(2_000)
  assert.equal(layer.size + timers.pending, 0)
})

test('every 2xx to an INVITE is told, copies and those of other forks too, for 32 s (RFC 6026, timer M)', async () => {
  const { layer, peer, timers, sent, come, times } = bench()
  const { heard, user } = watch()
  layer.request(ours('INVITE'), peer, user)
  const text = sent[0]?.text ?? ''
  come(responseTo(text, 180))
  await timers.advance(100_000)
  for (const tag of ['one', 'one', 'two']) come(responseTo(text, 200, tag))
  come(responseTo(text, 486, 'three'))
  assert.deepEqual(heard, [180, 200, 200, 200])
  assert.equal(times('ACK').length, 0, 'those ACKs are the user’s')
  await timers.advance(32_001)
  assert.equal(layer.size, 0)
})

test('a copy of a request gets the last response again, and whoever takes requests hears of it once', async () => {
  const { layer, begun, come, times, timers } = bench()
  come(request('OPTIONS'))
  come(request('OPTIONS'))
  assert.equal(begun.length, 1)
  const [first] = begun
  assert.ok(first)
  first.respond(layer.respondTo(first.request, 200))
  come(request('OPTIONS'))
  assert.equal(times('SIP/2.0 200').length, 2)
  await timers.advance(32_001)
  assert.equal(layer.size, 0, 'timer J')
})

test('a refusal of an INVITE over UDP is repeated until its ACK comes (timers G, H and I)', async () => {
  const { layer, begun, come, times, timers } = bench()
  come(request('INVITE'))
  const [first] = begun
  assert.ok(first)
  first.respond(layer.respondTo(first.request, 486))
  await timers.advance(4_000)
  assert.deepEqual(times('SIP/2.0 486'), [0, 500, 1_500, 3_500])
  come(request('ACK'))
  await timers.advance(60_000)
  assert.equal(times('SIP/2.0 486').length, 4)
  assert.equal(layer.size + timers.pending, 0)
})

test('a refusal that nobody acknowledges is given up after 32 s', async () => {
  const { layer, begun, come, timers } = bench()
  come(request('INVITE'))
  const [first] = begun
  assert.ok(first)
  let told = 0
  first.onUnacknowledged = () => told++
  first.respond(layer.respondTo(first.request, 404))
  await timers.advance(32_001)
  assert.equal(told, 1)
  assert.equal(layer.size, 0)
})

test('in the accepted state copies of the INVITE are taken in, and the 2xx is repeated by who gave it (RFC 6026)', async () => {
  const { layer, begun, come, times, acks } = bench()
  come(request('INVITE'))
  const [first] = begun
  assert.ok(first)
  first.respond(layer.respondTo(first.request, 200))
  come(request('INVITE'))
  assert.equal(times('SIP/2.0 200').length, 1)
  first.repeat()
  assert.equal(times('SIP/2.0 200').length, 2)
  come(request('ACK', 'z9hG4bKother'))
  assert.equal(acks.length, 1)
})

test('a CANCEL is answered, and told to the INVITE while that has no final response', () => {
  const { layer, begun, come, times } = bench()
  come(request('INVITE'))
  const [first] = begun
  assert.ok(first)
  let told = 0
  first.onCancel = () => told++
  come(request('CANCEL'))
  assert.equal(told, 1)
  assert.equal(times('SIP/2.0 200').length, 1)
  first.respond(layer.respondTo(first.request, 487))
  come(request('CANCEL', 'z9hG4bKunknown'))
  assert.equal(times('SIP/2.0 481').length, 1)
  assert.equal(told, 1)
})

test('requests with the branch of another sender, and those of RFC 2543 without one, are told apart', () => {
  const { begun, come } = bench()
  come(request('OPTIONS'))
  come(request('OPTIONS', 'z9hG4bKx', 'SIP/2.0/UDP 198.51.100.8:5070'))
  const old = (number: number): SipRequest => {
    const { headers, ...rest } = request('OPTIONS')
    const without = headers.copy().set('Via', 'SIP/2.0/UDP 198.51.100.7:5070').set('CSeq', `${number} OPTIONS`)
    return { ...rest, headers: without }
  }
  come(old(1))
  come(old(1))
  come(old(2))
  assert.equal(begun.length, 4)
})

test('responses go to where the request came from, as RFC 3581 has it', () => {
  const { layer, begun, come, sent } = bench()
  const vias: [string, number][] = [
    ['SIP/2.0/UDP 198.51.100.7:5999', 5999],
    ['SIP/2.0/UDP 198.51.100.7:5999;rport', 5070],
    ['SIP/2.0/UDP 10.0.0.1:5999', 5070],
    ['SIP/2.0/UDP 198.51.100.7', 5060],
  ]
  for (const [index, [via, port]] of vias.entries()) {
    come(request('OPTIONS', `z9hG4bK${index}`, via))
    const transaction = begun.at(-1)
    assert.ok(transaction)
    transaction.respond(layer.respondTo(transaction.request, 200))
    assert.deepEqual(sent.at(-1)?.to, { transport: 'udp', address: '198.51.100.7', port }, via)
  }
  assert.match(sent[1]?.text ?? '', /;rport=5070;.*received=198\.51\.100\.7|received=198\.51\.100\.7/)
})

test('more requests at a time than are kept are refused without being kept', () => {
  const { layer, come, times } = bench()
  for (let count = 0; count < 150; count++) come(request('OPTIONS', `z9hG4bKmany${count}`))
  assert.equal(layer.size, 100)
  assert.equal(times('SIP/2.0 503').length, 50)
})
