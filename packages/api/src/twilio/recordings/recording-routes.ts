import type { RecordingFilter } from '@trunkline/voice'
import { isSid, uuidFromSid } from '@trunkline/wire'
import { given } from '../calls/read-place.ts'
import { TwilioError } from '../errors/twilio-error.ts'
import { quoted } from '../messages/create-message.ts'
import { cutPage } from '../paging/cut-page.ts'
import type { TwilioAnswer, TwilioCall, TwilioPage, TwilioResult, TwilioRoute } from '../route.ts'
import { uncertain } from '../uncertain.ts'
import { callRecordingRoutes } from './call-recording-routes.ts'
import { conferenceRecordingRoutes } from './conference-recording-routes.ts'
import { findRecording, keysetOf, type RecordingParts, readDates, removeRecording } from './find-recording.ts'
import { readMediaName, recordingMedia } from './recording-media.ts'
import { recordingView } from './recording-view.ts'

const base = 'api/2010-04-01/Accounts/{AccountSid}/Recordings'

/** Recordings (https://www.twilio.com/docs/voice/api/recording): those of an account, of a call and of a conference. */
export function recordingRoutes(parts: RecordingParts): TwilioRoute[] {
  return [
    { operation: `GET ${base}.json`, handle: (call) => list(parts, call) },
    {
      operation: `GET ${base}/{Sid}.json`,
      differs:
        'Without `.json` it is the sound: WAV (16 bit, 8,000 Hz, with ranges of bytes), or MP3 with `.mp3` where the program `lame` is installed. It needs ' +
        'credentials unless `calls.publicRecordings` of the configuration file is set.',
      // Asked when a request comes: the documentation makes the list of routes on nothing.
      isPublic: (path, extension) =>
        parts.voice.publicRecordings && extension === undefined && readMediaName(path.Sid ?? '') !== undefined,
      handle: (call) => fetch(parts, call),
    },
    { operation: `DELETE ${base}/{Sid}.json`, handle: (call) => remove(parts, call) },
    ...callRecordingRoutes(parts),
    ...conferenceRecordingRoutes(parts),
  ]
}

async function list({ voice }: RecordingParts, call: TwilioCall): Promise<TwilioPage> {
  const { account, page, params, urls } = call
  const filter: RecordingFilter = {
    ...readDates(call),
    ...given('callSid', readSid(call, 'CallSid', 'CA')),
    ...given('conferenceSid', readSid(call, 'ConferenceSid', 'CF')),
    ...given('deleted', params.boolean('IncludeSoftDeleted')),
  }
  const rows = await voice.recordings.page(account.id, filter, keysetOf(page))
  return cutPage(rows, page, {
    key: 'recordings',
    cursor: ({ sid }) => uuidFromSid(sid),
    view: (row) => recordingView(row, account.sid, urls),
  })
}

function readSid({ params }: TwilioCall, name: string, prefix: 'CA' | 'CF'): string | undefined {
  const sid = params.filled(name)
  if (sid === undefined || isSid(sid, prefix)) return sid
  throw new TwilioError(uncertain.parameterInvalid, `Invalid parameter ${name}: ${quoted(sid)}`)
}

async function fetch(parts: RecordingParts, call: TwilioCall): Promise<TwilioAnswer> {
  const { account, extension, params, path, urls } = call
  const name = readMediaName(path.Sid ?? '')
  if (name === undefined) throw call.notFound()
  if (extension !== 'json') {
    return recordingMedia(parts.voice, await findRecording(parts, call, name.sid), name.format, call)
  }
  const deleted = params.boolean('IncludeSoftDeleted') ?? false
  const record = await findRecording(parts, call, path.Sid ?? '', deleted)
  return { status: 200, body: recordingView(record, account.sid, urls) }
}

async function remove(parts: RecordingParts, call: TwilioCall): Promise<TwilioResult> {
  return removeRecording(parts, call, await findRecording(parts, call, call.path.Sid ?? ''))
}
