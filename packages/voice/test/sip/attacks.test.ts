import assert from 'node:assert/strict'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import { eventually, sine } from '@trunkline/testkit'
import { type RawMessage, rawPeer, requestOf, sdpOf } from './support/raw-peer.ts'
import { ownNumber, sipBench } from './support/sip-bench.ts'
import { anna, login, stranger } from './support/stranger.ts'

test('who guesses passwords is locked out, and can not tell that from a wrong password or a user who is not there', async (t) => {
  const { bench, ask, answer } = await stranger(t)
  const register = async (password: string, username = 'anna') => {
    ask('REGISTER', 'sip:trunkline.localhost')
    ask('REGISTER', 'sip:trunkline.localhost', { Authorization: login(await answer(), password, username) })
    return answer()
  }
  const shape = ({ text }: RawMessage) => text.split('\r\n').map((line) => line.split(':')[0])
  const wrong = await register('guess 0')
  assert.match(wrong.first, /403/)
  assert.deepEqual(shape(await register('guess', 'nobody-of-that-name')), shape(wrong))
  for (let guess = 1; guess < 5; guess++) assert.match((await register(`guess ${guess}`)).first, /403/)
  const locked = await register(anna.password)
  assert.match(locked.first, /403/)
  assert.deepEqual(shape(locked), shape(wrong))
  assert.equal(bench.sip.phonesOf('anna'), 0)
})

test('credentials that were seen on the way are of no use again, nor for another method', async (t) => {
  const { bench, ask, answer } = await stranger(t)
  ask('REGISTER', 'sip:trunkline.localhost', { Expires: '600' })
  const Authorization = login(await answer(), anna.password)
  ask('REGISTER', 'sip:trunkline.localhost', { Authorization, Expires: '600' })
  assert.match((await answer()).first, /200/)
  assert.equal(bench.sip.phonesOf('anna'), 1)
  ask('REGISTER', 'sip:trunkline.localhost', { Authorization, Expires: '0' })
  assert.match((await answer()).first, /401/)
  assert.equal(bench.sip.phonesOf('anna'), 1)
})

test('a user registers no phone for another one', async (t) => {
  const { bench, ask, answer } = await stranger(t, { users: [anna, { username: 'bert', password: 'secret-of-bert' }] })
  const To = '<sip:bert@trunkline.localhost>'
  ask('REGISTER', 'sip:trunkline.localhost', { To })
  ask('REGISTER', 'sip:trunkline.localhost', { To, Authorization: login(await answer(), anna.password) })
  assert.match((await answer()).first, /403/)
  assert.equal(bench.sip.phonesOf('bert'), 0)
})

test('strangers call nobody: they are asked who they are, whether the number is held here or not, and no open relay is found', async (t) => {
  const { bench, ask, answer, status } = await stranger(t)
  const invite = (to: string) => ask('INVITE', to, { 'Content-Type': 'application/sdp' }, sdpOf(40_000))
  const texts = []
  for (const number of [ownNumber, '+14155550999', 'anna', 'nobody']) {
    invite(`sip:${number}@trunkline.localhost`)
    const { first, text } = await answer()
    assert.match(first, /401/)
    texts.push(text.length)
  }
  assert.ok(Math.max(...texts) - Math.min(...texts) <= 2)
  invite('sip:+14155550999@elsewhere.example')
  assert.equal(await status(), '404')
  assert.equal(bench.calls.length, 0)
})

test('extensions that are required and not spoken are refused, session timers and reliable responses among them', async (t) => {
  const { ask, answer } = await stranger(t)
  for (const Require of ['timer', '100rel']) {
    ask('INVITE', 'sip:anna@trunkline.localhost', { Require })
    const refused = await answer()
    assert.match(refused.first, /420/)
    assert.equal(refused.field('Unsupported'), Require)
  }
  ask('SUBSCRIBE', 'sip:anna@trunkline.localhost')
  assert.match((await answer()).first, /405/)
  ask('INVENTED', 'sip:anna@trunkline.localhost')
  assert.match((await answer()).first, /501/)
})

