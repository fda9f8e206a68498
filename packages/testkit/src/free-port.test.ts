import assert from 'node:assert/strict'
import { createSocket } from 'node:dgram'
import { type EventEmitter, once } from 'node:events'
import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { end, freePort, lowest, reservations } from './free-port.ts'

test('a free port is none that the system would pick for a connection, and is given once', async () => {
  const ports = await Promise.all(Array.from({ length: 50 }, () => freePort()))
  assert.equal(new Set(ports).size, 50)
  assert.ok(Math.max(...ports) < end)
  assert.ok(Math.min(...ports) >= lowest)
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
    const draws = [(port - lowest + 0.5) / (end - lowest)]
    assert.notEqual(await freePort(() => draws.shift() ?? Math.random()), port)
    assert.equal(draws.length, 0)
  }
})

/** Has somebody stand on a port who asked nobody; of those that nobody else who asks has been given. */
async function take(on: EventEmitter, bind: (port: number) => void): Promise<number> {
  const port = await freePort()
  const listening = once(on, 'listening')
  bind(port)
  await listening
  rmSync(join(reservations, String(port)))
  return port
}
