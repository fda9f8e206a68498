import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzing } from '../../../../test/support/fuzzing.ts'
import { StreamFramer } from '../transport/stream-framer.ts'
import { Headers } from './headers.ts'
import { noBody } from './message.ts'
import { readNameAddress, writeNameAddress } from './name-address.ts'
import { limits, readMessage } from './parse-message.ts'
import { readSipUri, sameSipUri, writeSipUri } from './sip-uri.ts'
import { writeMessage } from './write-message.ts'

const options = (extra = '') =>
  Buffer.from(
    `OPTIONS sip:user@example.com SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKa\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCall-ID: 1@b\r\nCSeq: 1 OPTIONS\r\n${extra}`,
    'latin1',
  )

/** Milliseconds of the processor that work takes. What else the machine does meanwhile does not count. */
function timeOf(work: () => unknown): number {
  const start = process.threadCpuUsage()
  work()
  const { user, system } = process.threadCpuUsage(start)
  return (user + system) / 1_000
}

test('whatever bytes come, reading them gives a verdict and throws nothing', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '\r\n',
      '\r\n ',
      ': ',
      ';',
      '<',
      '>',
      '"',
      '\\',
      ',',
      'Via: SIP/2.0/UDP a',
      'CSeq: 1 ',
      'sip:',
      '%',
      '=',
      '@',
      '[::1]',
    ),
  )
  const texts = fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(texts, fc.nat(400), (text, cut) => {
      const whole = options('Content-Length: 0\r\n\r\n')
      const mixed = Buffer.concat([whole.subarray(0, cut), Buffer.from(text, 'latin1'), whole.subarray(cut)])
      for (const bytes of [mixed, Buffer.from(text, 'latin1')]) {
        const reading = readMessage(bytes)
        if (reading.kind === 'message') assert.notEqual(readMessage(writeMessage(reading.message)).kind, 'drop')
      }
    }),
    fuzzing(2_000),
  )
})

test('reading takes time in proportion to the length, also where it is made to be slow', () => {
  for (const bad of [
    `To: ${'"'.repeat(8_000)}`,
    `To: ${'\\"'.repeat(7_000)}`,
    `Via: ${'SIP/2.0/UDP a;'.repeat(1_000)}`,
    `Contact: ${'<sip:a>,'.repeat(1_900)}`,
    `X: ${' \t'.repeat(7_000)}`,
    `Contact: sip:${'a'.repeat(7_000)}@${'a-'.repeat(4_000)}`,
    `Contact: <sip:a@${'a.'.repeat(7_000)}>`,
  ]) {
    const took = timeOf(() => readMessage(options(`${bad}\r\n\r\n`)))
    assert.ok(took < 5_000, `${bad.slice(0, 20)}… took ${took} ms`)
  }
})

test('a head, a body or a number of fields beyond the bounds is refused', () => {
  const statusOf = (bytes: Buffer) => {
    const reading = readMessage(bytes)
    return reading.kind === 'refuse' ? reading.status : reading.kind
  }
  assert.equal(statusOf(options(`X: ${'x'.repeat(limits.head)}\r\n\r\n`)), 513)
  assert.equal(statusOf(options(`\r\n${'x'.repeat(limits.body + 1)}`)), 513)
  assert.equal(statusOf(options(`${'X: x\r\n'.repeat(limits.fields)}\r\n`)), 400)
  assert.equal(statusOf(options('X: x\nY: y\r\n\r\n')), 400, 'a bare line feed could hide a field')
})

test('nothing that is put into a header begins another one', () => {
  const headers = new Headers([['X-Name', 'a\r\nContact: <sip:evil@example.com>\r\n\r\nbody']])
  const message = { kind: 'request', method: 'OPTIONS', uri: 'sip:a@b', headers, body: noBody } as const
  assert.equal(writeMessage(message).toString('latin1').split('\r\n').length, 5)
})

test('URIs and addresses that are written are read as they were', () => {
  for (const text of [
    'sip:user@example.com',
    'sip:user:pass@example.com:5070;transport=tcp;lr?X-A=b&X-C=d',
    'sip:+1415@[2001:db8::1]:5061',
    'sips:%61lice@atlanta.com;maddr=239.255.255.1;ttl=15',
  ]) {
    const uri = readSipUri(text)
    assert.equal(uri && writeSipUri(uri, true), text)
  }
  const written = '"A \\"quoted\\" name" <sip:a@b;lr>;tag=x;q=0.5'
  const read = readNameAddress(written)
  assert.equal(read && writeNameAddress(read), written)
  assert.equal(readSipUri('sip:a@b;lr;lr'), undefined, 'a parameter twice')
})

test('URIs are compared as RFC 3261, section 19.1.4, has it', () => {
  const same = (one: string, other: string) => {
    const [left, right] = [readSipUri(one), readSipUri(other)]
    assert.ok(left && right)
    return sameSipUri(left, right)
  }
  assert.ok(same('sip:%61lice@atlanta.com;transport=TCP', 'sip:alice@AtLanTa.CoM;Transport=tcp'))
  assert.ok(same('sip:carol@chicago.com', 'sip:carol@chicago.com;newparam=5'))
  assert.ok(
    same(
      'sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com',
      'sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com',
    ),
  )
  assert.ok(!same('SIP:ALICE@AtLanTa.CoM;Transport=udp', 'sip:alice@AtLanTa.CoM;Transport=UDP'))
  assert.ok(!same('sip:bob@biloxi.com', 'sip:bob@biloxi.com:5060'))
  assert.ok(!same('sip:bob@biloxi.com', 'sip:bob@biloxi.com;transport=udp'))
  assert.ok(!same('sip:carol@chicago.com', 'sip:carol@chicago.com?Subject=next%20meeting'))
})

test('a stream is cut into messages and keep-alives wherever its packets end', () => {
  const message = options('l : 4\r\n\r\nbody')
  const stream = Buffer.concat([
    Buffer.from('\r\n\r\n'),
    message,
    Buffer.from('\r\n\r\n'),
    message,
    message,
    Buffer.from('\r\n'),
  ])
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1 }), (sizes) => {
      const framer = new StreamFramer()
      const kinds: string[] = []
      for (let at = 0, index = 0; at < stream.length; index++) {
        const size = sizes[index % sizes.length] ?? 1
        for (const framed of framer.push(stream.subarray(at, at + size))) {
          kinds.push(framed.kind)
          if (framed.kind === 'message') assert.deepEqual(Buffer.from(framed.bytes), message)
        }
        at += size
      }
      assert.deepEqual(kinds, ['ping', 'message', 'ping', 'message', 'message'])
    }),
    fuzzing(200),
  )
})

test('a stream without a length, with two that differ or with one that is too large ends', () => {
  for (const bad of [
    '\r\n',
    'Content-Length: 5\r\nl: 6\r\n\r\n',
    'Content-Length: 99999999\r\n\r\n',
    'Content-Length: x\r\n\r\n',
    `X: ${'x'.repeat(20_000)}`,
  ]) {
    const framed = new StreamFramer().push(options(bad))
    assert.equal(framed.at(-1)?.kind, 'broken', bad.slice(0, 30))
  }
})

test('a run of keep-alives is answered once, and costs no more than its length', () => {
  const framer = new StreamFramer()
  const run = Buffer.from('\r\n'.repeat(2_000_000))
  const took = timeOf(() => assert.deepEqual(framer.push(run), [{ kind: 'ping' }]))
  assert.ok(took < 5_000, `took ${took} ms`)
  assert.deepEqual(
    framer.push(options('l: 0\r\n\r\n')).map(({ kind }) => kind),
    ['message'],
  )
})
