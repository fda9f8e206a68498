/** The sound of a test's page: a microphone that hums or says samples, and an ear. */

/** What was heard in a piece of time. */
export interface Hearing {
  /** The loudest pitch, Hz; 0 where it was quiet. */
  readonly frequency: number
  /** Loudness at that pitch, decibels below full scale. */
  readonly level: number
  /** Share of looks at which that pitch was the loudest, 0 to 1. */
  readonly share: number
}

/** What came so far. */
export interface Recording {
  readonly pieces: readonly Float32Array<ArrayBuffer>[]
  readonly rate: number
}

const keeper = `registerProcessor('keeper', class extends AudioWorkletProcessor {
  process([input]) { if (input[0]) this.port.postMessage(input[0].slice()); return true }
})`

/** At 8,000 samples a second, signed 16 bit. */
export async function samplesOf({ pieces, rate }: Recording): Promise<number[]> {
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
export class Microphone {
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
