import { find } from '../calls/call-routes.ts'
import { given } from '../calls/read-place.ts'
import type { TwilioCall, TwilioResult, TwilioRoute } from '../route.ts'
import type { RecordingParts } from './find-recording.ts'
import { readRecordingCallback } from './recording-callback.ts'
import { callRecordingView } from './recording-view.ts'
import { thingRecordings } from './thing-recordings.ts'

const base = 'api/2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Recordings'

/** Recordings of one call; it is recorded in mid-call here (https://www.twilio.com/docs/voice/api/recording#create-a-recording-resource). */
export function callRecordingRoutes(parts: RecordingParts): TwilioRoute[] {
  const its = thingRecordings(parts, callRecordingView)
  const of = async (call: TwilioCall) => ({ callSid: (await find(parts, call, 'CallSid')).sid })
  return [
    { operation: `GET ${base}.json`, handle: async (call) => its.list(call, await of(call)) },
    { operation: `POST ${base}.json`, handle: async (call) => start(parts, call, await of(call)) },
    { operation: `GET ${base}/{Sid}.json`, handle: async (call) => its.fetch(call, await of(call)) },
    {
      operation: `POST ${base}/{Sid}.json`,
      differs: '`Twilio.CURRENT` is the one recording that runs; where several do, each is named by its SID.',
      handle: async (call) => its.update(call, await of(call)),
    },
    { operation: `DELETE ${base}/{Sid}.json`, handle: async (call) => its.remove(call, await of(call)) },
  ]
}

async function start(
  { voice }: RecordingParts,
  { account, params, urls }: TwilioCall,
  { callSid }: { readonly callSid: string },
): Promise<TwilioResult> {
  const record = await voice.recordings.start(account.id, callSid, {
    channels: params.enumeration('RecordingChannels', ['mono', 'dual']) ?? 'mono',
    track: params.enumeration('RecordingTrack', ['inbound', 'outbound', 'both']) ?? 'both',
    trimSilence: params.enumeration('Trim', ['trim-silence', 'do-not-trim']) === 'trim-silence',
    ...given('callback', readRecordingCallback(params, 'RecordingStatusCallback')),
  })
  return { status: 201, body: callRecordingView(record, account.sid, urls) }
}
