import type { ConferenceFilter } from '@trunkline/voice'
import { uuidFromSid } from '@trunkline/wire'
import type { CallParts } from '../calls/call-routes.ts'
import { given, readPlace } from '../calls/read-place.ts'
import { cutPage } from '../paging/cut-page.ts'
import { keysetOf } from '../recordings/find-recording.ts'
import type { TwilioCall, TwilioPage, TwilioResult, TwilioRoute } from '../route.ts'
import { uncertain } from '../uncertain.ts'
import { conferenceView } from './conference-view.ts'
import { type ConferenceParts, checkOpen, findConference } from './find-conference.ts'
import { participantRoutes } from './participant-routes.ts'

const base = 'api/2010-04-01/Accounts/{AccountSid}/Conferences'

/** Conferences (https://www.twilio.com/docs/voice/api/conference-resource) and their participants. */
export function conferenceRoutes(parts: CallParts): TwilioRoute[] {
  return [
    { operation: `GET ${base}.json`, handle: (call) => list(parts, call) },
    {
      operation: `GET ${base}/{Sid}.json`,
      handle: async (call) => {
        const record = await findConference(parts, call, 'Sid')
        return { status: 200, body: conferenceView(record, call.account.sid, call.urls) }
      },
    },
    { operation: `POST ${base}/{Sid}.json`, handle: (call) => update(parts, call) },
    ...participantRoutes(parts),
  ]
}

async function list({ voice }: ConferenceParts, call: TwilioCall): Promise<TwilioPage> {
  const { account, page, params, urls } = call
  const [created, updated] = [params.dates('DateCreated'), params.dates('DateUpdated')]
  const filter: ConferenceFilter = {
    ...given('name', params.filled('FriendlyName')),
    ...given('status', params.enumeration('Status', ['init', 'in-progress', 'completed'])),
    ...given('createdFrom', created.from),
    ...given('createdBefore', created.until),
    ...given('updatedFrom', updated.from),
    ...given('updatedBefore', updated.until),
  }
  const rows = await voice.conferences.page(account.id, filter, keysetOf(page))
  return cutPage(rows, page, {
    key: 'conferences',
    cursor: ({ sid }) => uuidFromSid(sid),
    view: (row) => conferenceView(row, account.sid, urls),
  })
}

async function update(parts: ConferenceParts, call: TwilioCall): Promise<TwilioResult> {
  const { account, params, urls } = call
  const { conferences } = parts.voice
  const record = await findConference(parts, call, 'Sid')
  const status = params.enumeration('Status', ['completed'])
  const announce = readPlace(params, 'AnnounceUrl', 'AnnounceMethod', uncertain.parameterInvalid)
  if (announce !== undefined || status !== undefined) checkOpen(record)
  if (announce !== undefined) await conferences.announce(account.id, record.sid, announce)
  if (status !== undefined) await conferences.complete(account.id, record.sid)
  const changed = (await conferences.get(account.id, record.sid)) ?? record
  return { status: 200, body: conferenceView(changed, account.sid, urls) }
}
