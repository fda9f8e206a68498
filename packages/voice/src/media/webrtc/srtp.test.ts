import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SrtpReceiver, SrtpSender } from './srtp.ts'

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(/\s/g, ''), 'hex')
// The vector of libsrtp's self-test (srtp_driver.c, srtp_validate), which is the one that other implementations compare with too.
const master = { key: hex('e1f97a0d3e018be0d64fa32c06de4139'), salt: hex('0ec675ad498afeebb6960b3aabe6') }
const plain = hex('800f1234decafbadcafebabe abababababababababababababababab')
const cipher = hex('800f1234decafbadcafebabe 4e55dc4ce79978d88ca4d215949d2402 b78d6acc99ea179b8dbb')

/** An RTP packet of PCMU with two bytes. */
function packet(sequence: number, ssrc = 7): Buffer {
  const bytes = Buffer.alloc(14, 0xd5)
  bytes.writeUInt16BE(0x8000, 0)
  bytes.writeUInt16BE(sequence & 0xffff, 2)
  bytes.writeUInt32BE(sequence * 160, 4)
  bytes.writeUInt32BE(ssrc, 8)
  return bytes
}

test('SRTP gives the bytes of the known vector, and reads them back', () => {
  assert.deepEqual(new SrtpSender(master).rtp(plain), cipher)
  assert.deepEqual(new SrtpReceiver(master).rtp(cipher), plain)
})

test('SRTCP gives the bytes of the known vector, and reads them back', () => {
  const report = hex('81c8000bcafebabe abababababababababababababababab')
  const sealed = hex('81c8000bcafebabe 7128035be487b9bdbef89041f977a5a8 80000001 993e08cd54d6c1230798')
  assert.deepEqual(new SrtpSender(master).rtcp(report), sealed)
  assert.deepEqual(new SrtpReceiver(master).rtcp(sealed), report)
})

test('a packet is taken once, and one that is older than the window is not taken at all', () => {
  const sender = new SrtpSender(master)
  const receiver = new SrtpReceiver(master)
  const sealed = Array.from({ length: 300 }, (_, i) => sender.rtp(packet(i)))
  assert.ok(receiver.rtp(sealed[200] as Buffer))
  assert.ok(receiver.rtp(sealed[199] as Buffer), 'out of order')
  assert.equal(receiver.rtp(sealed[199] as Buffer), undefined)
  assert.equal(receiver.rtp(sealed[200] as Buffer), undefined)
  assert.equal(receiver.rtp(sealed[10] as Buffer), undefined)
  assert.ok(receiver.rtp(sealed[299] as Buffer))
})

test('what was changed on the way is dropped, in the header too, and does not move the window', () => {
  const sender = new SrtpSender(master)
  const receiver = new SrtpReceiver(master)
  const first = sender.rtp(packet(1)) as Buffer
  for (const at of [1, 3, 8, 12, first.length - 1]) {
    const forged = Buffer.from(first)
    forged[at] = (forged[at] ?? 0) ^ 1
    assert.equal(receiver.rtp(forged), undefined, `byte ${at}`)
  }
  assert.deepEqual(receiver.rtp(first), packet(1))
  for (const size of [0, 4, 11, 21]) assert.equal(receiver.rtp(Buffer.alloc(size, 0x80)), undefined)
})

test('the sequence number turns over in order, out of order and with loss', () => {
  const sender = new SrtpSender(master)
  const receiver = new SrtpReceiver(master)
  const sealed = new Map(Array.from({ length: 70_000 }, (_, i) => [i, sender.rtp(packet(i))]))
  for (const at of [65_000, 65_534, 65_536, 65_535, 65_537, 69_999, 69_990]) {
    assert.deepEqual(receiver.rtp(sealed.get(at) as Buffer), packet(at), `packet ${at}`)
  }
})

test('two packets of one place in the stream are never both encrypted, whatever a far side makes of its numbers', () => {
  const sender = new SrtpSender(master)
  const other = packet(7)
  other[13] = 0x11
  assert.ok(sender.rtp(packet(7)))
  assert.equal(sender.rtp(other), undefined)
  assert.ok(sender.rtp(packet(500)))
  assert.equal(sender.rtp(packet(8)), undefined, 'too old to tell whether it was sent')
})
