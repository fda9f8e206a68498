import { VoiceError } from '../errors.ts'
import type { SoundKind } from './sound.ts'

/** What `<Play>` may be given (https://www.twilio.com/docs/voice/twiml/play#supported-audio-file-types). */
const kinds: Readonly<Record<string, SoundKind>> = {
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
  'audio/wave': 'wav',
  'audio/x-wav': 'wav',
  'audio/aiff': 'aiff',
  'audio/x-aifc': 'aiff',
  'audio/x-aiff': 'aiff',
  'audio/x-gsm': 'gsm',
  'audio/gsm': 'gsm',
  'audio/ulaw': 'ulaw',
}

/** Containers say themselves what they are, so a WAV that is served as `audio/mpeg` plays. */
function kindWithin(bytes: Uint8Array): SoundKind | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(12, bytes.byteLength)).toString('latin1')
  if (head.startsWith('RIFF') && head.endsWith('WAVE')) return 'wav'
  if (head.startsWith('FORM') && /AIF[FC]$/.test(head)) return 'aiff'
  return head.startsWith('ID3') ? 'mp3' : undefined
}

/**
 * What the bytes are, by the answer's `Content-Type`.
 * @throws VoiceError 13420 for a type that is not played
 */
export function soundKind(contentType: string | undefined, bytes: Uint8Array): SoundKind {
  const type = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  const declared = Object.hasOwn(kinds, type) ? kinds[type] : undefined
  if (declared) return kindWithin(bytes) ?? declared
  const named = type === '' ? 'without a Content-Type' : `of type ${JSON.stringify(type.slice(0, 80))}`
  throw new VoiceError(
    13420,
    `sound ${named} can't be played: serve it as audio/wav, audio/mpeg, audio/aiff or audio/ulaw`,
  )
}
