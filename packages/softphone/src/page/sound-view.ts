import type { AudioHelper } from '@twilio/voice-sdk'
import { setMeter } from './call-view.ts'
import { box, button, element, make } from './dom.ts'
import { explainFault } from './words.ts'

const select = (id: string): HTMLSelectElement => element(id, HTMLSelectElement)

function fill(id: string, devices: Iterable<MediaDeviceInfo>, chosen: string): void {
  const options = [...devices].map(({ deviceId, label }) => {
    const option = make('option', { textContent: label || 'Default' })
    option.value = deviceId
    return option
  })
  const list = select(id)
  list.replaceChildren(...options)
  list.disabled = options.length === 0
  if (options.some(({ value }) => value === chosen)) list.value = chosen
}

/** Shows how loud a microphone is, as long as it is looked at. */
class MicrophoneMeter {
  #stream: MediaStream | undefined
  #frame = 0

  async start(deviceId: string): Promise<void> {
    this.stop()
    const audio = deviceId ? { deviceId: { exact: deviceId } } : true
    const stream = await navigator.mediaDevices.getUserMedia({ audio })
    this.#stream = stream
    const context = new AudioContext()
    const analyser = new AnalyserNode(context, { fftSize: 512 })
    context.createMediaStreamSource(stream).connect(analyser)
    const samples = new Float32Array(analyser.fftSize)
    const look = (): void => {
      analyser.getFloatTimeDomainData(samples)
      setMeter('meter-mic', Math.max(...samples.map(Math.abs)))
      if (this.#stream === stream) this.#frame = requestAnimationFrame(look)
      else void context.close()
    }
    look()
  }

  stop(): void {
    for (const track of this.#stream?.getTracks() ?? []) track.stop()
    this.#stream = undefined
    cancelAnimationFrame(this.#frame)
    setMeter('meter-mic', 0)
  }
}

/** Which microphone and speakers are used. */
export class SoundPanel {
  readonly #meter = new MicrophoneMeter()
  readonly #notice: (words: string) => void
  #audio: AudioHelper | undefined

  constructor(notice: (words: string) => void) {
    this.#notice = notice
    const details = element('sound', HTMLDetailsElement)
    details.addEventListener('toggle', () => (details.open ? this.#open() : this.#meter.stop()))
    button('allow-microphone').addEventListener('click', () => this.#try(() => this.#allow()))
    select('microphone').addEventListener('change', (event) => this.#try(() => this.#microphone(chosenIn(event))))
    select('speaker').addEventListener('change', (event) =>
      this.#try(() => this.#audio?.speakerDevices.set(chosenIn(event))),
    )
    select('ringer').addEventListener('change', (event) =>
      this.#try(() => this.#audio?.ringtoneDevices.set(chosenIn(event))),
    )
    button('test-sound').addEventListener('click', () => this.#try(() => this.#audio?.speakerDevices.test()))
  }

  use(audio: AudioHelper | null | undefined): void {
    this.#audio = audio ?? undefined
    audio?.on('deviceChange', () => this.#list())
    this.#list()
  }

  /** The meter leaves the microphone to the call. */
  callBegins(): void {
    this.#meter.stop()
  }

  #open(): void {
    this.#list()
    if (this.#named()) this.#try(() => this.#meter.start(select('microphone').value))
  }

  /** Names of devices are told only to pages that may use the microphone. */
  #named(): boolean {
    return [...(this.#audio?.availableInputDevices.values() ?? [])].some(({ label }) => label !== '')
  }

  #list(): void {
    const audio = this.#audio
    if (!audio) return
    const named = this.#named()
    box('devices-note').hidden = named
    button('allow-microphone').hidden = named
    fill('microphone', audio.availableInputDevices.values(), audio.inputDevice?.deviceId ?? 'default')
    const outputs = audio.isOutputSelectionSupported ? [...audio.availableOutputDevices.values()] : []
    fill('speaker', outputs, [...audio.speakerDevices.get()][0]?.deviceId ?? 'default')
    fill('ringer', outputs, [...audio.ringtoneDevices.get()][0]?.deviceId ?? 'default')
  }

  async #allow(): Promise<void> {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
    for (const track of stream.getTracks()) track.stop()
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'))
    setTimeout(() => this.#open(), 300)
  }

  async #microphone(deviceId: string): Promise<void> {
    await this.#audio?.setInputDevice(deviceId)
    await this.#meter.start(deviceId)
  }

  async #try(job: () => unknown): Promise<void> {
    try {
      await job()
    } catch (fault) {
      this.#notice(explainFault(fault as Error))
    }
  }
}

const chosenIn = ({ target }: Event): string => (target instanceof HTMLSelectElement ? target.value : '')
