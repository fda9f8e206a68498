import { type Call, Device } from '@twilio/voice-sdk'
import { HoldMixer } from './hold-mixer.ts'
import { makeSounds } from './sounds.ts'
import { explainFault } from './words.ts'

/** How a call stands. `ringing`: the other side's phone rings. */
export type CallState = 'incoming' | 'calling' | 'ringing' | 'talking' | 'reconnecting'

/** The call at hand. */
export interface CallView {
  readonly number: string
  readonly direction: 'in' | 'out'
  readonly state: CallState
  /** Since when one talks, milliseconds since the epoch. */
  readonly talkingSince?: number
  readonly muted: boolean
  readonly held: boolean
}

/** All that is shown of a phone. */
export interface PhoneView {
  readonly line: 'connecting' | 'ready' | 'offline' | 'failed'
  readonly notice?: string
  readonly call?: CallView
}

/** A call that is over. */
export interface EndedCall {
  readonly number: string
  readonly direction: 'in' | 'out'
  readonly answered: boolean
  readonly seconds: number
}

/** Of what a phone is made. */
export interface PhoneOptions {
  readonly phoneNumber: string
  readonly fetchToken: () => Promise<{ readonly capabilityToken: string }>
  /** Host of a Trunkline; Twilio's own where left out. */
  readonly signalling?: string
  readonly edge?: string
  /** Whether figures of call quality are sent. */
  readonly quality: boolean
  readonly changed: (view: PhoneView) => void
  readonly ended: (call: EndedCall) => void
  /** Loudness of both sides, 0 to 1. */
  readonly volume: (mine: number, theirs: number) => void
}

/** Options that the SDK reads and does not declare: the host that carries the calls, and whether figures of quality are sent. */
type DeviceOptions = NonNullable<ConstructorParameters<typeof Device>[1]> & {
  readonly chunderw?: string
  readonly publishEvents?: boolean
}

const endedAtOnce = 'The call ended at once: nobody can be reached at this number now.'

/** An outgoing call that the server ended before anybody could have spoken. The SDK is told no reason, since the server had answered. */
function tooShort({ direction, talkingSince, state }: CallView, now: number): boolean {
  return direction === 'out' && state === 'talking' && talkingSince !== undefined && now - talkingSince < 2500
}

/** One phone number on the official SDK: signs in, calls, is called. */
export class Phone {
  readonly #options: PhoneOptions
  readonly #mixer = new HoldMixer()
  #device: Device | undefined
  #call: Call | undefined
  #hungUp = false
  #view: PhoneView = { line: 'connecting' }

  constructor(options: PhoneOptions) {
    this.#options = options
  }

  get device(): Device | undefined {
    return this.#device
  }

