import { BoundedCache } from '../audio/bounded-cache.ts'
import { SoundError } from '../audio/sound.ts'
import type { SoundDecoder } from '../audio/sound-decoder.ts'
import { createTurnstile } from '../audio/turnstile.ts'
import { VoiceError } from '../errors.ts'
import type { Pcm } from '../media/media.ts'
import type { Log, Speech } from '../ports.ts'
import type { SpeechEngine } from './engine.ts'
import { findEspeakProgram } from './espeak-program.ts'
import { findEspeakWasm } from './espeak-wasm.ts'
import { speakable } from './ssml.ts'
import { resolveVoice } from './voices.ts'

/** Of what speech is made. */
export interface SpeechOptions {
  readonly decoder: SoundDecoder
  readonly log: Log
  /** The program to look for, by name or path; `espeak-ng` where left out. False: only the WebAssembly build. */
  readonly program?: string | false
  /** Texts that are spoken at a time; 4 where left out. */
  readonly concurrency?: number
  /** Bytes of sound that are kept; 32 MB (half an hour) where left out. */
  readonly cacheBytes?: number
}

/** Says text, and can be closed. */
export interface ClosableSpeech extends Speech {
  /** Which engine speaks, for people; looked for at the first call. Undefined: there is none. */
  engine(): Promise<string | undefined>
  /** Ends what runs. Safe to call twice. */
  close(): Promise<void>
}

const advice =
  'install the program espeak-ng (Debian: apt-get install espeak-ng), or the optional npm package @echogarden/espeak-ng-emscripten'

class EngineSpeech implements ClosableSpeech {
  readonly #options: SpeechOptions
  readonly #cache: BoundedCache<Pcm>
  readonly #turnstile
  #found: Promise<SpeechEngine | undefined> | undefined

  constructor(options: SpeechOptions) {
    const full = (): Error => new VoiceError(12400, 'too many texts wait to be spoken')
    this.#options = options
    this.#cache = new BoundedCache(options.cacheBytes ?? 32_000_000)
    this.#turnstile = createTurnstile({ places: options.concurrency ?? 4, waiting: 512, full })
  }

  async say({ ssml, voice, language, signal }: Parameters<Speech['say']>[0]): Promise<Pcm> {
    const resolved = resolveVoice(voice, language)
    const { markup } = speakable(ssml, resolved)
    const key = `${resolved.name}\n${markup}`
    const kept = this.#cache.get(key)
    if (kept) return kept
    const sound = await this.#turnstile.run(() => this.#speak(markup, resolved.name, signal), signal)
    this.#cache.set(key, sound, sound.byteLength)
    return sound
  }

  async #speak(markup: string, voice: string, signal: AbortSignal | undefined): Promise<Pcm> {
    const engine = await this.#engine()
    if (!engine) throw new VoiceError(12400, `nothing can speak here: ${advice}`)
    const wav = await engine.synthesize(markup, voice, signal)
    try {
      return await this.#options.decoder.decode(wav, 'wav', signal)
    } catch (error) {
      if (!(error instanceof SoundError)) throw error
      throw new VoiceError(12400, `what ${engine.name} spoke can't be read: ${error.message}`, { cause: error })
    }
  }

  #engine(): Promise<SpeechEngine | undefined> {
    this.#found ??= this.#find()
    return this.#found
  }

  async #find(): Promise<SpeechEngine | undefined> {
    const { program = 'espeak-ng', log } = this.#options
    const engine = (program === false ? undefined : await findEspeakProgram(program)) ?? findEspeakWasm()
    if (engine) log.info({ engine: engine.name }, 'speech is ready')
    else log.warn({}, `<Say> is refused, since nothing can speak here: ${advice}`)
    return engine
  }

  async engine(): Promise<string | undefined> {
    return (await this.#engine())?.name
  }

  async close(): Promise<void> {
    const engine = await this.#found
    await engine?.close()
  }
}

/**
 * Makes the speech of `<Say>`: the program `espeak-ng` where it is installed, else its WebAssembly build in a process of its own, else a refusal (12400).
 * What was spoken is kept by voice and text. What it gives is shared: nobody writes into it.
 */
export function createSpeech(options: SpeechOptions): ClosableSpeech {
  return new EngineSpeech(options)
}
