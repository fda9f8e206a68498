import type { HttpAnswer, HttpCaller } from '@trunkline/events'
import { VoiceError } from '../errors.ts'
import type { Pcm } from '../media/media.ts'
import type { Clock, SoundLoader } from '../ports.ts'
import { BoundedCache } from './bounded-cache.ts'
import { SoundError } from './sound.ts'
import type { SoundDecoder } from './sound-decoder.ts'
import { fetchSound, type Validators } from './sound-fetch.ts'
import { soundKind } from './sound-type.ts'
import { createTurnstile } from './turnstile.ts'

/** Of what a loader is made. */
export interface SoundLoaderOptions {
  /** The guarded caller of events: private addresses are refused there. */
  readonly http: HttpCaller
  readonly decoder: SoundDecoder
  readonly clock: Clock
  /** Bytes that a body may have; 10,000,000 where left out: twenty minutes of mu-law, more than 40 minutes of MP3 at 32 kbit/s. */
  readonly maxBytes?: number
  /** Bytes of decoded sound that are kept; 64 MB (more than an hour) where left out. */
  readonly cacheBytes?: number
  /** Fetches at a time; 16 where left out. */
  readonly concurrency?: number
}

interface Kept {
  readonly pcm: Pcm
  readonly validators: Validators
  /** Until when it is played without asking, milliseconds since the epoch. */
  readonly freshUntil: number
}

/** Longest time that a server's `max-age` is believed. */
const mostFreshSeconds = 86_400

function validatorsOf({ headers }: HttpAnswer): Validators {
  const { etag, 'last-modified': lastModified } = headers
  return { ...(etag ? { etag } : {}), ...(lastModified ? { lastModified } : {}) }
}

/** Seconds that an answer may be used without asking again (RFC 9111, section 5.2.2); undefined where it may not be kept at all. */
function freshSeconds({ headers }: HttpAnswer): number | undefined {
  const rule = headers['cache-control']?.toLowerCase() ?? ''
  if (rule.includes('no-store')) return undefined
  if (rule.includes('no-cache')) return 0
  return Math.min(Number(/max-age=(\d+)/.exec(rule)?.[1] ?? 0), mostFreshSeconds)
}

const faultCodes = { unsupported: 13420, damaged: 13420, 'too-long': 11751 } as const

class CachingLoader implements SoundLoader {
  readonly #options: SoundLoaderOptions
  readonly #cache: BoundedCache<Kept>
  readonly #turnstile

  constructor(options: SoundLoaderOptions) {
    const full = (): Error => new VoiceError(11200, 'too many sounds are being fetched: try again in a moment')
    this.#options = options
    this.#cache = new BoundedCache(options.cacheBytes ?? 64_000_000)
    this.#turnstile = createTurnstile({ places: options.concurrency ?? 16, waiting: 1024, full })
  }

  load(url: string, { signal }: { readonly signal?: AbortSignal }): Promise<Pcm> {
    const kept = this.#cache.get(url)
    if (kept && kept.freshUntil > this.#options.clock.now()) return Promise.resolve(kept.pcm)
    return this.#turnstile.run(() => this.#load(url, kept, signal), signal)
  }

  async #load(url: string, kept: Kept | undefined, signal: AbortSignal | undefined): Promise<Pcm> {
    const { http, maxBytes = 10_000_000 } = this.#options
    const known = kept ? { known: kept.validators } : {}
    const answer = await fetchSound(url, { http, maxBytes, ...known, ...(signal ? { signal } : {}) })
    if (answer.status === 304 && !kept) throw new VoiceError(11206, 'the server answered 304 to what was never asked')
    const pcm = answer.status === 304 && kept ? kept.pcm : await this.#decode(answer, signal)
    this.#keep(url, pcm, answer, kept)
    return pcm
  }

  async #decode(answer: HttpAnswer, signal: AbortSignal | undefined): Promise<Pcm> {
    const kind = soundKind(answer.headers['content-type'], answer.body)
    try {
      return await this.#options.decoder.decode(answer.body, kind, signal)
    } catch (error) {
      if (error instanceof SoundError) throw new VoiceError(faultCodes[error.fault], error.message, { cause: error })
      throw error
    }
  }

  #keep(url: string, pcm: Pcm, answer: HttpAnswer, before: Kept | undefined): void {
    const seconds = freshSeconds(answer)
    const validators = { ...before?.validators, ...validatorsOf(answer) }
    const useful = seconds !== undefined && (seconds > 0 || validators.etag || validators.lastModified)
    const freshUntil = this.#options.clock.now() + (seconds ?? 0) * 1000
    if (useful) this.#cache.set(url, { pcm, validators, freshUntil }, pcm.byteLength)
    else this.#cache.delete(url)
  }
}

/** Makes the loader of `<Play>`: fetches, decodes, and keeps by ETag and Last-Modified. What it gives is shared: nobody writes into it. */
export function createSoundLoader(options: SoundLoaderOptions): SoundLoader {
  return new CachingLoader(options)
}
