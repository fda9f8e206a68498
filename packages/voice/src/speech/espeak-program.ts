import { type ChildProcess, spawn } from 'node:child_process'
import { VoiceError } from '../errors.ts'
import { engineTimeoutMs, mostSoundBytes, type SpeechEngine } from './engine.ts'

/** The markup goes in at stdin, and the voice comes from our table: nothing that a client wrote is ever an argument. */
const argumentsFor = (voice: string): string[] => ['-m', '-b', '1', '-v', voice, '--stdin', '--stdout']

interface Run {
  readonly program: string
  readonly args: readonly string[]
  readonly input: string
  readonly signal?: AbortSignal | undefined
  readonly running: Set<ChildProcess>
}

function broken(detail: string, cause?: unknown): VoiceError {
  return new VoiceError(12400, `the speech program broke down: ${detail}`, { cause })
}

function run({ program, args, input, signal, running }: Run): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const child = spawn(program, args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: engineTimeoutMs,
      killSignal: 'SIGKILL',
    })
    const chunks: Buffer[] = []
    let size = 0
    let complaint = ''
    running.add(child)
    const end = (settle: () => void): void => {
      running.delete(child)
      signal?.removeEventListener('abort', abort)
      child.kill('SIGKILL')
      settle()
    }
    const abort = (): void => end(() => reject(signal?.reason))
    signal?.addEventListener('abort', abort, { once: true })
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > mostSoundBytes)
        end(() => reject(new VoiceError(13521, 'the text comes to more than ten minutes of speech')))
      else chunks.push(chunk)
    })
    child.stderr.on('data', (chunk: Buffer) => {
      complaint = `${complaint}${chunk}`.slice(0, 500)
    })
    child.on('error', (error) => end(() => reject(broken(error.message, error))))
    child.on('close', (code, killed) => {
      if (code === 0) return end(() => resolve(Buffer.concat(chunks)))
      end(() => reject(broken(complaint.trim() || `it ended with ${code ?? killed}`)))
    })
    // A program that ends early closes its stdin; what that means is told by its end.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

class EspeakProgram implements SpeechEngine {
  readonly name: string
  readonly #program: string
  readonly #running = new Set<ChildProcess>()

  constructor(program: string, version: string) {
    this.#program = program
    this.name = version
  }

  synthesize(markup: string, voice: string, signal?: AbortSignal): Promise<Uint8Array> {
    const args = argumentsFor(voice)
    return run({ program: this.#program, args, input: markup, signal, running: this.#running })
  }

  async close(): Promise<void> {
    for (const child of this.#running) child.kill('SIGKILL')
  }
}

/** `eSpeak NG 1.51`, of `eSpeak NG text-to-speech: 1.51  Data at: /usr/lib/…`. */
function nameOf(version: string): string {
  const number = /:\s*(\S+)/.exec(version)?.[1]
  return number === undefined ? 'eSpeak NG' : `eSpeak NG ${number}`
}

/** The program, if it is there and runs. @param program its name or path */
export async function findEspeakProgram(program: string): Promise<SpeechEngine | undefined> {
  try {
    const version = await run({ program, args: ['--version'], input: '', running: new Set() })
    return new EspeakProgram(program, nameOf(Buffer.from(version).toString('utf8')))
  } catch {
    return undefined
  }
}
