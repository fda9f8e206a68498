import { findConference } from '../conferences/find-conference.ts'
import type { TwilioCall, TwilioRoute } from '../route.ts'
import type { RecordingParts } from './find-recording.ts'
import { conferenceRecordingView } from './recording-view.ts'
import { thingRecordings } from './thing-recordings.ts'

const base = 'api/2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Recordings'

/** Recordings of one conference. */
export function conferenceRecordingRoutes(parts: RecordingParts): TwilioRoute[] {
  const its = thingRecordings(parts, conferenceRecordingView)
  const of = async (call: TwilioCall) => ({ conferenceSid: (await findConference(parts, call, 'ConferenceSid')).sid })
  return [
    { operation: `GET ${base}.json`, handle: async (call) => its.list(call, await of(call)) },
    { operation: `GET ${base}/{Sid}.json`, handle: async (call) => its.fetch(call, await of(call)) },
    { operation: `POST ${base}/{Sid}.json`, handle: async (call) => its.update(call, await of(call)) },
    { operation: `DELETE ${base}/{Sid}.json`, handle: async (call) => its.remove(call, await of(call)) },
  ]
}
