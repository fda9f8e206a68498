import assert from 'node:assert/strict'
import { createSocket } from 'node:dgram'
import { test } from 'node:test'
import type { Headers } from '../../src/leg/sip/message/headers.ts'
import { readNameAddress } from '../../src/leg/sip/message/name-address.ts'
import { readMessage } from '../../src/leg/sip/message/parse-message.ts'
import { readVias } from '../../src/leg/sip/message/via.ts'
import { writeMessage } from '../../src/leg/sip/message/write-message.ts'
import { sipBench } from './support/sip-bench.ts'
import { invalid } from './torture/invalid.ts'
import { valid } from './torture/valid.ts'

const fieldsOf = (headers: Headers): string[] =>
  [...headers].filter(({ key }) => key !== 'content-length').map(({ key, value }) => `${key}: ${value}`)

for (const { name, clause, verdict, bytes } of [...valid, ...invalid]) {
  test(`RFC 4475, ${clause}, ${name}: ${typeof verdict === 'number' ? `refused with ${verdict}` : verdict}`, () => {
    const reading = readMessage(bytes)
    const got = reading.kind === 'message' ? 'accept' : reading.kind === 'drop' ? 'drop' : reading.status
    assert.equal(got, verdict, reading.kind === 'message' ? '' : reading.why)
    if (reading.kind !== 'message') return
    const again = readMessage(writeMessage(reading.message))
    assert.equal(again.kind, 'message', 'what is written is read again')
    if (again.kind === 'message') assert.deepEqual(fieldsOf(again.message.headers), fieldsOf(reading.message.headers))
  })
}

test('the tortuous INVITE is understood in all its parts', () => {
  const [first] = valid
  const reading = readMessage(first?.bytes ?? Buffer.alloc(0))
  assert.equal(reading.kind, 'message')
  if (reading.kind !== 'message') return
  const { headers, body } = reading.message
  assert.equal(readNameAddress(headers.get('to') ?? '')?.parameters.get('tag'), '1918181833n')
  assert.equal(readNameAddress(headers.get('from') ?? '')?.displayName, 'J Rosenberg \\"')
  assert.deepEqual(
    readVias(headers.all('via'))?.map(({ transport, host, parameters }) => [transport, host, parameters.get('branch')]),
    [
      ['UDP', '192.0.2.2', '390skdjuw'],
      ['TCP', 'spindle.example.com', 'z9hG4bK9ikj8'],
      ['UDP', '192.168.255.111', 'z9hG4bK30239'],
    ],
  )
  assert.equal(
    headers.get('contact'),
    '"Quoted string \\"\\"" <sip:jdrosen@example.com> ; newparam = newvalue ; secondparam ; q = 0.33',
  )
  assert.equal(headers.get('NewFangledHeader'), 'newfangled value continued newfangled value')
  assert.equal(body.length, 150)
})

test('the whole corpus sent to a server is answered as it should be, and the server goes on', async (t) => {
  const { sip } = await sipBench(t)
  const socket = createSocket('udp4')
  t.after(() => socket.close())
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  const answers: string[] = []
  socket.on('message', (bytes) => answers.push(bytes.toString('latin1')))
  const here = `127.0.0.1:${socket.address().port}`
  const ask = async (bytes: Uint8Array): Promise<string | undefined> => {
    answers.length = 0
    const callId = /^Call-ID: (.*)$/im.exec(Buffer.from(bytes).toString('latin1'))?.[1]?.trim() ?? ''
    socket.send(bytes, sip.port, '127.0.0.1')
    const end = performance.now() + 30_000
    const final = () => answers.find((text) => !text.startsWith('SIP/2.0 100') && text.includes(callId))
    while (final() === undefined && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 5))
    return final()?.slice(8, 11)
  }
  // Answers go to the port that Via names; each message needs a transaction of its own.
  const own = (bytes: Uint8Array, index: number): Buffer => {
    const text = Buffer.from(bytes).toString('latin1')
    const there = /(SIP\/\d\.0\/UDP) (?:192\.0\.2\.\d+|c\.example\.com|host\S+?)(;branch=z9hG4bK)?/
    const changed = text.replace(there, `$1 ${here}$2`).replace('torture.0ha0', `torture-${index}.0ha0`)
    return Buffer.from(changed.replace('z9hG4bKkdjuw', `z9hG4bKkdjuw${index}`), 'latin1')
  }
  const corpus = [...valid, ...invalid]
  for (const [index, { name, answer, verdict, bytes }] of corpus.entries()) {
    const wanted = answer ?? (typeof verdict === 'number' ? verdict : undefined)
    if (wanted !== undefined) assert.equal(await ask(own(bytes, index)), String(wanted), name)
  }
  for (const { bytes } of corpus) socket.send(bytes, sip.port, '127.0.0.1')
  const alive = valid.find(({ name }) => name.startsWith('lwsdisp'))
  const text = Buffer.from(alive?.bytes ?? [])
    .toString('latin1')
    .replace('funky.example.com;branch=z9hG4bKkdjuw', `${here};branch=z9hG4bKalive`)
  assert.equal(await ask(Buffer.from(text, 'latin1')), '200')
})
