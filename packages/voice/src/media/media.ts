/**
 * The port to media: sound in frames of 20 ms, 8,000 samples a second, signed 16 bit, one channel. What is behind it runs in worker threads;
 * nothing here knows of RTP but the endpoints that say so.
 */

/** Sound at 8,000 samples a second, signed 16 bit, one channel. A frame of 20 ms has 160 samples. */
export type Pcm = Int16Array

/** A key of the telephone: `0`-`9`, `*`, `#`, `A`-`D`. */
export type Digit = string

/** How a piece of sound is played. */
export interface PlayOptions {
  /** How often; 0 plays it without end. 1 where left out. */
  readonly loops?: number
  /** Stops it at once. */
  readonly signal?: AbortSignal
  /** What is said, for parties that keep text (the built-in phone). */
  readonly text?: string
}

/** How playing came to its end: all was played, it was stopped, or the endpoint was closed. */
export type PlayEnd = 'ended' | 'stopped' | 'closed'

/** Two parties that hear each other. */
export interface Bridge {
  /** Parts them. Safe to call twice. */
  end(): Promise<void>
}

/** Figures of an endpoint since it was opened. */
export interface MediaFigures {
  readonly packetsSent: number
  readonly packetsReceived: number
  readonly packetsLost: number
  /** Interarrival jitter, milliseconds (RFC 3550, section 6.4.1). */
  readonly jitter: number
  /** Packets that came from a stranger's address and were dropped. */
  readonly strangers: number
}

/** One party's sound. `inbound` is what the party says, `outbound` what it hears. */
export interface MediaEndpoint {
  readonly id: string
  /** Plays to the party. One piece at a time: another one stops this one. Resolves when it has been heard or was stopped. */
  play(sound: Pcm, options?: PlayOptions): Promise<PlayEnd>
  /** Sends keys to the party: `0-9 A-D * #`, `w` waits 0.5 s, `W` 1 s. */
  sendDigits(digits: string, signal?: AbortSignal): Promise<void>
  /** Keys that the party presses, however they come; off by the function that it returns. Goes on while bridged or in a room. */
  onDigit(listener: (digit: Digit) => void): () => void
  /** Hands in a key that came beside the media: by SIP INFO, by a browser's signalling. */
  injectDigit(digit: Digit): void
  /**
   * What the party says from now on, a frame every 20 ms, silence where nothing comes, until the signal or its end; what nobody takes within half a second is lost. For speech
   * recognition: an engine without it has `<Gather>` refuse speech.
   */
  hear?(signal: AbortSignal): AsyncIterable<Pcm>
  /** Joins two parties' sound and keys until the bridge is ended or one is closed. */
  bridge(other: MediaEndpoint): Promise<Bridge>
  figures(): Promise<MediaFigures>
  /** Resolves when it is over: by `close`, or because the worker thread that it lived in died. Never rejects. */
  readonly closed: Promise<void>
  /** Ends all that it takes part in. Safe to call twice. */
  close(): Promise<void>
}

/** The far side of an RTP endpoint, as SDP has it. Given anew on a re-INVITE. */
export interface RtpRemote {
  readonly address: string
  readonly port: number
  readonly codec: 'PCMU' | 'PCMA'
  /** Payload type of the codec. */
  readonly payloadType: number
  /** Payload type of telephone-event (RFC 4733); without it keys are not sent in the media. */
  readonly telephoneEvent?: number
  /**
   * As it is seen from here, which is what our own SDP says: with `sendonly` we send and take nothing, with `recvonly` we take and send nothing
   * (the party that puts us on hold with `sendonly` is `recvonly` here).
   */
  readonly direction: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive'
}

/** A party over RTP. */
export interface RtpEndpoint extends MediaEndpoint {
  /** Where the party is to send to. */
  readonly address: string
  readonly port: number
  /**
   * From now on sends to, and takes from, this far side alone. Symmetric: where packets come from the negotiated address and another port,
   * that port is taken over once, at the first packet.
   */
  connect(remote: RtpRemote): Promise<void>
}

/** Whether packets get through to a browser. */
export type WebRtcState = 'new' | 'connecting' | 'connected' | 'disconnected' | 'failed' | 'closed'

