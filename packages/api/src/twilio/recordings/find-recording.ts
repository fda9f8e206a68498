import type { Keyset, RecordingFilter, RecordingRecord } from '@trunkline/voice'
import type { VoicePort } from '../../ports.ts'
import { given } from '../calls/read-place.ts'
import { TwilioError } from '../errors/twilio-error.ts'
import type { TwilioCall, TwilioResult } from '../route.ts'
import { uncertain } from '../uncertain.ts'

/** What the routes of recordings take. */
export interface RecordingParts {
  readonly voice: VoicePort
}

/** The filter of days that all lists of recordings have. */
export function readDates({ params }: TwilioCall): Pick<RecordingFilter, 'createdFrom' | 'createdBefore'> {
  const { from, until } = params.dates('DateCreated')
  return { ...given('createdFrom', from), ...given('createdBefore', until) }
}

/** One row more than the page holds. */
export const keysetOf = ({ size, after, before }: TwilioCall['page']): Keyset => ({
  limit: size + 1,
  ...given('after', after),
  ...given('before', before),
})

/** The recording of a SID. @throws TwilioError 20404 also for one that was deleted, unless such are wanted */
export async function findRecording(
  { voice }: RecordingParts,
  call: TwilioCall,
  sid: string,
  deleted = false,
): Promise<RecordingRecord> {
  const record = await voice.recordings.get(call.account.id, sid)
  if (record === undefined || (record.status === 'deleted' && !deleted)) throw call.notFound()
  return record
}

/** Deletes a recording that is over. @throws TwilioError 20009 for one that is not */
export async function removeRecording(
  { voice }: RecordingParts,
  call: TwilioCall,
  { sid }: RecordingRecord,
): Promise<TwilioResult> {
  if (await voice.recordings.remove(call.account.id, sid)) return { status: 204 }
  const { code, status } = uncertain.recordingNotOver
  throw new TwilioError(code, { status, message: 'The recording is not over: stop it first' })
}
