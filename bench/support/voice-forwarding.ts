import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '@trunkline/testkit'
import { cpuSeconds } from './cpu-seconds.ts'
import { RtpEngine } from './rtpengine.ts'
import { residentBytes, startChild } from './voice-child.ts'
import type { FarPorts, NearPorts } from './voice-forwarder.ts'
import type { LoadResult } from './voice-load.ts'

/** Who carries the sound: our engine, a bare socket of Node, rtpengine, or nobody (the telephones send to each other: what the measuring itself costs). */
export type Carrier = 'engine' | 'raw' | 'rtpengine' | 'direct'

/** What one carrier did with so many calls. */
export interface ForwardingResult extends LoadResult {
  /** Share of one core. */
  readonly cpu: number
  readonly residentBytes: number
}

const warmUpMs = 3_000

interface Carrying {
  readonly near: readonly NearPorts[]
  readonly pid: number | undefined
  stop(): Promise<void>
}

async function carryByNode(kind: 'engine' | 'raw', calls: readonly FarPorts[], workers: number): Promise<Carrying> {
  const child = startChild('./voice-forwarder.ts', [kind])
  await child.next()
  child.tell({ calls, workers })
  const { near } = await child.next<{ near: NearPorts[] }>()
  return { near, pid: child.pid, stop: () => child.stop() }
}

async function carryByRtpEngine(calls: readonly FarPorts[]): Promise<Carrying> {
  const engine = await RtpEngine.start(await freePort())
  const near: NearPorts[] = []
  for (const [id, call] of calls.entries()) near.push(await engine.call(id, call))
  return { near, pid: engine.pid, stop: () => engine.stop() }
}

function carry(carrier: Carrier, calls: readonly FarPorts[], workers: number): Promise<Carrying> {
  if (carrier === 'rtpengine') return carryByRtpEngine(calls)
  if (carrier === 'direct') {
    // `toA` is where the one who is A sends to.
    const near = calls.map(({ a, b }) => ({ toA: b, toB: a }))
    return Promise.resolve({ near, pid: undefined, stop: () => Promise.resolve() })
  }
  return carryByNode(carrier, calls, workers)
}

/** Sends the sound of so many calls, both ways, through a carrier. */
export async function measureForwarding(
  carrier: Carrier,
  calls: number,
  seconds: number,
  workers: number,
): Promise<ForwardingResult> {
  const load = startChild('./voice-load.ts')
  const far = await load.next<{ a: number[]; b: number[] }>()
  const at = (ports: readonly number[], call: number): number => ports[call % ports.length] ?? 0
  const farCalls = Array.from({ length: calls }, (_, call) => ({ a: at(far.a, call), b: at(far.b, call) }))
  const carrying = await carry(carrier, farCalls, workers)
  try {
    load.tell({ order: 'start', calls: carrying.near })
    await sleep(warmUpMs)
    const before = carrying.pid ? cpuSeconds(carrying.pid) : 0
    const began = performance.now()
    load.tell({ order: 'measure' })
    await sleep(seconds * 1_000)
    const cpu = ((carrying.pid ? cpuSeconds(carrying.pid) : 0) - before) / ((performance.now() - began) / 1_000)
    const resident = carrying.pid ? residentBytes(carrying.pid) : 0
    load.tell({ order: 'stop' })
    const { result } = await load.next<{ result: LoadResult }>()
    return { ...result, cpu, residentBytes: resident }
  } finally {
    await Promise.all([load.stop(), carrying.stop()])
  }
}
