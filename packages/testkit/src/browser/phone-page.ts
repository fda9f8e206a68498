/**
 * What runs in the page of a test's browser phone: the official SDK, a microphone that hums a tone, and an ear that tells the pitch of what comes. Bundled when a browser is started, and spoken to through `window.phone`.
 */
import { type Call, Device } from '@twilio/voice-sdk'

/** How a Device is made. */
export interface PhoneOptions {
  readonly token: string
  /** Host and port of the server. */
  readonly chunderw: string
  readonly device?: Readonly<Record<string, unknown>>
  /** The server speaks plain HTTP: the SDK's `wss` is made `ws`, as the page of the softphone does on `http://localhost`. */
  readonly plain?: boolean
}

/** Something that the SDK told. */
export interface PhoneEvent {
  /** `device.registered`, `call.accept`, … */
  readonly name: string
  readonly detail: unknown
}

/** What was heard in a piece of time. */
export interface Hearing {
  /** The loudest pitch, Hz; 0 where it was quiet. */
  readonly frequency: number
  /** Loudness at that pitch, decibels below full scale. */
  readonly level: number
  /** Share of looks at which that pitch was the loudest, 0 to 1. */
  readonly share: number
}

const errorOf = (error: unknown): unknown => {
  const { code, message, name } = (error ?? {}) as { code?: number; message?: string; name?: string }
  return { code, message, name }
}

/** What came so far. */
interface Recording {
  readonly pieces: readonly Float32Array<ArrayBuffer>[]
  readonly rate: number
}

const keeper = `registerProcessor('keeper', class extends AudioWorkletProcessor {
  process([input]) { if (input[0]) this.port.postMessage(input[0].slice()); return true }
})`

/** At 8,000 samples a second, signed 16 bit. */
async function samplesOf({ pieces, rate }: Recording): Promise<number[]> {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0)
  if (length === 0) return []
  const offline = new OfflineAudioContext(1, Math.ceil((length * 8_000) / rate), 8_000)
  const buffer = offline.createBuffer(1, length, rate)
  let at = 0
  for (const piece of pieces) {
    buffer.copyToChannel(piece, 0, at)
    at += piece.length
  }
  const source = new AudioBufferSourceNode(offline, { buffer })
  source.connect(offline.destination)
  source.start()
  const rendered = await offline.startRendering()
  return [...rendered.getChannelData(0)].map((sample) => Math.round(Math.max(-1, Math.min(1, sample)) * 32_767))
}

/** A microphone that hums. */
class Microphone {
  readonly #context = new AudioContext({ sampleRate: 48_000 })
  readonly #tone = this.#context.createOscillator()
  readonly #gain = this.#context.createGain()
  readonly #out = this.#context.createMediaStreamDestination()

  constructor() {
    this.#tone.frequency.value = 440
    this.#gain.gain.value = 0.5
    this.#tone.connect(this.#gain).connect(this.#out)
    this.#tone.start()
    navigator.mediaDevices.getUserMedia = async () => this.#out.stream.clone()
  }

  hum(frequency: number): void {
    this.#gain.gain.value = frequency === 0 ? 0 : 0.5
    this.#tone.frequency.value = frequency || 440
  }

