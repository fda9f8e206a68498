import type { ConferenceRecord, ParticipantChange, ParticipantFilter, ParticipantRecord } from '@trunkline/voice'
import { isSid, uuidFromSid } from '@trunkline/wire'
import type { CallParts } from '../calls/call-routes.ts'
import { given, readPlace } from '../calls/read-place.ts'
import { TwilioError } from '../errors/twilio-error.ts'
import type { TwilioParams } from '../http/twilio-params.ts'
import { quoted } from '../messages/create-message.ts'
import { cutPage } from '../paging/cut-page.ts'
import { keysetOf } from '../recordings/find-recording.ts'
import type { TwilioCall, TwilioPage, TwilioResult, TwilioRoute } from '../route.ts'
import { uncertain } from '../uncertain.ts'
import { participantView } from './conference-view.ts'
import { createParticipant } from './create-participant.ts'
import { checkOpen, findConference } from './find-conference.ts'

const base = 'api/2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Participants'

const noEmergency = 'No emergency services are reached from here.'
const unheard = 'Nothing listens for machines; the form is checked.'

/** What is documented and has no effect, with the reason. */
const ignored = Object.freeze({
  EarlyMedia: 'A participant is in the conference from its answer on.',
  JitterBufferSize: 'Sound is mixed as it comes.',
  Region: 'There is one place where sound is mixed.',
  MachineDetectionTimeout: unheard,
  MachineDetectionSpeechThreshold: unheard,
  MachineDetectionSpeechEndThreshold: unheard,
  MachineDetectionSilenceTimeout: unheard,
  CallReason: 'Carriers that show a reason are reached by Twilio alone.',
  CallToken: 'Calls are not signed (STIR/SHAKEN) here; a carrier signs them.',
  ClientNotificationUrl: 'Browser phones are told over their own connection.',
  EmergencyCallerPosition: noEmergency,
  EmergencyCallerLocation: noEmergency,
  EmergencyName: noEmergency,
  EmergencyAddress: noEmergency,
  EmergencyZipCode: noEmergency,
  EmergencyCity: noEmergency,
  EmergencyState: noEmergency,
  EmergencyCountry: noEmergency,
})

/** Participants (https://www.twilio.com/docs/voice/api/conference-participant-resource): by the SID of their call, or their label. */
export function participantRoutes(parts: CallParts): TwilioRoute[] {
  return [
    { operation: `GET ${base}.json`, handle: (call) => list(parts, call) },
    {
      operation: `POST ${base}.json`,
      ignores: ignored,
      refuses: { Byoc: 'There are no BYOC trunks.' },
      differs:
        'A conference is named by its SID, or by a name, whose room is opened where it is not. MachineDetection is answered with AnsweredBy=unknown.',
      handle: (call) => createParticipant(parts, call),
    },
    { operation: `GET ${base}/{CallSid}.json`, handle: async (call) => shown(call, (await find(parts, call))[1]) },
    { operation: `POST ${base}/{CallSid}.json`, handle: (call) => update(parts, call) },
    { operation: `DELETE ${base}/{CallSid}.json`, handle: (call) => remove(parts, call) },
  ]
}

const shown = ({ account, urls }: TwilioCall, record: ParticipantRecord): TwilioResult => ({
  status: 200,
  body: participantView(record, account.sid, urls),
})

/** Those who have left are none any more, and so it is with all of a conference that is over. @throws TwilioError 20404 */
async function find({ voice }: CallParts, call: TwilioCall): Promise<readonly [ConferenceRecord, ParticipantRecord]> {
  const conference = await findConference({ voice }, call, 'ConferenceSid')
  const record = await voice.conferences.participant(call.account.id, conference.sid, call.path.CallSid ?? '')
  if (record === undefined) throw call.notFound()
  return [conference, record]
}

async function list({ voice }: CallParts, call: TwilioCall): Promise<TwilioPage> {
  const { account, page, params, urls } = call
  const { sid } = await findConference({ voice }, call, 'ConferenceSid')
  const filter: ParticipantFilter = {
    ...given('muted', params.boolean('Muted')),
    ...given('hold', params.boolean('Hold')),
    ...given('coaching', params.boolean('Coaching')),
  }
  const rows = await voice.conferences.participants(account.id, sid, filter, keysetOf(page))
  return cutPage(rows, page, {
    key: 'participants',
    cursor: ({ callSid }) => uuidFromSid(callSid),
    view: (row) => participantView(row, account.sid, urls),
  })
}

async function update(parts: CallParts, call: TwilioCall): Promise<TwilioResult> {
  const { account, params } = call
  const { conferences } = parts.voice
  const [conference, record] = await find(parts, call)
  checkOpen(conference)
  const change = readChange(params, record)
  if (Object.keys(change).length === 0) return shown(call, record)
  if (record.status !== 'connected') {
    throw new TwilioError(21220, {
      message: `The participant is ${record.status}: it is not in the room yet`,
      status: 400,
    })
  }
  await conferences.update(account.id, conference.sid, record.callSid, change)
  const changed = await conferences.participant(account.id, conference.sid, record.callSid)
  return shown(call, changed ?? record)
}

/** @throws TwilioError */
function readChange(params: TwilioParams, { coaching: coaches }: ParticipantRecord): ParticipantChange {
  const invalid = uncertain.parameterInvalid
  const coaching = params.boolean('Coaching')
  const callSidToCoach = params.filled('CallSidToCoach')
  if (callSidToCoach !== undefined && !isSid(callSidToCoach, 'CA')) {
    throw new TwilioError(invalid, `Invalid parameter CallSidToCoach: ${quoted(callSidToCoach)}`)
  }
  if (coaching === true && callSidToCoach === undefined && !coaches) {
    throw new TwilioError(invalid, 'Coaching needs CallSidToCoach')
  }
  const holdUrl = params.url('HoldUrl', invalid)
  // By GET unless told otherwise, alone among its kind (https://www.twilio.com/docs/voice/api/conference-participant-resource).
  const holdMethod = params.method('HoldMethod', 21209) ?? 'GET'
  return {
    ...given('muted', params.boolean('Muted')),
    ...given('hold', params.boolean('Hold')),
    ...given('holdSound', holdUrl === undefined ? undefined : { url: holdUrl, method: holdMethod }),
    ...given('announce', readPlace(params, 'AnnounceUrl', 'AnnounceMethod', invalid)),
    ...given('wait', readPlace(params, 'WaitUrl', 'WaitMethod', invalid)),
    ...given('beepOnExit', params.boolean('BeepOnExit')),
    ...given('endConferenceOnExit', params.boolean('EndConferenceOnExit')),
    ...given('coaching', coaching),
    ...given('callSidToCoach', callSidToCoach),
  }
}

/** Takes a party out; one that is still being called is not called any longer. */
async function remove(parts: CallParts, call: TwilioCall): Promise<TwilioResult> {
  const { calls, conferences } = parts.voice
  const [{ sid }, { callSid, status }] = await find(parts, call)
  if (status === 'connected') await conferences.kick(call.account.id, sid, callSid)
  else await calls.update(call.account.id, callSid, { status: 'completed' })
  return { status: 204 }
}
