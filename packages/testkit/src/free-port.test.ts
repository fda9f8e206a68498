import assert from 'node:assert/strict'
import { createSocket } from 'node:dgram'
import { type EventEmitter, once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { test } from 'node:test'
import { firstEphemeral, freePort, lowest } from './free-port.ts'

test('a free port is none that the system would pick for a connection, and is given once', async () => {
  const ports = await Promise.all(Array.from({ length: 50 }, () => freePort()))
  assert.equal(new Set(ports).size, 50)
  const picked = createServer().listen(0, '127.0.0.1')
  await once(picked, 'listening')
  assert.ok(Math.max(...ports) < (picked.address() as AddressInfo).port)
  assert.ok(Math.min(...ports) >= lowest)
  picked.close()
})

test('a port that somebody listens on, or has bound for UDP, is passed over', async (t) => {
  const server = createServer()
  t.after(() => server.close())
  const socket = createSocket('udp4')
  t.after(() => socket.close())
  const taken = [
    await take(server, (port) => server.listen(port, '127.0.0.1')),
    await take(socket, (port) => socket.bind(port, '127.0.0.1')),
  ]
  for (const port of taken) {
    const draws = [(port - lowest + 0.5) / (firstEphemeral - lowest)]
    assert.notEqual(await freePort(() => draws.shift() ?? Math.random()), port)
    assert.equal(draws.length, 0)
  }
})

/** Has somebody who asked nobody stand on a port. */
async function take(on: EventEmitter, bind: (port: number) => void): Promise<number> {
  for (;;) {
    const port = lowest + Math.floor(Math.random() * (firstEphemeral - lowest))
    bind(port)
    const bound = await once(on, 'listening').then(
      () => true,
      () => false,
    )
    if (bound) return port
  }
}