  /** Signs in, and stays so. @throws Error where the first token is refused */
  async start(): Promise<void> {
    this.#set({ line: 'connecting' })
    const { capabilityToken } = await this.#options.fetchToken()
    const { signalling: chunderw, edge, quality } = this.#options
    const options: DeviceOptions = {
      appName: 'trunkline-softphone',
      closeProtection: true,
      codecPreferences: ['pcmu', 'opus'] as Call.Codec[],
      enableImprovedSignalingErrorPrecision: true,
      // Long enough for a network that changes; the call's sound goes on meanwhile.
      maxCallSignalingTimeoutMs: 30_000,
      publishEvents: quality,
      sounds: makeSounds(),
      ...(chunderw === undefined ? {} : { chunderw }),
      ...(edge === undefined ? {} : { edge }),
    }
    const device = new Device(capabilityToken, options)
    this.#device = device
    this.#listen(device)
    await device.audio?.addProcessor(this.#mixer)
    await device.register()
  }

  /** Calls a number. */
  async dial(number: string): Promise<void> {
    if (!this.#device || this.#call) return
    const params = { callerPhoneNumber: this.#options.phoneNumber, callOutgoingPhoneNumber: number }
    this.#set({ call: { number, direction: 'out', state: 'calling', muted: false, held: false } }, '')
    try {
      this.#take(await this.#device.connect({ params }), 'out', number)
    } catch (fault) {
      this.#set({ call: undefined }, explainFault(fault as Error))
    }
  }

  accept(): void {
    this.#call?.accept()
  }

  reject(): void {
    this.#call?.reject()
  }

  hangUp(): void {
    this.#hungUp = true
    if (this.#call) this.#call.disconnect()
    else this.#device?.disconnectAll()
  }

  press(key: string): void {
    if (this.#view.call?.state === 'talking') this.#call?.sendDigits(key)
  }

  mute(muted: boolean): void {
    const call = this.#view.call
    if (!call) return
    if (!call.held) this.#call?.mute(muted)
    this.#set({ call: { ...call, muted } })
  }

  /** The other side hears a chime now and then, and we hear nothing. */
  hold(held: boolean): void {
    const call = this.#view.call
    if (!call || !this.#call) return
    this.#mixer.hold(held)
    this.#call.mute(held ? false : call.muted)
    for (const track of this.#call.getRemoteStream()?.getAudioTracks() ?? []) track.enabled = !held
    this.#set({ call: { ...call, held } })
  }

  #set(change: Partial<PhoneView> | { readonly call: undefined }, notice?: string): void {
    const { call, ...rest } = { ...this.#view, ...change }
    const told = notice === undefined ? {} : { notice: notice || undefined }
    this.#view = { ...rest, ...told, ...(call ? { call } : {}) } as PhoneView
    this.#options.changed(this.#view)
  }

  #listen(device: Device): void {
    device.on('registering', () => this.#set({ line: 'connecting' }))
    device.on('registered', () => this.#set({ line: 'ready' }, ''))
    device.on('unregistered', () => this.#set({ line: 'offline' }))
    device.on('incoming', (call: Call) => this.#take(call, 'in', call.parameters.From ?? 'Unknown'))
    device.on('tokenWillExpire', () => void this.#renew(device))
    device.on('error', (fault: { code?: number; message?: string }) => {
      if (fault.code === 20104) void this.#renew(device)
      this.#set({ line: device.state === 'registered' ? 'ready' : 'failed' }, explainFault(fault))
    })
  }

  /** A new token before the old one ends; tried again every minute, since a phone that goes quietly offline is no phone. */
  async #renew(device: Device): Promise<void> {
    try {
      device.updateToken((await this.#options.fetchToken()).capabilityToken)
      if (device.state === 'unregistered') await device.register()
    } catch (fault) {
      this.#set({}, explainFault(fault as Error))
      setTimeout(() => void this.#renew(device), 60_000)
    }
  }

  #take(call: Call, direction: 'in' | 'out', number: string): void {
    const state = direction === 'in' ? 'incoming' : 'calling'
    this.#call = call
    this.#hungUp = false
    this.#set({ call: { number, direction, state, muted: false, held: false } }, '')
    const move = (next: CallState): void => {
      const current = this.#view.call
      if (current && this.#call === call) this.#set({ call: { ...current, state: next } })
    }
    call.on('ringing', () => move('ringing'))
    call.on('accept', () => {
      const current = this.#view.call
      if (current) this.#set({ call: { ...current, state: 'talking', talkingSince: Date.now() } })
    })
    call.on('reconnecting', () => move('reconnecting'))
    call.on('reconnected', () => move('talking'))
    call.on('volume', this.#options.volume)
    call.on('error', (fault: { code?: number; message?: string }) => this.#set({}, explainFault(fault)))
    for (const end of ['disconnect', 'cancel', 'reject'] as const) call.on(end, () => this.#end(call))
  }

  #end(call: Call): void {
    const view = this.#view.call
    if (this.#call !== call || !view) return
    this.#call = undefined
    this.#mixer.hold(false)
    const { number, direction, talkingSince } = view
    const seconds = talkingSince === undefined ? 0 : Math.round((Date.now() - talkingSince) / 1000)
    this.#options.ended({ number, direction, answered: talkingSince !== undefined, seconds })
    this.#set({ call: undefined }, !this.#hungUp && tooShort(view, Date.now()) ? endedAtOnce : undefined)
  }
}