/** A party over WebRTC. */
export interface WebRtcEndpoint extends MediaEndpoint {
  /** Answers the browser's first offer, and later ones (ICE restart). */
  answer(offer: string): Promise<string>
  /** Our own offer, for a call to the browser. */
  offer(): Promise<string>
  /** The browser's answer to our offer. */
  accept(answer: string): Promise<void>
  onState(listener: (state: WebRtcState) => void): () => void
}

/** A party inside this process: the built-in phone. */
export interface VirtualEndpoint extends MediaEndpoint {
  /** The party says this. */
  speak(sound: Pcm, signal?: AbortSignal): Promise<PlayEnd>
  /** The party presses keys. */
  press(digits: string): Promise<void>
  /** Keys that the party is sent. */
  onHeardDigit(listener: (digit: Digit) => void): () => void
  /** Text of what is played to the party, as it begins. */
  onHeardText(listener: (text: string) => void): () => void
}

/** How a party takes part in a room. */
export interface SeatOptions {
  /** Is not heard. */
  readonly muted?: boolean
  /** Neither hears the room nor is heard; what is played to its endpoint is heard. */
  readonly held?: boolean
  /** Is heard by this seat's party alone, and hears all. */
  readonly coachOf?: MediaEndpoint
}

/** A party's place in a room. */
export interface Seat {
  set(options: SeatOptions): Promise<void>
  leave(): Promise<void>
}

/** Sound of many parties: each hears all others. */
export interface MediaRoom {
  readonly id: string
  join(endpoint: MediaEndpoint, options?: SeatOptions): Promise<Seat>
  /** Plays to all that are not held. */
  play(sound: Pcm, options?: PlayOptions): Promise<PlayEnd>
  /**
   * Tells when a party that the room hears begins to speak, and when it has been silent for a while; off by the function that it returns.
   */
  onSpeech(listener: (endpoint: MediaEndpoint, speaking: boolean) => void): () => void
  /** Resolves when it is over: by `close`, or because the worker thread that it lived in died. Never rejects. */
  readonly closed: Promise<void>
  close(): Promise<void>
}

/** What goes into a channel of a recording. */
export type RecordSource =
  | { readonly endpoint: MediaEndpoint; readonly track: 'inbound' | 'outbound' }
  | { readonly room: MediaRoom }

/** What is recorded, and until when. */
export interface RecordOptions {
  /** The WAV file that is written: 16 bit PCM, 8,000 samples a second. */
  readonly file: string
  /** One entry a channel of the file; the sources of one channel are mixed. */
  readonly channels: readonly (readonly RecordSource[])[]
  /** Takes silence away from both ends. */
  readonly trimSilence?: boolean
  /** Ends after so many seconds without sound; 0 or left out: never. */
  readonly silenceSeconds?: number
  readonly maxSeconds?: number
}

/** What a recording came to. */
export interface RecordingEnd {
  readonly reason: 'stopped' | 'silence' | 'max' | 'closed' | 'failed'
  readonly seconds: number
  readonly bytes: number
  /** Whether there was any sound in it. */
  readonly heard: boolean
  /** Why it failed. */
  readonly detail?: string
}

/** A recording that runs. */
export interface Recorder {
  /** Never rejects. */
  readonly ended: Promise<RecordingEnd>
  /** Leaves out what comes (`skip`), or keeps silence in its place. */
  pause(mode: 'skip' | 'silence'): Promise<void>
  resume(): Promise<void>
  stop(): Promise<RecordingEnd>
}

/** What every endpoint is opened with. */
export interface Placement {
  /** Parties of one key are put into one worker thread, where joining them costs least. */
  readonly placement: string
}

/** Makes endpoints, rooms and recordings. */
export interface MediaEngine {
  openRtp(options: Placement & { readonly detectInBand?: boolean }): Promise<RtpEndpoint>
  openWebRtc(options: Placement): Promise<WebRtcEndpoint>
  openVirtual(options: Placement): Promise<VirtualEndpoint>
  /** Two ends of one line: what is played to the one is heard from the other. */
  openLine(options: Placement): Promise<readonly [MediaEndpoint, MediaEndpoint]>
  openRoom(options: Placement): Promise<MediaRoom>
  record(options: RecordOptions): Promise<Recorder>
  /** Closes all. */
  stop(): Promise<void>
}
