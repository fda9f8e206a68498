/** The worker thread in which PGlite runs: a long statement blocks this thread, not the one that serves requests. */
import { fsyncSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import type { EngineMessage, EngineOptions, EngineRequest } from './engine-messages.ts'

interface EmscriptenModule {
  readonly NODEFS: { readonly stream_ops: StreamOperations }
}

interface StreamOperations {
  fsync?: (stream: { readonly nfd?: number }) => number
}

type InitOptions = Parameters<NodeFS['init']>[1]

/** PGlite's file system has no fsync, so PostgreSQL's own calls of it went nowhere: this one reaches the disk. */
class DurableFs extends NodeFS {
  override async init(engine: PGlite, options: InitOptions): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(engine, options)
    const patch = (module: unknown): void => {
      ;(module as EmscriptenModule).NODEFS.stream_ops.fsync = (stream) => {
        if (stream.nfd !== undefined) fsyncSync(stream.nfd)
        return 0
      }
    }
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), patch] } }
  }
}

/** `-F` is fsync off; fdatasync, the default way to sync the log, is a stub in the WebAssembly build. */
const durableParameters = [
  ...PGlite.defaultStartParams.filter((each) => each !== '-F'),
  '-c',
  'wal_sync_method=fsync',
  '-c',
  'timezone=UTC',
  // What a checkpoint keeps of the log for use again; see housekeeping.ts for when one is made.
  '-c',
  'min_wal_size=32MB',
  '-c',
  'max_wal_size=64MB',
]

function send(message: EngineMessage, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer)
}

/** PGlite says only that it could not start; PostgreSQL's own last words (no space left, a corrupt page) say why. */
async function open({ folder, durable }: EngineOptions): Promise<PGlite> {
  const fs = durable ? new DurableFs(folder) : new NodeFS(folder)
  let lastWords = ''
  const onStderr = (line: string): false => {
    const match = /(?:FATAL|PANIC):\s*(.*)/.exec(line)
    if (match?.[1]) lastWords = match[1]
    return false
  }
  try {
    return await PGlite.create({ fs, onStderr, ...(durable ? { startParams: durableParameters } : {}) })
  } catch (cause) {
    throw new Error(lastWords || (cause instanceof Error ? cause.message : String(cause)), { cause })
  }
}

function answer(engine: PGlite, unit: Uint8Array): void {
  const parts: Uint8Array[] = []
  // It runs to its end before it returns; the promise is for file systems that sync after each statement.
  void engine.execProtocolRawStream(unit, {
    syncToFs: false,
    onRawData: (bytes) => void parts.push(bytes.slice()), // A view on the engine's memory, soon overwritten.
  })
  const bytes = new Uint8Array(Buffer.concat(parts))
  send({ kind: 'answer', bytes }, [bytes.buffer])
}

const engine = await open(workerData as EngineOptions)
parentPort?.on('message', (request: EngineRequest) => {
  if (request.kind === 'unit') return answer(engine, request.bytes)
  void engine.close().finally(() => process.exit(0))
})
send({ kind: 'ready' })
