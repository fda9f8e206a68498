import type { TextMessage } from '@trunkline/channels'
import { isSid, uuidFromSid } from '@trunkline/wire'
import { TwilioError } from '../errors/twilio-error.ts'
import type { TwilioParts } from '../parts.ts'
import type { TwilioCall } from '../route.ts'
import { uncertain } from '../uncertain.ts'

/** What the routes of messages take. */
export type MessageParts = Pick<TwilioParts, 'accounts' | 'channels' | 'clock' | 'db' | 'gatewaySenders'>

/** The message that a path names. @throws TwilioError 20404 */
export async function find(
  { channels }: Pick<MessageParts, 'channels'>,
  call: TwilioCall,
  place: string,
): Promise<TextMessage> {
  const sid = call.path[place] ?? ''
  if (!isSid(sid, 'SM') && !isSid(sid, 'MM')) throw call.notFound()
  const text = await channels.texts.get(call.account.id, uuidFromSid(sid))
  if (text === undefined) throw call.notFound()
  return text
}

/** @throws TwilioError 20404, 20009 */
export function settled(change: 'done' | 'absent' | 'open', call: TwilioCall): void {
  if (change === 'absent') throw call.notFound()
  if (change === 'done') return
  const { code, status } = uncertain.messageNotFinal
  throw new TwilioError(code, { status, message: 'The message has not reached a final status yet' })
}
