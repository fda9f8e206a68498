/**
 * What the main thread and a media worker say to each other. The main thread asks (`Ask`), and the worker answers once (`Answer`);
 * it also tells things of itself (`Told`). Ids of endpoints, rooms and recorders are given by the main thread, so that what a worker tells of one never comes
 * before its name is known.
 */
import type { MessagePort } from 'node:worker_threads'
import type { Law } from '../audio/g711.ts'
import type { Digit, MediaFigures, PlayEnd, RecordingEnd } from './media.ts'
import type { MediaErrorCode } from './media-error.ts'

/** Kinds of endpoints that are opened by name. A line is two endpoints at once, and a relay stands for an endpoint of another worker. */
export type EndpointKind = 'rtp' | 'webrtc' | 'virtual'

/** What a worker is started with. */
export interface WorkerOptions {
  readonly index: number
  /** The address that parties are told to send to. */
  readonly address: string
  /** The address that sockets are bound to. */
  readonly bind: string
  /** UDP ports for RTP; both 0 for any that are free. */
  readonly ports: { readonly from: number; readonly to: number }
  /** Endpoints that may be open at one time. */
  readonly maxEndpoints: number
  /** For `webrtc/`. */
  readonly webrtc?: unknown
}

/** The options of a seat as they cross to the worker. */
export interface SeatState {
  readonly muted: boolean
  readonly held: boolean
  /** Id of the endpoint that alone hears this one. */
  readonly coachOf?: number
}

/** A source of a recording as it crosses to the worker: one that lives there, or one whose packets come through a port. */
export type SourceRef =
  | { readonly party: number; readonly track: 'inbound' | 'outbound' }
  | { readonly room: number }
  | { readonly port: MessagePort }

/** What may be asked of a worker: arguments and result of each operation. */
export interface Requests {
  open(args: { id: number; kind: EndpointKind; options: unknown }): unknown
  openLine(args: { ids: readonly [number, number] }): void
  /** A stand-in for an endpoint of another worker, fed through the port. */
  openRelay(args: { id: number; port: MessagePort; law: Law }): void
  /** Gives what an endpoint says to a stand-in in another worker, and plays what comes back. */
  expose(args: { id: number; port: MessagePort; toRoom: boolean }): void
  close(args: { id: number }): void
  /** Something that only this kind of endpoint can do. */
  request(args: { id: number; name: string; value: unknown }): unknown
  play(args: { on: Target; play: number; sound: Int16Array; loops: number; text?: string }): PlayEnd
  stopPlay(args: { on: Target; play: number }): void
  sendDigits(args: { id: number; job: number; digits: string }): void
  stopDigits(args: { id: number; job: number }): void
  injectDigit(args: { id: number; digit: Digit }): void
  bridge(args: { bridge: number; a: number; b: number }): void
  endBridge(args: { bridge: number }): void
  figures(args: { id: number }): MediaFigures
  openRoom(args: { room: number }): void
  join(args: { room: number; party: number; state: SeatState }): void
  setSeat(args: { room: number; party: number; state: SeatState }): void
  leave(args: { room: number; party: number }): void
  /** Tells from now on who speaks: events `speech` of the room's id, with `{ party, speaking }`. */
  watchSpeech(args: { room: number }): void
  closeRoom(args: { room: number }): void
  record(args: {
    recorder: number
    file: string
    channels: readonly (readonly SourceRef[])[]
    trimSilence: boolean
    silenceSeconds: number
    maxSeconds: number
  }): void
  pauseRecorder(args: { recorder: number; mode: 'skip' | 'silence' | 'off' }): void
  stopRecorder(args: { recorder: number }): void
  /** Gives the packets of a track to a recorder in another worker. */
  tap(args: { source: { party: number; track: 'inbound' | 'outbound' } | { room: number }; port: MessagePort }): void
  /** For tests: the worker thread dies at once. */
  die(args: Record<string, never>): void
}

/** Where something is played: to one party, or to all of a room. */
export type Target = { readonly party: number } | { readonly room: number }

/** The name of an operation. */
export type Operation = keyof Requests

/** What an operation is given. */
export type ArgsOf<K extends Operation> = Parameters<Requests[K]>[0]

/** What an operation gives. */
export type ResultOf<K extends Operation> = ReturnType<Requests[K]>

/** A question to a worker. */
export type Ask = {
  [K in Operation]: { readonly ask: number; readonly op: K; readonly args: ArgsOf<K> }
}[Operation]

/** A worker's answer. */
export type Answer =
  | { readonly answer: number; readonly value: unknown }
  | { readonly answer: number; readonly fault: { readonly code: MediaErrorCode; readonly message: string } }

/** What a worker tells unasked. */
export type Told =
  | { readonly tell: 'digit'; readonly id: number; readonly digit: Digit }
  /** Something that only this kind of endpoint tells. */
  | { readonly tell: 'event'; readonly id: number; readonly name: string; readonly value: unknown }
  /** The endpoint is over, of itself. */
  | { readonly tell: 'closed'; readonly id: number; readonly reason: string }
  | { readonly tell: 'recorded'; readonly recorder: number; readonly end: RecordingEnd }
  | { readonly tell: 'load'; readonly load: WorkerLoad }
  | { readonly tell: 'fault'; readonly message: string; readonly detail: string }

/** How a worker does, told every few seconds. */
export interface WorkerLoad {
  readonly endpoints: number
  /** By how much the latest tick of 20 ms came too late, milliseconds: the worst since it was told last. */
  readonly worstLateMs: number
}
