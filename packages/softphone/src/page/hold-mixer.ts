/** What a party that is on hold hears every few seconds, so that it knows that it was not cut off: two soft notes. */
const chimeEveryMs = 4000

/**
 * Stands between the microphone and the call, as an audio processor of the SDK. Neither the SDK nor a TwiML call knows hold, so it is done at this end:
 * the microphone is turned away, and the chime is played in its place.
 */
export class HoldMixer {
  #context: AudioContext | undefined
  #microphone: GainNode | undefined
  #output: MediaStreamAudioDestinationNode | undefined
  #timer: ReturnType<typeof setInterval> | undefined
  #held = false

  /** Named by the SDK. */
  async createProcessedStream(stream: MediaStream): Promise<MediaStream> {
    this.#context ??= new AudioContext()
    const context = this.#context
    if (context.state === 'suspended') await context.resume()
    const microphone = new GainNode(context, { gain: this.#held ? 0 : 1 })
    const output = new MediaStreamAudioDestinationNode(context)
    context.createMediaStreamSource(stream).connect(microphone).connect(output)
    this.#microphone = microphone
    this.#output = output
    return output.stream
  }

  /** Named by the SDK. */
  async destroyProcessedStream(): Promise<void> {
    this.hold(false)
    this.#microphone?.disconnect()
    this.#microphone = undefined
    this.#output = undefined
  }

  hold(held: boolean): void {
    this.#held = held
    clearInterval(this.#timer)
    if (this.#microphone) this.#microphone.gain.value = held ? 0 : 1
    if (!held) return
    this.#chime()
    this.#timer = setInterval(() => this.#chime(), chimeEveryMs)
  }

  #chime(): void {
    const [context, output] = [this.#context, this.#output]
    if (!context || !output) return
    for (const [index, hertz] of [659.25, 523.25].entries()) {
      const start = context.currentTime + index * 0.28
      const bell = new OscillatorNode(context, { frequency: hertz })
      const level = new GainNode(context, { gain: 0 })
      level.gain.setValueAtTime(0, start)
      level.gain.linearRampToValueAtTime(0.12, start + 0.02)
      level.gain.exponentialRampToValueAtTime(0.001, start + 0.9)
      bell.connect(level).connect(output)
      bell.start(start)
      bell.stop(start + 1)
    }
  }
}
