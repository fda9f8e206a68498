import { insertFormWebhooks, targetOf } from '@trunkline/events'
import type { Program } from '../interpreter/program.ts'
import type { MediaEndpoint } from '../media/media.ts'
import type { ActiveRecording, RecordingDesk } from '../recording/recording-desk.ts'
import type { CallRow } from '../store/call-store.ts'
import type { LiveCall } from './live-call.ts'
import type { MachineDetectionRequest, RecordRequest } from './new-call.ts'
import { recordingWords } from './recording-words.ts'
import type { ChildRequest } from './running-call.ts'
import type { CallGround } from './voice-ports.ts'

/** What a call through the API takes beside its row. */
export interface ApiCallParts {
  readonly ground: CallGround
  readonly recordings: () => RecordingDesk | undefined
  readonly openAuth: (row: CallRow) => { readonly username: string; readonly password: string } | undefined
  readonly openProgram: (row: CallRow) => Program | undefined
}

/** What a program asked for with a call, done once the call is answered. */
export class ApiCall {
  readonly #row: CallRow
  readonly #parts: ApiCallParts
  #recording: ActiveRecording | undefined

  constructor(row: CallRow, parts: ApiCallParts) {
    this.#row = row
    this.#parts = parts
  }

  /** Whom it goes to. */
  get asked(): ChildRequest['to'] {
    const to = this.#row.to_address
    const client = /^client:([^?]*)\??(.*)$/is.exec(to)
    if (client !== null) {
      const [, identity = '', query = ''] = client
      return { kind: 'client', identity, parameters: Object.fromEntries(new URLSearchParams(query)) }
    }
    if (/^sips?:/i.test(to)) return { kind: 'sip', uri: to, ...this.#parts.openAuth(this.#row) }
    return { kind: 'number', number: to }
  }

  /** After the answer: records, presses keys, runs the document. */
  async begin(call: LiveCall): Promise<void> {
    const { request } = this.#row
    if (request === null) return
    if (request.machineDetection !== undefined) await this.#tellMachine(call, request.machineDetection)
    if (request.record !== undefined) await this.#record(call, request.record)
    if (request.sendDigits !== undefined) await call.leg.media.sendDigits(request.sendDigits, call.over)
    const program = this.#parts.openProgram(this.#row)
    if (program !== undefined) await call.run(program)
  }

  /** What the last callback tells of the recording. */
  async lastWords(): Promise<Readonly<Record<string, string>>> {
    return this.#recording === undefined ? {} : recordingWords(this.#recording)
  }

  /** Nothing listens for answering machines here, and whoever asked is told so, in the way that was asked for. */
  async #tellMachine(call: LiveCall, { async: later }: MachineDetectionRequest): Promise<void> {
    const found = { AnsweredBy: 'unknown', MachineDetectionDuration: '0' }
    if (later === undefined) return call.remember(found)
    if (later.callback === undefined) return
    const { url, method } = later.callback
    const payload = { url, method, params: { AccountSid: call.accountSid, CallSid: call.sid, ...found } }
    const { id: subject, client_id: clientId } = this.#row
    const job = { kind: 'amd-status', clientId, subject, sequence: 0, part: 0, lane: `amd:${subject}` }
    await this.#parts.ground.db.query(insertFormWebhooks([{ ...job, target: targetOf(url), payload }]))
  }

  async #record(call: LiveCall, { channels, trim, track, callback }: RecordRequest): Promise<void> {
    const desk = this.#parts.recordings()
    if (desk === undefined) return
    try {
      this.#recording = await desk.begin(call, {
        ...{ source: 'OutboundAPI', channels: sources(call.leg.media, channels, track), track, trimSilence: trim },
        ...(callback === undefined ? {} : { callback }),
      })
    } catch (err) {
      this.#parts.ground.log.warn({ err, callSid: call.sid }, 'a call could not be recorded; it goes on without')
    }
  }
}

/** The party's own sound is the first channel of two. */
function sources(endpoint: MediaEndpoint, channels: 'mono' | 'dual', track: RecordRequest['track']) {
  const tracks = track === 'both' ? (['inbound', 'outbound'] as const) : [track]
  const each = tracks.map((name) => ({ endpoint, track: name }))
  return channels === 'mono' ? [each] : each.map((source) => [source])
}
