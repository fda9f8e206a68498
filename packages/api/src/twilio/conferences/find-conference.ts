import type { ConferenceRecord } from '@trunkline/voice'
import { isSid } from '@trunkline/wire'
import type { VoicePort } from '../../ports.ts'
import { TwilioError } from '../errors/twilio-error.ts'
import type { TwilioCall } from '../route.ts'

/** What finding takes. */
export interface ConferenceParts {
  readonly voice: Pick<VoicePort, 'conferences'>
}

/** The conference that a path names: by its SID, or by the name of one that is not over. @throws TwilioError 20404 */
export async function findConference(
  { voice }: ConferenceParts,
  call: TwilioCall,
  place: 'Sid' | 'ConferenceSid',
): Promise<ConferenceRecord> {
  const name = call.path[place] ?? ''
  const { account } = call
  const record = await (isSid(name, 'CF')
    ? voice.conferences.get(account.id, name)
    : voice.conferences.find(account.id, name))
  if (record === undefined) throw call.notFound()
  return record
}

/** Refuses what cannot be done with a conference that is over. @throws TwilioError 16022 */
export function checkOpen({ sid, status }: ConferenceRecord): void {
  if (status !== 'completed') return
  throw new TwilioError(16022, { message: `The conference ${sid} is over`, status: 400 })
}
