import assert from 'node:assert/strict'
import { after, before, type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { eventually, type HeardPacket, quietLog, RtpParty, type RtpPartyOptions, sine } from '@trunkline/testkit'
import { createMediaEngine, type MediaEngine, type RtpEndpoint } from '@trunkline/voice'

const meter = { count: () => undefined, gauge: () => undefined, observe: () => undefined }
let engine: MediaEngine

before(() => {
  engine = createMediaEngine({ workers: 1, address: '127.0.0.1', ports: { from: 0, to: 0 }, log: quietLog, meter })
})
after(() => engine.stop())

async function open(
  t: TestContext,
  options: RtpPartyOptions & { readonly detectInBand?: boolean } = {},
): Promise<{ endpoint: RtpEndpoint; party: RtpParty }> {
  const endpoint = await engine.openRtp({ placement: t.name, detectInBand: options.detectInBand })
  t.after(() => endpoint.close())
  const party = await RtpParty.open(t, options)
  party.sendTo(endpoint.address, endpoint.port)
  await endpoint.connect(party.description)
  return { endpoint, party }
}

/** What the engine sends where there is nothing to be heard: the byte of silence of either law. */
const isSilence = ({ payload }: HeardPacket): boolean => payload.every((byte) => byte === 0xff || byte === 0xd5)

/** Two parties that are bridged; `said` gives what has come of the one at the other, without the silence that fills pauses. */
async function bridged(t: TestContext, from: RtpPartyOptions = {}, to: RtpPartyOptions = {}) {
  const [a, b] = [await open(t, from), await open(t, to)]
  await a.endpoint.bridge(b.endpoint)
  return { a, b, said: () => b.party.packets.filter((packet) => !isSilence(packet)) }
}

/** Says so many packets of sound at once: nobody has to be in time for them. */
function burst(party: RtpParty, count: number): void {
  for (let at = 0; at < count; at++) {
    party.send(0, Buffer.alloc(160, 0x2a), at === 0)
    party.timestamp = (party.timestamp + 160) >>> 0
  }
}

/** Waits until all is read that is on its way to a party that is sent no more. */
async function settled({ packets }: RtpParty): Promise<void> {
  for (let same = 0, before = packets.length; same < 3; before = packets.length) {
    await sleep(20)
    same = packets.length === before ? same + 1 : 0
  }
}

/** Waits until all is read that was sent to a party by now: it is never without packets for long, and they come in their order. */
async function caughtUp({ packets }: RtpParty): Promise<void> {
  const before = packets.length
  await eventually(() => assert.ok(packets.length > before + 5, 'packets come no more'))
}

function assertOneRun(packets: readonly HeardPacket[]): void {
  packets.forEach((packet, index) => {
    const previous = packets[index - 1]
    if (!previous) return
    assert.equal(packet.ssrc, previous.ssrc)
    assert.equal((packet.sequence - previous.sequence) & 0xffff, 1, `sequence after packet ${index - 1}`)
    assert.ok(((packet.timestamp - previous.timestamp) | 0) >= 160, `timestamp after packet ${index - 1}`)
  })
}

test('a bridge gives every packet on as one run of numbers, with the marker at the first, whatever the source counts from', async (t) => {
  const { a, b, said } = await bridged(t)
  burst(a.party, 25)
  await eventually(() => assert.equal(said().length, 25))
  assertOneRun(b.party.packets)
  const [first] = said()
  assert.ok(first?.marker)
  assert.equal(said().filter(({ marker }) => marker).length, 1)
  assert.notEqual(first.ssrc, a.party.ssrc)
})

test('the run goes on when the source changes', async (t) => {
  const { a, b, said } = await bridged(t)
  burst(a.party, 10)
  Object.assign(a.party, { ssrc: 99, sequence: 7, timestamp: 1_000_000 })
  burst(a.party, 10)
  await eventually(() => assert.equal(said().length, 20))
  assertOneRun(b.party.packets)
  assert.equal(said().filter(({ marker }) => marker).length, 2)
  assert.equal((await a.endpoint.figures()).packetsLost, 0)
})

test('packets that were lost or came out of order before the bridge are so behind it, and are counted', async (t) => {
  const { a, said } = await bridged(t)
  const send = (sequence: number): void => {
    a.party.sequence = sequence
    a.party.timestamp = sequence * 160
    a.party.send(0, Buffer.alloc(160, 0x2a))
  }
  for (const sequence of [1, 2, 4, 3, 5, 8, 9]) send(sequence)
  await eventually(() => assert.equal(said().length, 7))
  const [first, ...others] = said().map(({ sequence }) => sequence)
  assert.deepEqual(
    others.map((sequence) => (sequence - (first as number)) & 0xffff),
    [1, 3, 2, 4, 7, 8],
  )
  const figures = await a.endpoint.figures()
  assert.equal(figures.packetsLost, 2)
  assert.equal(figures.packetsReceived, 7)
})

test('one law is turned into the other on the way', async (t) => {
  for (const [from, to] of [
    ['PCMU', 'PCMA'],
    ['PCMA', 'PCMU'],
  ] as const) {
    const { a, b, said } = await bridged(t, { codec: from }, { codec: to })
    const sound = sine(500, 0.2, 0.4)
    await a.party.say(sound)
    await eventually(() => assert.equal(said().length, 10))
    const heard = b.party.heard(b.party.packets.indexOf(said()[0] as HeardPacket)).subarray(0, sound.length)
    const worst = Math.max(...heard.map((sample, index) => Math.abs(sample - (sound[index] as number))))
    assert.ok(worst < 1000, `${from} to ${to} is ${worst} off`)
  }
})

test('a key is sent as RFC 4733 has it: one timestamp, growing duration, the marker first, three last packets', async (t) => {
  const { endpoint, party } = await open(t, { telephoneEvent: 97 })
  await endpoint.sendDigits('5#')
  await eventually(() => assert.equal(party.keys, '5#'))
  await caughtUp(party)
  const events = party.packets.filter(({ payloadType }) => payloadType === 97)
  assert.equal(events.length, 16)
  const first = events.slice(0, 8)
  assert.equal(new Set(first.map(({ timestamp }) => timestamp)).size, 1)
  assert.deepEqual(
    first.map(({ marker }) => marker),
    [true, ...new Array<boolean>(7).fill(false)],
  )
  assert.deepEqual(
    first.map(({ payload }) => payload.readUInt16BE(2) / 160),
    [1, 2, 3, 4, 5, 6, 6, 6],
  )
  assert.deepEqual(
    first.map(({ payload }) => (payload[1] as number) >> 7),
    [0, 0, 0, 0, 0, 1, 1, 1],
  )
  assert.deepEqual(
    events.map(({ payload }) => payload[0]),
    [...new Array<number>(8).fill(5), ...new Array<number>(8).fill(11)],
  )
  party.packets.forEach((packet, index) => {
    const previous = party.packets[index - 1]
    if (previous) assert.equal((packet.sequence - previous.sequence) & 0xffff, 1)
  })
})

test('a key passes a bridge packet by packet, to another payload type', async (t) => {
  const { a, b } = await bridged(t, { telephoneEvent: 101 }, { telephoneEvent: 96 })
  await a.party.press('7')
  await eventually(() => assert.equal(b.party.packets.filter(({ payloadType }) => payloadType === 96).length, 8))
  assert.equal(b.party.keys, '7')
})

test('a key that comes as RFC 4733 and is told beside it (SIP INFO) is one key, also to whoever is bridged; keys told in one way alone all count', async (t) => {
  const { a, b } = await bridged(t, { telephoneEvent: 101 }, { telephoneEvent: 96 })
  let told = ''
  a.endpoint.onDigit((digit) => {
    told += digit
  })
  for (const digit of '115') {
    await a.party.press(digit)
    a.endpoint.injectDigit(digit)
  }
  await eventually(() => assert.equal(b.party.keys, '115'))
  a.endpoint.injectDigit('9')
  await eventually(() => assert.equal(told, '1159'))
  // The packets of a key that was told first: neither counted nor passed on.
  await a.party.press('9')
  await a.party.press('2')
  await eventually(() => assert.equal(told, '11592'))
  for (const digit of '66') a.endpoint.injectDigit(digit)
  await eventually(() => assert.equal(b.party.keys, '1159266'))
  await eventually(() => assert.equal(told, '1159266'))
})

test('a party without telephone-event gets keys as tones, and its own are found in its sound where asked', async (t) => {
  const a = await open(t, { telephoneEvent: null })
  const b = await open(t, { telephoneEvent: null, detectInBand: true })
  let found = ''
  b.endpoint.onDigit((digit) => {
    found += digit
  })
  await a.endpoint.sendDigits('159D')
  await caughtUp(a.party)
  const tones = a.party.heard()
  await b.party.say(tones)
  await eventually(() => assert.equal(found, '159D'))
})

test('a party that sends events and tones for one key is taken to have pressed it once', async (t) => {
  const { endpoint, party } = await open(t, { detectInBand: true })
  const plain = await open(t, { telephoneEvent: null })
  await plain.endpoint.sendDigits('5')
  await caughtUp(plain.party)
  const tone = plain.party.heard()
  let found = ''
  endpoint.onDigit((digit) => {
    found += digit
  })
  await party.press('5')
  await party.say(tone)
  await sleep(100)
  assert.equal(found, '5')
})

test('strangers are dropped and counted, and the port is taken over once', async (t) => {
  const { endpoint, party } = await open(t)
  const other = await RtpParty.open(t)
  const stranger = await RtpParty.open(t)
  other.sendTo(endpoint.address, endpoint.port)
  stranger.sendTo(endpoint.address, endpoint.port)
  stranger.sendBytes(Buffer.from('this is not RTP'))
  await eventually(async () => assert.equal((await endpoint.figures()).strangers, 1))
  other.send(0, Buffer.alloc(160, 0xff))
  await eventually(async () => assert.equal((await endpoint.figures()).packetsReceived, 1))
  const before = other.packets.length
  await eventually(() => assert.ok(other.packets.length > before + 3, 'sound follows to the port that was taken over'))
  stranger.send(0, Buffer.alloc(160, 0xff))
  party.send(0, Buffer.alloc(160, 0xff))
  await eventually(async () => assert.equal((await endpoint.figures()).strangers, 3))
  assert.equal(stranger.packets.length, 0)
  await endpoint.connect({ ...party.description, direction: 'sendrecv' })
  stranger.send(0, Buffer.alloc(160, 0xff))
  await eventually(async () => assert.equal((await endpoint.figures()).strangers, 4))
})

test('a far side given anew is taken, and the one before is a stranger', async (t) => {
  const { endpoint, party } = await open(t)
  party.send(0, Buffer.alloc(160, 0xff))
  await eventually(async () => assert.equal((await endpoint.figures()).packetsReceived, 1))
  const moved = await RtpParty.open(t, { codec: 'PCMA' })
  moved.sendTo(endpoint.address, endpoint.port)
  await endpoint.connect(moved.description)
  moved.send(8, Buffer.alloc(160, 0xd5))
  await eventually(async () => assert.equal((await endpoint.figures()).packetsReceived, 2))
  party.send(0, Buffer.alloc(160, 0xff))
  await eventually(async () => assert.equal((await endpoint.figures()).strangers, 1))
  await eventually(() => assert.ok(moved.packets.length > 5 && moved.packets.at(-1)?.payloadType === 8))
})

test('a direction is kept to: nothing is sent, nothing is taken, and both again after a hold', async (t) => {
  const { a, b } = await bridged(t)
  await a.endpoint.connect({ ...a.party.description, direction: 'inactive' })
  await settled(a.party)
  const [quietA, quietB] = [a.party.packets.length, b.party.packets.length]
  await Promise.all([a.party.say(sine(400, 0.2)), b.party.say(sine(600, 0.2))])
  assert.equal(a.party.packets.length, quietA)
  assert.ok(b.party.heard(quietB).every((sample) => Math.abs(sample) < 10))
  await a.endpoint.connect({ ...a.party.description, direction: 'recvonly' })
  await Promise.all([a.party.say(sine(400, 0.2)), b.party.say(sine(600, 0.2))])
  assert.equal(a.party.packets.length, quietA)
  await eventually(() => assert.ok(b.party.heard(quietB).some((sample) => Math.abs(sample) > 8000)))
  await a.endpoint.connect(a.party.description)
  await b.party.say(sine(600, 0.2))
  await eventually(() => assert.ok(a.party.packets.length >= quietA + 10))
})

test('broken packets, unknown payloads and comfort noise are left alone', async (t) => {
  const { endpoint, party } = await open(t)
  for (const length of [0, 1, 11, 12]) party.sendBytes(Buffer.alloc(length, 0x80))
  party.sendBytes(Buffer.alloc(172, 0xff))
  party.send(0, Buffer.alloc(160, 0xff))
  party.send(13, Buffer.alloc(1))
  party.send(101, Buffer.alloc(2))
  party.send(77, Buffer.alloc(160))
  await eventually(async () => assert.ok((await endpoint.figures()).packetsReceived >= 4))
  await endpoint.play(sine(440, 0.1))
})

test('a sender report tells what was sent, and a good-bye comes at the end', async (t) => {
  const { endpoint, party } = await open(t)
  party.send(0, Buffer.alloc(160, 0xff))
  await eventually(() => assert.ok(party.control.length > 0), 15_000)
  const [report] = party.control as [Buffer]
  assert.equal(report[1], 200)
  assert.equal(report.readUInt8(0) & 0x1f, 1)
  assert.equal(report.readUInt32BE(4), party.packets[0]?.ssrc)
  assert.equal(report.readUInt32BE(28), party.ssrc)
  assert.ok(Math.abs(report.readUInt32BE(8) - 2_208_988_800 - Date.now() / 1000) < 20)
  const packets = report.readUInt32BE(20)
  assert.ok(packets > 50 && packets < 1000 && report.readUInt32BE(24) === packets * 160, `${packets} packets`)
  await endpoint.close()
  await eventually(() => assert.equal(party.control.at(-1)?.subarray(-8)[1], 203))
})

test('a far side that can not be sent to is refused', async (t) => {
  const { endpoint, party } = await open(t)
  await assert.rejects(endpoint.connect({ ...party.description, address: '::1' }), { code: 'wrong' })
  await assert.rejects(endpoint.connect({ ...party.description, address: 'phone.example' }), { code: 'wrong' })
  await assert.rejects(endpoint.connect({ ...party.description, port: 0 }), { code: 'wrong' })
})
