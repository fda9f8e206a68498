import { Readable } from 'node:stream'
import { Mp3Error, type RecordingRecord } from '@trunkline/voice'
import type { VoicePort } from '../../ports.ts'
import { notServed, TwilioError } from '../errors/twilio-error.ts'
import type { TwilioAnswer, TwilioCall } from '../route.ts'
import { readRange } from './byte-range.ts'

/** How the sound of a recording is asked for. */
export type SoundFormat = 'wav' | 'mp3'

/** What stands in a path in place of a recording's SID: `RE…`, `RE….wav` or `RE….mp3`. */
export function readMediaName(name: string): { readonly sid: string; readonly format: SoundFormat } | undefined {
  const [, sid, ending = '.wav'] = /^(RE[0-9a-f]{32})(\.wav|\.mp3)?$/.exec(name) ?? []
  return sid === undefined ? undefined : { sid, format: ending === '.mp3' ? 'mp3' : 'wav' }
}

/** Until it is looked at again, seconds: what is being put away takes about as long. */
const retryAfter = 2

/** The sound of a recording (https://www.twilio.com/docs/voice/api/recording#fetch-a-recording-media-file). @throws TwilioError 21501, 16113, 20404 */
export async function recordingMedia(
  voice: Pick<VoicePort, 'recordings' | 'mp3'>,
  record: RecordingRecord,
  format: SoundFormat,
  call: TwilioCall,
): Promise<TwilioAnswer> {
  const { status, channels } = record
  if (status === 'absent' || status === 'failed' || status === 'deleted') throw call.notFound()
  if (status !== 'completed') {
    const message = 'The recording is not ready yet: ask again in a moment'
    throw new TwilioError(21501, { message, status: 400, retryAfter })
  }
  const wanted = call.params.integer('RequestedChannels', { min: 1, max: 2 })
  if (wanted === 2 && channels === 1) {
    throw new TwilioError(16113, {
      message: 'The recording has one channel: RequestedChannels cannot be 2',
      status: 400,
    })
  }
  const mono = wanted === 1
  return format === 'mp3' ? mp3(voice, record, mono) : wav(voice, record, mono, call)
}

function wav({ recordings }: Pick<VoicePort, 'recordings'>, record: RecordingRecord, mono: boolean, call: TwilioCall) {
  const media = recordings.wav(record, mono)
  const tag = `"${record.sid}-${mono ? 1 : record.channels}"`
  // What has changed since the first part was fetched is sent whole (RFC 9110 §13.1.5); a recording never changes, so only a strange tag differs.
  const same = [undefined, tag].includes(call.header('if-range'))
  const range = same ? readRange(call.header('range'), media.length) : undefined
  const headers = { 'accept-ranges': 'bytes', etag: tag, 'cache-control': 'private, max-age=3600' }
  if (range === 'unsatisfiable') {
    const refused = { ...headers, 'content-range': `bytes */${media.length}` }
    return { status: 416, type: 'text/plain', bytes: '', headers: refused } as const
  }
  const { from, until } = range ?? { from: 0, until: media.length }
  return {
    status: range === undefined ? 200 : 206,
    type: 'audio/x-wav',
    stream: Readable.from(media.read(from, until), { objectMode: false }),
    headers: {
      ...{ ...headers, 'content-length': String(until - from) },
      ...(range === undefined ? {} : { 'content-range': `bytes ${from}-${until - 1}/${media.length}` }),
    },
  } as const
}

/** It is made while it is sent, so nobody knows its length, and no part of it can be asked for. */
async function mp3(voice: Pick<VoicePort, 'recordings' | 'mp3'>, record: RecordingRecord, mono: boolean) {
  const media = voice.recordings.wav(record, mono)
  const gone = new AbortController()
  const channels = mono ? 1 : record.channels
  const pieces = voice.mp3
    .encode(media.read(0, media.length), { channels, signal: gone.signal })
    [Symbol.asyncIterator]()
  const first = await pieces.next().catch((error: unknown) => {
    throw refusalOf(error)
  })
  const stream = Readable.from(after(first, pieces), { objectMode: false })
  stream.once('close', () => gone.abort())
  return { status: 200, type: 'audio/mpeg', stream, headers: { 'accept-ranges': 'none' } } as const
}

async function* after(
  first: IteratorResult<Uint8Array>,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  try {
    for (let piece = first; piece.done !== true; piece = await rest.next()) yield piece.value
  } finally {
    await rest.return?.()
  }
}

function refusalOf(error: unknown): unknown {
  if (!(error instanceof Mp3Error)) return error
  if (error.code === 'MP3_UNAVAILABLE') return notServed(error.message)
  if (error.code === 'MP3_BUSY') return new TwilioError(20429, { message: error.message, retryAfter })
  return error
}
