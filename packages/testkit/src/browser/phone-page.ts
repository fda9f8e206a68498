/**
 * What runs in the page of a test's browser phone: the official SDK, a microphone that hums a tone, and an ear that tells the pitch of what comes. Bundled when a browser is started, and spoken to through `window.phone`.
 */
import { type Call, Device } from '@twilio/voice-sdk'
import { type Hearing, Microphone, type Recording, samplesOf } from './page-sound.ts'

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

const errorOf = (error: unknown): unknown => {
  const { code, message, name } = (error ?? {}) as { code?: number; message?: string; name?: string }
  return { code, message, name }
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

export type { Hearing, Phone }