for (const method of ['INVITE', 'REGISTER'] as const) {
  test(`a flood of ${method} is refused with 503, then not answered; another address is served meanwhile, and memory stays bounded`, async (t) => {
    const rates = { source: { burst: 50, perSecond: 0.01 }, refusal: { burst: 10, perSecond: 0.01 } }
    const { bench, peer, ask } = await stranger(t, { rates })
    const before = process.memoryUsage().heapUsed
    for (let count = 0; count < 3_000; count++) {
      ask(method, 'sip:trunkline.localhost')
      if (count % 100 === 99) await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await eventually(() => assert.ok(peer.came.some(({ first }) => first.includes('503'))))
    const other = await rawPeer(t, '127.0.0.2')
    const fields = { Via: `SIP/2.0/UDP 127.0.0.2:${other.port};branch=z9hG4bKother`, From: '<sip:y@example.com>;tag=2' }
    const rest = { To: '<sip:trunkline.localhost>', 'Call-ID': 'other', CSeq: '1 OPTIONS' }
    other.send(requestOf('OPTIONS sip:trunkline.localhost', { ...fields, ...rest }), bench.sip.port)
    assert.match((await other.take(/^SIP/)).first, /200/)
    // How many requests were answered so: an answer to an INVITE that nobody acknowledges comes again after half a second.
    const count = (status: string) =>
      new Set(peer.came.filter(({ first }) => first.includes(status)).map((message) => message.field('CSeq'))).size
    assert.ok(count('401') <= 60, `${count('401')} were asked who they are`)
    assert.ok(count('503') <= 20, `${count('503')} were refused`)
    const refused = peer.came.find(({ first }) => first.includes('503'))
    assert.match(refused?.field('Retry-After') ?? '', /^\d+$/)
    assert.ok(process.memoryUsage().heapUsed - before < 100_000_000)
  })
}

test('sound from a stranger’s address does not get into a call', async (t) => {
  const carrier = '127.0.0.1'
  const bench = await sipBench(t, { trunks: [{ name: 'carrier', uri: `sip:${carrier}`, hosts: [carrier] }] })
  const peer = await rawPeer(t)
  const rtp = createSocket('udp4')
  const other = createSocket('udp4')
  t.after(() => {
    rtp.close()
    other.close()
  })
  await new Promise<void>((resolve) => rtp.bind(0, '127.0.0.1', resolve))
  await new Promise<void>((resolve) => other.bind(0, '127.0.0.2', resolve))
  const fields = {
    ...{ Via: `SIP/2.0/UDP 127.0.0.1:${peer.port};branch=z9hG4bKs`, From: '<sip:+14155550111@example.com>;tag=1' },
    ...{
      To: `<sip:${ownNumber}@x>`,
      'Call-ID': 'strange',
      CSeq: '1 INVITE',
      Contact: `<sip:x@127.0.0.1:${peer.port}>`,
    },
    'Content-Type': 'application/sdp',
  }
  const coming = bench.next()
  peer.send(requestOf(`INVITE sip:${ownNumber}@127.0.0.1`, fields, sdpOf(rtp.address().port)), bench.sip.port)
  const { leg, from, to, via } = await coming
  assert.deepEqual(
    { from, to, via },
    { from: '+14155550111', to: ownNumber, via: { kind: 'number', number: ownNumber } },
  )
  await leg.answer()
  const ok = await peer.take(/^SIP\/2\.0 200/)
  peer.send(requestOf(`ACK sip:x@127.0.0.1`, { ...fields, CSeq: '1 ACK', To: ok.field('To') }), bench.sip.port)
  const port = Number(/m=audio (\d+)/.exec(ok.body)?.[1])
  const packet = (sequence: number): Buffer => {
    const bytes = Buffer.alloc(172, 0x2a)
    bytes.set([0x80, 0, sequence >> 8, sequence & 255])
    bytes.writeUInt32BE(sequence * 160, 4)
    bytes.writeUInt32BE(7, 8)
    return bytes
  }
  for (let sequence = 1; sequence <= 20; sequence++) other.send(packet(sequence), port, '127.0.0.1')
  await eventually(async () => assert.equal((await leg.media.figures()).strangers, 20))
  assert.equal((await leg.media.figures()).packetsReceived, 0)
  for (let sequence = 1; sequence <= 20; sequence++) rtp.send(packet(sequence), port, '127.0.0.1')
  await eventually(async () => assert.equal((await leg.media.figures()).packetsReceived, 20))
  await leg.media.play(sine(700, 0.1))
  await leg.hangUp()
})

test('malformed requests are answered within the bounds of all others, so that nobody is flooded by a forged source', async (t) => {
  const { bench, peer, status } = await stranger(t, { rates: { source: { burst: 10, perSecond: 0.001 } } })
  for (let count = 0; count < 100; count++) {
    const Via = `SIP/2.0/UDP 127.0.0.1:${peer.port};branch=z9hG4bKbad${count}`
    peer.send(requestOf('OPTIONS sip:trunkline.localhost', { Via, 'Call-ID': 'a b' }), bench.sip.port)
  }
  assert.equal(await status(), '400')
  await eventually(() => assert.ok(peer.came.length >= 10))
  await new Promise((resolve) => setTimeout(resolve, 500))
  assert.equal(peer.came.length, 10)
})

test('who sends keep-alives over TCP and reads no answers does not fill memory', async (t) => {
  const { bench } = await stranger(t)
  const socket = connect(bench.sip.port, '127.0.0.1')
  t.after(() => socket.destroy())
  await once(socket, 'connect')
  let answered = 0
  socket.on('data', (bytes) => (answered += bytes.length))
  for (let count = 0; count < 50; count++) socket.write('\r\n\r\n'.repeat(10_000))
  await eventually(() => assert.ok(answered > 0 && socket.writableLength === 0))
  await new Promise((resolve) => setTimeout(resolve, 200))
  assert.ok(answered < 10_000, `${answered} bytes came back for 2,000,000`)
})
