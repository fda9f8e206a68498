import { currentRecording, type RecordedThing, type RecordingRecord } from '@trunkline/voice'
import { uuidFromSid } from '@trunkline/wire'
import { TwilioError } from '../errors/twilio-error.ts'
import type { TwilioUrls } from '../http/twilio-urls.ts'
import { cutPage } from '../paging/cut-page.ts'
import type { TwilioCall, TwilioPage, TwilioResult } from '../route.ts'
import { uncertain } from '../uncertain.ts'
import { findRecording, keysetOf, type RecordingParts, readDates, removeRecording } from './find-recording.ts'

/** How a recording of something is shown. */
export type RecordingView = (record: RecordingRecord, accountSid: string, urls: TwilioUrls) => object

/** The recordings of one call, or of one conference: what can be done with them is the same. */
export interface ThingRecordings {
  list(call: TwilioCall, of: RecordedThing): Promise<TwilioPage>
  fetch(call: TwilioCall, of: RecordedThing): Promise<TwilioResult>
  update(call: TwilioCall, of: RecordedThing): Promise<TwilioResult>
  remove(call: TwilioCall, of: RecordedThing): Promise<TwilioResult>
}

/** Makes what the routes of a call's and of a conference's recordings do. */
export function thingRecordings(parts: RecordingParts, view: RecordingView): ThingRecordings {
  const find = async (call: TwilioCall, of: RecordedThing): Promise<RecordingRecord> => {
    const record = await findRecording(parts, call, call.path.Sid ?? '')
    const its = 'callSid' in of ? record.callSid === of.callSid : record.conferenceSid === of.conferenceSid
    if (!its) throw call.notFound()
    return record
  }
  const shown = ({ account, urls }: TwilioCall, record: RecordingRecord): TwilioResult => ({
    status: 200,
    body: view(record, account.sid, urls),
  })
  return {
    async list(call, of) {
      const { account, page, urls } = call
      const rows = await parts.voice.recordings.page(account.id, { ...of, ...readDates(call) }, keysetOf(page))
      return cutPage(rows, page, {
        key: 'recordings',
        cursor: ({ sid }) => uuidFromSid(sid),
        view: (row) => view(row, account.sid, urls),
      })
    },
    fetch: async (call, of) => shown(call, await find(call, of)),
    async update(call, of) {
      const { account, params, path } = call
      const status = params.enumeration('Status', ['paused', 'in-progress', 'stopped'])
      if (status === undefined) throw new TwilioError(uncertain.parameterInvalid, 'Missing required parameter Status')
      const pause = params.enumeration('PauseBehavior', ['skip', 'silence']) ?? 'silence'
      const sid = path.Sid === currentRecording ? currentRecording : runningSid(await find(call, of))
      return shown(call, await parts.voice.recordings.update(account.id, of, sid, { status, pause }))
    },
    remove: async (call, of) => removeRecording(parts, call, await find(call, of)),
  }
}

function runningSid({ sid, status }: RecordingRecord): string {
  if (status === 'in-progress' || status === 'paused') return sid
  throw new TwilioError(21220, { message: `The recording is ${status}: it can no longer be changed`, status: 400 })
}
