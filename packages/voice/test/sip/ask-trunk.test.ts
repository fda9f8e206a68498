import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freePort } from '@trunkline/testkit'
import { rawPeer, responseOf } from './support/raw-peer.ts'
import { sipBench } from './support/sip-bench.ts'

test('a trunk that answers is there, whatever it answers', async (t) => {
  const peer = await rawPeer(t)
  const bench = await sipBench(t, { trunks: [{ name: 'carrier', uri: `sip:127.0.0.1:${peer.port}` }] })
  for (const status of ['200 OK', '405 Method Not Allowed']) {
    const answer = bench.sip.ask('carrier')
    const asked = await peer.take(/^OPTIONS/)
    assert.match(asked.field('To'), /^<sip:127\.0\.0\.1:\d+>$/)
    peer.send(responseOf(asked, status), asked.port)
    assert.deepEqual(await answer, { ok: true, detail: `127.0.0.1:${peer.port} (UDP) answers` })
  }
  assert.equal(await bench.sip.ask('nobody'), undefined)
})

test('a trunk that is silent is told with its place, and what to look at', async (t) => {
  const peer = await rawPeer(t)
  const bench = await sipBench(t, { trunks: [{ name: 'carrier', uri: `sip:127.0.0.1:${peer.port}` }] })
  const answer = await bench.sip.ask('carrier')
  assert.equal(answer?.ok, false)
  assert.equal(answer?.detail, `127.0.0.1:${peer.port} (UDP) does not answer within 5 s`)
  assert.match(answer?.advice ?? '', /Check the uri of the gateway/)
})

test('a trunk that has not registered us is not well, though it answers', async (t) => {
  const peer = await rawPeer(t)
  const trunk = { uri: `sip:127.0.0.1:${peer.port}`, username: 'us', password: 'secret', register: true }
  const bench = await sipBench(t, { trunks: [{ name: 'carrier', ...trunk }] })
  const registering = await peer.take(/^REGISTER/)
  peer.send(responseOf(registering, '403 Forbidden'), registering.port)
  const answer = bench.sip.ask('carrier')
  const asked = await peer.take(/^OPTIONS/)
  peer.send(responseOf(asked, '200 OK'), asked.port)
  assert.equal((await answer)?.detail, `127.0.0.1:${peer.port} (UDP) has not registered us`)
})

test('a trunk whose place takes no connection is told so at once', async (t) => {
  const uri = `sip:127.0.0.1:${await freePort()};transport=tcp`
  const bench = await sipBench(t, { trunks: [{ name: 'carrier', uri }] })
  const { ok, detail } = (await bench.sip.ask('carrier')) ?? {}
  assert.equal(ok, false)
  assert.match(detail ?? '', /^127\.0\.0\.1:\d+ \(TCP\) cannot be reached$/)
})
