import type { RunningCall } from '../call/running-call.ts'
import type { DocumentPlace, Interpreter } from '../interpreter/program.ts'
import type { Pcm } from '../media/media.ts'

/** What a party hears while it does not take part: nothing, our own music, or what a document says. */
export type PrivateSound = 'silence' | 'music' | DocumentPlace

/** What hearing takes. */
export interface PrivateSoundParts {
  readonly interpreter: Pick<Interpreter, 'run'>
  /** Played again and again. */
  readonly music: () => Pcm | Promise<Pcm>
}

/** How a sound ended. */
export interface PrivateSoundEnd {
  /** Another one, or an end to all, took its place. */
  readonly stopped: boolean
  readonly code?: number
}

/** Verbs of documents that are heard in conferences (https://www.twilio.com/docs/api/errors/13238). */
export const heardVerbs = ['Play', 'Say', 'Pause', 'Redirect']

/** The sound that one party alone hears. One at a time: the one before is over when the next begins. */
export class ParticipantSound {
  readonly #call: RunningCall
  readonly #parts: PrivateSoundParts
  #stop = new AbortController()
  #last: Promise<unknown> = Promise.resolve()

  constructor(call: RunningCall, parts: PrivateSoundParts) {
    this.#call = call
    this.#parts = parts
  }

  /**
   * Plays.
   * @param parameters what the first request of a document carries beside those of the call
   * @returns how it ended; `code` is Twilio's, where it could not be had
   */
  async play(sound: PrivateSound, parameters: Readonly<Record<string, string>>): Promise<PrivateSoundEnd> {
    this.#stop.abort()
    const stop = new AbortController()
    this.#stop = stop
    const played = this.#last.then(async (): Promise<PrivateSoundEnd> => {
      if (stop.signal.aborted || sound === 'silence') return { stopped: stop.signal.aborted }
      const code = await this.#run(sound, parameters, stop.signal)
      return stop.signal.aborted || code === undefined ? { stopped: stop.signal.aborted } : { stopped: false, code }
    })
    this.#last = played
    return played
  }

  /** Ends what is heard; resolves when nothing is any more. */
  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#last
  }

  /** Gives the code of what went wrong. */
  async #run(
    sound: 'music' | DocumentPlace,
    parameters: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<number | undefined> {
    const { interpreter, music } = this.#parts
    try {
      if (sound === 'music') {
        await this.#call.leg.media.play(await music(), { loops: 0, signal })
        return undefined
      }
      const end = await interpreter.run(this.#call, { document: sound, parameters }, { signal, verbs: heardVerbs })
      return end.kind === 'failed' ? end.code : undefined
    } catch {
      // The endpoint is gone, or the music cannot be made: the party hears nothing, and whoever listens to its end hears of that.
      return undefined
    }
  }
}
