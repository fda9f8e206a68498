/** Entry of a media worker thread. */
import { randomInt } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { MediaError } from '../media-error.ts'
import type { Answer, ArgsOf, Ask, Operation, Told, WorkerOptions } from '../protocol.ts'
import { MediaWorker } from './media-worker.ts'
import { operations } from './operations.ts'
import { Ticker } from './ticker.ts'

const loadEveryMs = 5_000

const port = parentPort
if (!port) throw new Error('this file is the entry of a worker thread')

const now = (): number => performance.now()
const tell = (told: Told): void => port.postMessage(told)
const ticker = new Ticker(now, (error) => tell({ tell: 'fault', message: 'a tick failed', detail: describe(error) }))
const worker = new MediaWorker(
  {
    options: workerData as WorkerOptions,
    ticker,
    now,
    wallClock: () => performance.timeOrigin + performance.now(),
    random32: () => randomInt(0x1_0000_0000),
  },
  tell,
)

port.on('message', (ask: Ask) => void answer(ask))
setInterval(
  () => tell({ tell: 'load', load: { endpoints: worker.endpoints, worstLateMs: ticker.takeWorstLate() } }),
  loadEveryMs,
).unref()

async function answer(ask: Ask): Promise<void> {
  port?.postMessage(await carryOut(ask))
}

async function carryOut({ ask, op, args }: Ask): Promise<Answer> {
  try {
    const operation = operations[op] as (on: MediaWorker, args: ArgsOf<Operation>) => unknown
    return { answer: ask, value: await operation(worker, args) }
  } catch (error) {
    if (error instanceof MediaError) return { answer: ask, fault: { code: error.code, message: error.message } }
    tell({ tell: 'fault', message: `${op} failed`, detail: describe(error) })
    return { answer: ask, fault: { code: 'failed', message: error instanceof Error ? error.message : String(error) } }
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
