import { MPEGDecoder } from 'mpg123-decoder'
import { type DecodedSound, SoundError } from './sound.ts'

/** Bytes that are decoded at a time: about two seconds of music. */
const blockBytes = 32_768

function mixed(channels: readonly Float32Array[]): Float32Array {
  const [first = new Float32Array(0), second] = channels
  if (!second) return first.slice()
  return Float32Array.from(first, (sample, index) => (sample + (second[index] ?? 0)) / 2)
}

/**
 * Reads MPEG audio, layers I to III (ISO/IEC 11172-3 and 13818-3). It takes seconds for a long piece: for a worker thread. What is damaged inside is passed over, as players do.
 * @throws SoundError `damaged` where no sound is in it
 */
export async function readMp3(bytes: Uint8Array): Promise<DecodedSound> {
  const decoder = new MPEGDecoder()
  await decoder.ready
  const pieces = decodePieces(decoder, bytes)
  const first = pieces.next()
  if (first.done) throw new SoundError('damaged', 'there is no MPEG sound in it')
  function* blocks(): Generator<Float32Array> {
    if (!first.done) yield first.value.samples
    for (const { samples } of pieces) yield samples
  }
  return { sampleRate: first.value.sampleRate, blocks: blocks() }
}

function* decodePieces(
  decoder: MPEGDecoder,
  bytes: Uint8Array,
): Generator<{ samples: Float32Array; sampleRate: number }> {
  try {
    for (let at = 0; at < bytes.length; at += blockBytes) {
      const { channelData, samplesDecoded, sampleRate } = decoder.decode(bytes.subarray(at, at + blockBytes))
      if (samplesDecoded > 0) yield { samples: mixed(channelData), sampleRate }
    }
  } finally {
    decoder.free()
  }
}
