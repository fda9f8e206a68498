/**
 * A process of its own, which speaks by the WebAssembly build of espeak-ng. That one is under the GPL 3: it is loaded here and nowhere else, an optional
 * package, and what goes to and fro is text and sound.
 */
import { wavHeader } from '../audio/wav-write.ts'

/** What the process is asked. */
export interface SpeakRequest {
  readonly id: number
  readonly markup: string
  readonly voice: string
  readonly mostBytes: number
}

/** What it answers; with an id of 0: that it is ready, or that it can't be. */
export type SpeakAnswer =
  | { readonly id: number; readonly wav: Uint8Array }
  | { readonly id: number; readonly fault: 'broken' | 'too-long'; readonly message: string }

/** As much of the package as is used. */
interface EspeakWorker {
  set_voice(name: string, language: string, gender: number, age: number, variant: number): number
  get_samplerate(): number
  /** The callback gets sound piece by piece, and stops it with true. */
  synthesize(text: string, heard: (samples: Int16Array | null) => boolean): void
}
interface EspeakModule {
  readonly eSpeakNGWorker: new () => EspeakWorker | Promise<EspeakWorker>
}

/** A variable, so that the compiler does not look for types of what may not be installed. */
const packageName = '@echogarden/espeak-ng-emscripten'

const tell = (answer: SpeakAnswer): void => {
  process.send?.(answer)
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

async function load(): Promise<EspeakWorker> {
  const loaded = (await import(packageName)) as { readonly default: () => Promise<EspeakModule> }
  const espeak = await loaded.default()
  return new espeak.eSpeakNGWorker()
}

function speak(worker: EspeakWorker, { id, markup, voice, mostBytes }: SpeakRequest): SpeakAnswer {
  if (worker.set_voice(voice, '', 0, 0, 0) !== 0) return { id, fault: 'broken', message: `there is no voice ${voice}` }
  const pieces: Int16Array[] = []
  let samples = 0
  worker.synthesize(markup, (heard) => {
    if (heard && heard.length > 0) pieces.push(heard)
    samples += heard?.length ?? 0
    return samples * 2 > mostBytes
  })
  if (samples * 2 > mostBytes) return { id, fault: 'too-long', message: 'more than ten minutes of speech' }
  const header = wavHeader({ channels: 1, dataBytes: samples * 2, sampleRate: worker.get_samplerate() })
  const bytes = pieces.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength))
  return { id, wav: Buffer.concat([header, ...bytes]) }
}

function attempt(worker: EspeakWorker, request: SpeakRequest): SpeakAnswer {
  try {
    return speak(worker, request)
  } catch (error) {
    return { id: request.id, fault: 'broken', message: messageOf(error) }
  }
}

process.on('disconnect', () => process.exit(0))
load().then(
  (worker) => {
    process.on('message', (request: SpeakRequest) => tell(attempt(worker, request)))
    tell({ id: 0, wav: new Uint8Array(0) })
  },
  (error) => tell({ id: 0, fault: 'broken', message: messageOf(error) }),
)
