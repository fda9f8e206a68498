import { spawn } from 'node:child_process'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createTurnstile } from './turnstile.ts'

/** Why there is no MP3. */
export type Mp3ErrorCode = 'MP3_UNAVAILABLE' | 'MP3_BUSY' | 'MP3_FAILED'

/** A recording could not be turned into MP3. */
export class Mp3Error extends Error {
  override readonly name = 'Mp3Error'
  readonly code: Mp3ErrorCode
  readonly retryable: boolean

  constructor(code: Mp3ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.retryable = code !== 'MP3_UNAVAILABLE'
  }
}

/** Turns WAV into MP3. */
export interface Mp3Encoder {
  /**
   * @param wav the bytes of a WAV with its header, in pieces
   * @param options.channels 1 or 2, as in the WAV
   * @returns the MP3 in pieces, as they come: 32 kbit/s a channel
   * @throws Mp3Error, before the first piece where the program is missing; the signal's reason
   */
  encode(
    wav: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    options: { readonly channels: number; readonly signal?: AbortSignal },
  ): AsyncIterable<Uint8Array>
  /** Whether there is a program that can. */
  available(): Promise<boolean>
}

/** Of what an encoder is made. */
export interface Mp3EncoderOptions {
  /** The program, by name or path; `lame` where left out. */
  readonly program?: string
  /** Recordings that are encoded at a time; 2 where left out. */
  readonly concurrency?: number
}

const advice = 'fetch the WAV, or install lame (Debian: apt-get install lame)'

function reasonOf(error: unknown): Mp3Error {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT')
    return new Mp3Error('MP3_UNAVAILABLE', `MP3 can't be made here, since the program lame is not installed: ${advice}`)
  const detail = error instanceof Error ? error.message : String(error)
  return new Mp3Error('MP3_FAILED', `the MP3 could not be made: ${detail}`, { cause: error })
}

type Encode = Mp3Encoder['encode']

async function* run(program: string, wav: Parameters<Encode>[0], options: Parameters<Encode>[1]): ReturnType<Encode> {
  const bitrate = String(32 * options.channels)
  const child = spawn(program, ['--silent', '-b', bitrate, '-', '-'], { stdio: ['pipe', 'pipe', 'ignore'] })
  const kill = (): void => void child.kill('SIGKILL')
  options.signal?.addEventListener('abort', kill, { once: true })
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  ended.catch(() => {})
  try {
    // Fails where the program ends early; its end says why.
    const fed = pipeline(Readable.from(wav, { objectMode: false }), child.stdin).catch((error: unknown) => error)
    for await (const piece of child.stdout) yield piece as Uint8Array
    const code = await ended
    options.signal?.throwIfAborted()
    if (code !== 0) throw new Error(`lame ended with ${code ?? 'a signal'}`)
    const trouble = await fed
    if (trouble) throw trouble
  } catch (error) {
    throw options.signal?.aborted ? options.signal.reason : reasonOf(error)
  } finally {
    options.signal?.removeEventListener('abort', kill)
    kill()
  }
}

async function hasProgram(program: string): Promise<boolean> {
  const child = spawn(program, ['--version'], { stdio: 'ignore' })
  return new Promise((resolve) => {
    child.on('error', () => resolve(false)).on('close', (code) => resolve(code === 0))
  })
}

/**
 * Makes an encoder on the program `lame`, which runs as a process of its own: LAME is under the LGPL, and every encoder on npm is LAME (or Shine,
 * LGPL as well) compiled, so none is linked.
 */
export function createMp3Encoder({ program = 'lame', concurrency = 2 }: Mp3EncoderOptions = {}): Mp3Encoder {
  const full = (): Error =>
    new Mp3Error('MP3_BUSY', 'too many recordings are being turned into MP3: try again in a moment')
  const turnstile = createTurnstile({ places: concurrency, waiting: 64, full })
  return {
    async *encode(wav, options) {
      const leave = await turnstile.enter(options.signal)
      try {
        yield* run(program, wav, options)
      } finally {
        leave()
      }
    },
    available: () => hasProgram(program),
  }
}
