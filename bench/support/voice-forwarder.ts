/**
 * What carries the sound of the voice bench, in a process of its own, so that its processor time and memory are its alone: our media engine, or the least that Node can do, a
 * socket that sends on what it gets. Told the far ports, gives its own.
 *
 *   node voice-forwarder.ts engine|raw
 */
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { createMediaEngine, type RtpEndpoint } from '@trunkline/voice'

/** Where the two telephones of a call are. */
export interface FarPorts {
  readonly a: number
  readonly b: number
}

/** Our ports for the two telephones. */
export interface NearPorts {
  readonly toA: number
  readonly toB: number
}

const quiet = { debug: () => undefined, info: () => undefined, warn: console.error, error: console.error }
const meter = { count: () => undefined, gauge: () => undefined, observe: () => undefined }

async function engineCalls(calls: readonly FarPorts[], workers: number): Promise<NearPorts[]> {
  const ports = { from: 20_000, to: 29_999 }
  const engine = createMediaEngine({ workers, address: '127.0.0.1', ports, maxEndpoints: 5_000, log: quiet, meter })
  const openOne = async (placement: string, port: number): Promise<RtpEndpoint> => {
    const endpoint = await engine.openRtp({ placement })
    const far = { address: '127.0.0.1', port, codec: 'PCMU', payloadType: 0, telephoneEvent: 101 } as const
    await endpoint.connect({ ...far, direction: 'sendrecv' })
    return endpoint
  }
  const near: NearPorts[] = []
  for (const [index, { a, b }] of calls.entries()) {
    const [left, right] = [await openOne(String(index), a), await openOne(String(index), b)]
    await left.bridge(right)
    near.push({ toA: left.port, toB: right.port })
  }
  return near
}

async function bound(): Promise<Socket> {
  const socket = createSocket({ type: 'udp4', lookup: (address, _options, done) => done(null, address, 4) })
  const listening = once(socket, 'listening')
  socket.bind(0, '127.0.0.1')
  await listening
  return socket
}

async function rawCalls(calls: readonly FarPorts[]): Promise<NearPorts[]> {
  const near: NearPorts[] = []
  for (const { a, b } of calls) {
    const [left, right] = [await bound(), await bound()]
    left.on('message', (bytes) => right.send(bytes, b, '127.0.0.1'))
    right.on('message', (bytes) => left.send(bytes, a, '127.0.0.1'))
    near.push({ toA: left.address().port, toB: right.address().port })
  }
  return near
}

process.on('message', async ({ calls, workers }: { calls: readonly FarPorts[]; workers: number }) => {
  const near = process.argv[2] === 'raw' ? await rawCalls(calls) : await engineCalls(calls, workers)
  process.send?.({ near })
})
process.send?.({ ready: true })
