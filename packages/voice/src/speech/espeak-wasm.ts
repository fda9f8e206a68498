import { type ChildProcess, fork } from 'node:child_process'
import { createTurnstile } from '../audio/turnstile.ts'
import { VoiceError } from '../errors.ts'
import { engineTimeoutMs, mostSoundBytes, type SpeechEngine } from './engine.ts'
import type { SpeakAnswer, SpeakRequest } from './espeak-wasm-process.ts'

const file = new URL('./espeak-wasm-process.ts', import.meta.url)
const packageName = '@echogarden/espeak-ng-emscripten'

/** Without our environment: the process needs nothing of it. */
function startProcess(): ChildProcess {
  return fork(file, [], { env: {}, serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
}

const broken = (detail: string): VoiceError => new VoiceError(12400, `the speech process broke down: ${detail}`)

/** Waits for one answer. Rejects only where the process is of no use any more. */
function answerOf(child: ChildProcess, id: number, signal?: AbortSignal): Promise<SpeakAnswer> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      clearTimeout(late)
      child.off('message', take).off('exit', gone).off('error', gone)
      signal?.removeEventListener('abort', abort)
      settle()
    }
    const take = (answer: SpeakAnswer): void => {
      if (answer.id === id) end(() => resolve(answer))
    }
    const gone = (): void => end(() => reject(broken('it ended')))
    const abort = (): void => end(() => reject(signal?.reason))
    const late = setTimeout(() => end(() => reject(broken('it took too long'))), engineTimeoutMs)
    child.on('message', take).on('exit', gone).on('error', gone)
    if (signal?.aborted) return abort()
    signal?.addEventListener('abort', abort, { once: true })
  })
}

class EspeakWasm implements SpeechEngine {
  readonly name = `espeak-ng in WebAssembly (${packageName})`
  readonly #line
  #child: Promise<ChildProcess> | undefined
  #lastId = 0
  #closed = false

  constructor() {
    // One at a time: the process has one thread. A second process would cost another 60 MB.
    const full = (): Error => new VoiceError(12400, 'too many texts wait to be spoken')
    this.#line = createTurnstile({ places: 1, waiting: 256, full })
  }

  synthesize(markup: string, voice: string, signal?: AbortSignal): Promise<Uint8Array> {
    return this.#line.run(() => this.#synthesize(markup, voice, signal), signal)
  }

  async #synthesize(markup: string, voice: string, signal: AbortSignal | undefined): Promise<Uint8Array> {
    if (this.#closed) throw broken('it is closed')
    this.#child ??= this.#start()
    const child = await this.#child
    this.#lastId += 1
    const request: SpeakRequest = { id: this.#lastId, markup, voice, mostBytes: mostSoundBytes }
    child.ref()
    child.channel?.ref()
    try {
      const answered = answerOf(child, request.id, signal)
      child.send(request)
      const answer = await answered
      if ('wav' in answer) return answer.wav
      throw answer.fault === 'too-long' ? new VoiceError(13521, answer.message) : broken(answer.message)
    } catch (error) {
      // Speaking can't be stopped from outside but by an end: the next text starts it anew.
      if (signal?.aborted || !child.connected) await this.#end()
      throw error
    } finally {
      child.unref()
      child.channel?.unref()
    }
  }

  async #start(): Promise<ChildProcess> {
    const child = startProcess()
    child.on('exit', () => {
      this.#child = undefined
    })
    const answer = await answerOf(child, 0)
    if ('wav' in answer) return child
    child.kill('SIGKILL')
    throw broken(answer.message)
  }

  async #end(): Promise<void> {
    const child = await this.#child?.catch(() => undefined)
    this.#child = undefined
    child?.kill('SIGKILL')
  }

  close(): Promise<void> {
    this.#closed = true
    return this.#end()
  }
}

/** The WebAssembly build, if its package is installed. Its process starts with the first text. */
export function findEspeakWasm(): SpeechEngine | undefined {
  try {
    import.meta.resolve(packageName)
    return new EspeakWasm()
  } catch {
    return undefined
  }
}
