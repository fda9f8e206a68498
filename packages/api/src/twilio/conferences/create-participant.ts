import { VoiceResponse } from '@trunkline/twiml'
import type { ConferenceRecord } from '@trunkline/voice'
import { isSid, uuidFromSid } from '@trunkline/wire'
import { readCalled, readCaller } from '../calls/call-parties.ts'
import type { CallParts } from '../calls/call-routes.ts'
import { given } from '../calls/read-place.ts'
import { TwilioError } from '../errors/twilio-error.ts'
import { quoted } from '../messages/create-message.ts'
import type { TwilioCall, TwilioResult } from '../route.ts'
import { uncertain } from '../uncertain.ts'
import { participantView } from './conference-view.ts'
import { checkOpen, findConference } from './find-conference.ts'
import { readParticipant, type WantedParticipant } from './read-participant.ts'

const longestName = 128

/** Calls a party into a conference (https://www.twilio.com/docs/voice/api/conference-participant-resource#create-a-participant). */
export async function createParticipant(parts: CallParts, call: TwilioCall): Promise<TwilioResult> {
  const { account, params, urls } = call
  const { calls, conferences } = parts.voice
  const wanted = readParticipant(params)
  const called = readCalled(wanted.call.to)
  const from = await readCaller(parts, account, wanted.call.callerId ?? wanted.call.from, called)
  const conference = await roomOf(parts, call)
  const callSid = await conferences.invite(account.id, conference.sid, {
    ...{ muted: wanted.muted, ...given('label', wanted.label), ...given('callSidToCoach', wanted.coach) },
    startConferenceOnEnter: wanted.startConferenceOnEnter,
    endConferenceOnExit: wanted.endConferenceOnExit,
  })
  try {
    await calls.create(account.id, {
      ...{
        id: uuidFromSid(callSid),
        to: called.address,
        from,
        program: { twiml: documentOf(conference.name, wanted) },
      },
      ...given('statusCallback', wanted.call.statusCallback),
      ...given('callerName', wanted.callerName),
      ...wanted.call.options,
      origin: { edge: 'twilio' },
    })
  } catch (error) {
    await conferences.disinvite(conference.sid, callSid)
    throw error
  }
  const record = await conferences.participant(account.id, conference.sid, callSid)
  // It may be over already: a number that cannot be called.
  if (record === undefined) throw call.notFound()
  return { status: 201, body: participantView(record, account.sid, urls) }
}

/** The room: that of the SID, which must be open, or that of the name, which is opened. @throws TwilioError 20404, 16022 */
async function roomOf(parts: CallParts, call: TwilioCall): Promise<ConferenceRecord> {
  const name = call.path.ConferenceSid ?? ''
  if (isSid(name, 'CF')) {
    const conference = await findConference(parts, call, 'ConferenceSid')
    checkOpen(conference)
    return conference
  }
  if (name.trim() === '' || name.length > longestName) {
    throw new TwilioError(
      uncertain.parameterInvalid,
      `The name of a conference has 1 to ${longestName} characters: ${quoted(name)}`,
    )
  }
  return parts.voice.conferences.open(call.account.id, name)
}

/** The document that the call runs once it is answered. */
function documentOf(name: string, wanted: WantedParticipant): string {
  const { statusCallback, recordingCallback } = wanted
  const response = new VoiceResponse()
  response.dial().conference(
    {
      ...{ muted: wanted.muted, beep: wanted.beep, waitMethod: wanted.waitMethod, ...given('waitUrl', wanted.waitUrl) },
      startConferenceOnEnter: wanted.startConferenceOnEnter,
      endConferenceOnExit: wanted.endConferenceOnExit,
      ...given('participantLabel', wanted.label),
      ...given('maxParticipants', wanted.maxParticipants),
      ...given('coach', wanted.coach),
      ...(wanted.record ? { record: 'record-from-start' as const, trim: wanted.trim } : {}),
      ...(statusCallback && {
        statusCallback: statusCallback.url,
        statusCallbackMethod: statusCallback.method,
        statusCallbackEvent: [...statusCallback.events],
      }),
      ...(recordingCallback && {
        recordingStatusCallback: recordingCallback.url,
        recordingStatusCallbackMethod: recordingCallback.method,
        recordingStatusCallbackEvent: [...recordingCallback.events],
      }),
    },
    name,
  )
  return response.toString()
}