  /** Says something: samples at 8,000 a second. */
  async say(samples: readonly number[]): Promise<void> {
    const buffer = this.#context.createBuffer(1, samples.length, 8_000)
    buffer.copyToChannel(
      Float32Array.from(samples, (sample) => sample / 32_768),
      0,
    )
    const source = new AudioBufferSourceNode(this.#context, { buffer })
    source.connect(this.#out)
    source.start()
    await new Promise((resolve) => {
      source.onended = resolve
    })
  }

  /** Keeps all that a stream brings from now on. */
  async record(stream: MediaStream): Promise<Recording> {
    await this.#context.audioWorklet.addModule(URL.createObjectURL(new Blob([keeper], { type: 'text/javascript' })))
    const node = new AudioWorkletNode(this.#context, 'keeper', { numberOfOutputs: 0 })
    const pieces: Float32Array<ArrayBuffer>[] = []
    node.port.onmessage = ({ data }) => pieces.push(data)
    this.#context.createMediaStreamSource(stream).connect(node)
    return { pieces, rate: this.#context.sampleRate }
  }

  /** Looks at a stream every 50 ms. */
  async listen(stream: MediaStream, milliseconds: number): Promise<Hearing> {
    const source = this.#context.createMediaStreamSource(stream)
    const analyser = new AnalyserNode(this.#context, { fftSize: 4096, smoothingTimeConstant: 0 })
    source.connect(analyser)
    await pause(150)
    const looks: { frequency: number; level: number }[] = []
    for (const until = performance.now() + milliseconds; performance.now() < until; await pause(50))
      looks.push(look(analyser))
    source.disconnect()
    return judge(looks)
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** The loudest pitch, between the bins by a parabola through the three highest. */
function look(analyser: AnalyserNode): { frequency: number; level: number } {
  const bins = new Float32Array(analyser.frequencyBinCount)
  analyser.getFloatFrequencyData(bins)
  let best = 4
  for (let i = 4; i < bins.length - 1; i += 1) if ((bins[i] ?? -999) > (bins[best] ?? -999)) best = i
  const [a, b, c] = [bins[best - 1] ?? 0, bins[best] ?? 0, bins[best + 1] ?? 0]
  const between = (a - c) / (2 * (a - 2 * b + c) || 1)
  const width = analyser.context.sampleRate / analyser.fftSize
  return b < -60 ? { frequency: 0, level: b } : { frequency: (best + between) * width, level: b }
}

function judge(looks: readonly { frequency: number; level: number }[]): Hearing {
  const sorted = looks.map(({ frequency }) => frequency).sort((a, b) => a - b)
  const frequency = sorted[Math.floor(sorted.length / 2)] ?? 0
  const near = looks.filter((each) => Math.abs(each.frequency - frequency) <= 12)
  const level = near.reduce((sum, each) => sum + each.level, 0) / Math.max(1, near.length)
  return { frequency: Math.round(frequency), level: Math.round(level), share: near.length / Math.max(1, looks.length) }
}

/** The phone of one page. */
class Phone {
  readonly events: PhoneEvent[] = []
  readonly #microphone = new Microphone()
  #device: Device | undefined
  #call: Call | undefined
  readonly #incoming: Call[] = []
  #recording: Recording | undefined

  begin({ token, chunderw, device, plain = false }: PhoneOptions): void {
    window.plainSockets = plain
    const options = {
      chunderw,
      logLevel: 'silent',
      disableAudioContextSounds: true,
      ...device,
    } as unknown as Device.Options
    this.#device = new Device(token, options)
    const on = (name: string, read: (...values: unknown[]) => unknown): void => {
      this.#device?.on(name, (...values: unknown[]) =>
        this.events.push({ name: `device.${name}`, detail: read(...values) }),
      )
    }
    for (const name of ['registered', 'registering', 'unregistered', 'destroyed', 'tokenWillExpire'])
      on(name, () => null)
    on('error', (error) => errorOf(error))
    this.#device.on('incoming', (call: Call) => {
      this.#incoming.push(call)
      this.#watch(call)
      this.events.push({ name: 'device.incoming', detail: this.#describe(call) })
    })
  }

  get device(): Device {
    if (this.#device === undefined) throw new Error('the phone has not begun')
    return this.#device
  }

  get call(): Call {
    if (this.#call === undefined) throw new Error('there is no call')
    return this.#call
  }

  hum(frequency: number): void {
    this.#microphone.hum(frequency)
  }

  say(samples: readonly number[]): Promise<void> {
    return this.#microphone.say(samples)
  }

  /** Keeps what is heard from now on; false where there is no sound yet. */
  async record(): Promise<boolean> {
    const stream = this.#call?.getRemoteStream()
    if (!stream) return false
    this.#recording ??= await this.#microphone.record(stream)
    return true
  }

  heard(): Promise<number[]> {
    return this.#recording === undefined ? Promise.resolve([]) : samplesOf(this.#recording)
  }

  async connect(params: Record<string, string> = {}, connectToken?: string): Promise<void> {
    const options = connectToken === undefined ? { params } : { connectToken }
    this.#call = await this.device.connect(options)
    this.#watch(this.#call)
  }

  /** The call that came in last. */
  accept(): void {
    this.#call = this.#last()
    this.#call.accept()
  }

  reject(): void {
    this.#last().reject()
  }

  ignore(): void {
    this.#last().ignore()
  }

  parameters(): unknown {
    return this.#describe(this.#call ?? this.#last())
  }

  async listen(milliseconds: number): Promise<Hearing> {
    const stream = this.call.getRemoteStream()
    if (!stream) return { frequency: 0, level: -200, share: 1 }
    return this.#microphone.listen(stream, milliseconds)
  }

  /** What packets came and went, by the browser's own count. */
  async figures(): Promise<Record<string, number>> {
    const pc = this.#peer()
    const figures: Record<string, number> = {}
    for (const each of (await pc.getStats()).values()) {
      if (each.type === 'inbound-rtp')
        Object.assign(figures, { received: each.packetsReceived, lost: each.packetsLost })
      if (each.type === 'outbound-rtp') Object.assign(figures, { sent: each.packetsSent })
      if (each.type === 'remote-inbound-rtp') Object.assign(figures, { remoteLost: each.packetsLost })
    }
    return figures
  }

  /** Loses the way of the sound, as when the network changes: the SDK is told that ICE has failed, and restarts it. */
  restartIce(): void {
    const handler = (this.call as unknown as { _mediaHandler: { iceRestart(): void } })._mediaHandler
    handler.iceRestart()
  }

  iceFragment(): string | undefined {
    return /a=ice-ufrag:(\S+)/.exec(this.#peer().remoteDescription?.sdp ?? '')?.[1]
  }

  #peer(): RTCPeerConnection {
    return (this.call as unknown as { _mediaHandler: { version: { pc: RTCPeerConnection } } })._mediaHandler.version.pc
  }

  #last(): Call {
    const call = this.#incoming.at(-1)
    if (call === undefined) throw new Error('no call has come in')
    return call
  }

  #describe(call: Call): unknown {
    return {
      parameters: { ...call.parameters },
      custom: Object.fromEntries(call.customParameters),
      direction: call.direction,
    }
  }

  #watch(call: Call): void {
    const on = (name: string, read: (...values: unknown[]) => unknown): void => {
      call.on(name, (...values: unknown[]) => this.events.push({ name: `call.${name}`, detail: read(...values) }))
    }
    for (const name of ['accept', 'disconnect', 'cancel', 'reject', 'reconnected']) on(name, () => null)
    on('ringing', (early) => early)
    on('mute', (muted) => muted)
    on('error', (error) => errorOf(error))
    on('reconnecting', (error) => errorOf(error))
    on('messageReceived', (message) => message)
    on('messageSent', (message) => message)
  }
}

declare global {
  interface Window {
    phone: Phone
    /** Whether `wss` is made `ws`. */
    plainSockets?: boolean
  }
}

window.phone = new Phone()

export type { Phone }
