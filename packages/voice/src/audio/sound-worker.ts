/** A worker thread that decodes what it is handed, one piece after the other. */
import { parentPort } from 'node:worker_threads'
import type { Pcm } from '../media/media.ts'
import { decodeSound } from './decode-sound.ts'
import { SoundError, type SoundFault, type SoundKind } from './sound.ts'

/** What the thread is asked. */
export interface DecodeRequest {
  readonly bytes: Uint8Array
  readonly kind: SoundKind
  readonly maxSeconds: number
}

/** What it answers. */
export type DecodeAnswer = { readonly pcm: Pcm } | { readonly fault: SoundFault; readonly message: string }

async function answer({ bytes, kind, maxSeconds }: DecodeRequest): Promise<void> {
  try {
    const pcm = await decodeSound(bytes, kind, maxSeconds)
    parentPort?.postMessage({ pcm } satisfies DecodeAnswer, [pcm.buffer as ArrayBuffer])
  } catch (error) {
    const fault = error instanceof SoundError ? error.fault : 'damaged'
    const message = error instanceof Error ? error.message : String(error)
    parentPort?.postMessage({ fault, message } satisfies DecodeAnswer)
  }
}

parentPort?.on('message', (request: DecodeRequest) => void answer(request))
