import type { RunningCall } from '../../../src/call/running-call.ts'
import type { ConferenceDesk, ConferenceEnd, ConferenceOptions } from '../../../src/conference/conference-desk.ts'
import { VoiceError } from '../../../src/errors.ts'
import { untilAborted } from '../../../src/interpreter/abort.ts'
import type { RecordingEnd } from '../../../src/media/media.ts'
import type { Clock, SoundLoader, Speech, TextSender } from '../../../src/ports.ts'
import type { ActiveRecording, BeginRecording, RecordingDesk } from '../../../src/recording/recording-desk.ts'
import { soundNamed } from './fake-media.ts'
import type { VirtualTime } from './virtual-time.ts'

/** A recording that was begun. */
export interface Recorded {
  readonly call: RunningCall
  readonly options: BeginRecording
  readonly from: number
  to?: number
  end?: RecordingEnd
}

/** Records nothing, but for as long as a recorder would: until it is stopped, the call is over, it is silent for too long, or too long. */
export class FakeRecordings implements RecordingDesk {
  readonly all: Recorded[] = []
  /** Seconds after which the party falls silent. */
  silentAfter: number | undefined
  refusal: Error | undefined
  readonly #time: VirtualTime

  constructor(time: VirtualTime) {
    this.#time = time
  }

  async begin(call: RunningCall, options: BeginRecording): Promise<ActiveRecording> {
    if (this.refusal !== undefined) throw this.refusal
    const recorded: Recorded = { call, options, from: this.#time.seconds }
    this.all.push(recorded)
    const sid = `RE${String(this.all.length).padStart(32, '0')}`
    const stopped = new AbortController()
    const ended = this.#run(recorded, stopped.signal)
    const stop = (): Promise<RecordingEnd> => {
      stopped.abort()
      return ended
    }
    return { sid, url: `https://api.example.com/2010-04-01/Accounts/${call.accountSid}/Recordings/${sid}`, ended, stop }
  }

  async #run(recorded: Recorded, stopped: AbortSignal): Promise<RecordingEnd> {
    const { call, options, from } = recorded
    const { maxSeconds = 1e9, silenceSeconds = 0 } = options
    const silence = silenceSeconds === 0 || this.silentAfter === undefined ? 1e9 : this.silentAfter + silenceSeconds
    const until = Math.min(maxSeconds, silence)
    await this.#time.sleep(until * 1000, AbortSignal.any([stopped, call.over]))
    const seconds = this.#time.seconds - from
    const reason = stopped.aborted ? 'stopped' : call.over.aborted ? 'closed' : until === maxSeconds ? 'max' : 'silence'
    recorded.to = this.#time.seconds
    recorded.end = { reason, seconds, bytes: seconds * 16_000, heard: true }
    return recorded.end
  }
}

/** Rooms that only note who came. */
export class FakeConferences implements ConferenceDesk {
  readonly joined: { readonly call: RunningCall; readonly room: ConferenceOptions }[] = []
  /** How a stay ends by itself, and after how many seconds. */
  script: { readonly end: ConferenceEnd; readonly after: number } | undefined
  readonly #time: VirtualTime

  constructor(time: VirtualTime) {
    this.#time = time
  }

  async join(call: RunningCall, room: ConferenceOptions, signal: AbortSignal): Promise<ConferenceEnd> {
    this.joined.push({ call, room })
    const either = AbortSignal.any([signal, call.over])
    if (this.script === undefined) await untilAborted(either)
    else await this.#time.sleep(this.script.after * 1000, either)
    if (call.over.aborted) return { reason: 'party-left' }
    return either.aborted ? { reason: 'aborted' } : (this.script?.end ?? { reason: 'ended' })
  }
}

/** Says everything in two seconds. */
export class FakeSpeech implements Speech {
  readonly requests: Parameters<Speech['say']>[0][] = []

  say: Speech['say'] = async (request) => {
    this.requests.push(request)
    if (request.voice === 'nobody') throw new VoiceError(13511, 'there is no voice of that name')
    if (request.language === 'xx-XX') throw new VoiceError(13512, 'nobody speaks that')
    if (request.ssml.length > 4096) throw new VoiceError(13521, 'too long')
    return soundNamed('speech', 2)
  }
}

/** Every sound is three seconds long; what ends in `.txt` is none, and what is called `missing` is not there. */
export class FakeSounds implements SoundLoader {
  readonly urls: string[] = []

  readonly load: SoundLoader['load'] = async (url) => {
    this.urls.push(url)
    if (url.endsWith('.txt')) throw new VoiceError(13420, 'text/plain is no sound')
    if (url.includes('missing')) throw new VoiceError(11200, 'the answer was 404')
    return soundNamed(url, 3)
  }
}

/** Takes texts in. */
export class FakeTexts implements TextSender {
  readonly sent: Parameters<TextSender['send']>[] = []
  status: 'sending' | 'failed' | 'invalid' = 'sending'
  /** Refuses all. */
  refusal: Error | undefined

  readonly send: TextSender['send'] = async (...text) => {
    this.sent.push(text)
    if (this.refusal !== undefined) throw this.refusal
    return { sid: `SM${'0'.repeat(31)}1`, status: this.status }
  }
}

/** A log that keeps what it is told. */
export class FakeLog {
  readonly lines: { readonly level: string; readonly fields: Record<string, unknown>; readonly message: string }[] = []
  readonly debug = (fields: object, message: string): void => this.#take('debug', fields, message)
  readonly info = (fields: object, message: string): void => this.#take('info', fields, message)
  readonly warn = (fields: object, message: string): void => this.#take('warn', fields, message)
  readonly error = (fields: object, message: string): void => this.#take('error', fields, message)

  #take(level: string, fields: object, message: string): void {
    this.lines.push({ level, fields: { ...fields }, message })
  }
}

export type { Clock }
