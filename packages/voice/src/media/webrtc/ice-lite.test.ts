import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { IceLite } from './ice-lite.ts'
import { bindingRequestOf, readBindingRequest, type StunSource } from './stun-message.ts'

const home: StunSource = { address: '192.0.2.7', port: 50_000 }
const mobile: StunSource = { address: '2001:db8::1f', port: 50_001 }

function openAgent() {
  const sent: { datagram: Buffer; to: StunSource }[] = []
  const selected: StunSource[] = []
  const agent = new IceLite({
    random: randomBytes,
    send: (datagram, to) => sent.push({ datagram, to }),
    onSelected: (to) => selected.push(to),
  })
  const check = (from: StunSource, options: Partial<Parameters<typeof bindingRequestOf>[0]> = {}): boolean =>
    agent.receive(
      bindingRequestOf({
        transactionId: randomBytes(12),
        username: `${agent.local.fragment}:peer`,
        password: agent.local.password,
        useCandidate: false,
        ...options,
      }),
      from,
    )
  return { agent, sent, selected, check }
}

/** STUN message type, and the value of one attribute. */
const typeOf = (datagram: Buffer | undefined): number => datagram?.readUInt16BE(0) ?? 0

test('a check of the peer is answered, and the nominated address is the one to send to', () => {
  const { agent, sent, selected, check } = openAgent()
  agent.setRemote('peer')
  assert.ok(check(home))
  assert.deepEqual(agent.selected, home, 'before anything is nominated, where it came from')
  assert.ok(check(mobile, { useCandidate: true }))
  assert.deepEqual(selected, [home, mobile])
  assert.deepEqual(
    sent.map(({ to }) => to),
    [home, mobile],
  )
  assert.equal(typeOf(sent[0]?.datagram), 0x0101)
  assert.ok(agent.isPeer(home) && agent.isPeer(mobile))
  assert.ok(!agent.isPeer({ ...home, port: 50_009 }))
})

test('the answer tells where the check was seen to come from, of both kinds of addresses', () => {
  const { agent, sent, check } = openAgent()
  agent.setRemote('peer')
  const transactionId = Buffer.from('b7e7a701bc34d686fa87dfae', 'hex')
  check({ address: '192.0.2.1', port: 32_853 }, { transactionId })
  check({ address: '2001:db8:1234:5678:11:2233:4455:6677', port: 32_853 }, { transactionId })
  // The addresses, ports and transaction of RFC 5769, sections 2.2 and 2.3, and their XOR-MAPPED-ADDRESS.
  assert.ok(sent[0]?.datagram.includes(Buffer.from('002000080001a147e112a643', 'hex')))
  assert.ok(sent[1]?.datagram.includes(Buffer.from('002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9', 'hex')))
})

test('who does not know the password is not answered, and is nobody to take packets from', () => {
  const { agent, sent, check } = openAgent()
  agent.setRemote('peer')
  assert.equal(check(home, { password: 'guess' }), false)
  assert.equal(check(home, { username: `${agent.local.fragment}:other` }), false)
  assert.equal(check(home, { username: 'other:peer' }), false)
  const request = bindingRequestOf({
    transactionId: randomBytes(12),
    username: `${agent.local.fragment}:peer`,
    password: agent.local.password,
    useCandidate: true,
  })
  for (let at = 0; at < request.length; at += 1) {
    const changed = Buffer.from(request)
    changed[at] = (changed[at] ?? 0) ^ 0x10
    assert.equal(agent.receive(changed, home), false, `byte ${at}`)
    assert.equal(agent.receive(request.subarray(0, at), home), false, `cut at ${at}`)
  }
  assert.deepEqual([sent.length, agent.selected, agent.isPeer(home)], [0, undefined, false])
})

test('a check before the description of the peer is not answered', () => {
  const { agent, check } = openAgent()
  assert.equal(check(home), false)
  agent.setRemote('peer')
  assert.ok(check(home))
})

test('a peer that takes itself for the controlled side is told that it is not', () => {
  const { agent, sent, check } = openAgent()
  agent.setRemote('peer')
  check(home, { controlled: true })
  assert.equal(typeOf(sent[0]?.datagram), 0x0111)
  assert.ok(sent[0]?.datagram.includes(Buffer.from([0, 0, 4, 87])))
  assert.equal(agent.selected, undefined)
})

test('after a restart the old credentials hold until the peer nominates by the new ones', () => {
  const { agent, check } = openAgent()
  agent.setRemote('peer')
  const old = agent.local
  check(home, { useCandidate: true })
  agent.setRemote('peer')
  assert.equal(agent.local, old, 'the same description again is no restart')
  agent.setRemote('newer')
  assert.notEqual(agent.local.fragment, old.fragment)
  const byOld = { username: `${old.fragment}:peer`, password: old.password }
  const byNew = { username: `${agent.local.fragment}:newer` }
  assert.ok(check(home, byOld))
  assert.ok(check(mobile, byNew))
  assert.deepEqual(agent.selected, home)
  assert.ok(check(mobile, { ...byNew, useCandidate: true }))
  assert.deepEqual(agent.selected, mobile)
  assert.equal(check(home, { ...byOld, useCandidate: true }), false)
})

test('what is no check is nothing', () => {
  for (const text of ['', '00', '000100002112a442b7e7a701bc34d686fa87dfae', '010100002112a442b7e7a701bc34d686fa87dfae'])
    assert.equal(readBindingRequest(Buffer.from(text, 'hex')), undefined)
  for (let i = 0; i < 2_000; i += 1) {
    const noise = randomBytes(i % 90)
    if (noise.length > 8) Buffer.from('00010000 2112a442'.replace(' ', ''), 'hex').copy(noise)
    if (noise.length > 4) noise.writeUInt16BE(Math.max(0, noise.length - 20), 2)
    assert.equal(readBindingRequest(noise), undefined)
  }
})
