import type { TextMessage } from '@trunkline/channels'
import { rfc2822 } from '../format/dates.ts'
import type { TwilioCall, TwilioPage, TwilioRoute } from '../route.ts'
import { find, type MessageParts, settled } from './find-message.ts'
import { type MessageMedium, mediaOf } from './media.ts'
import { messagePath, messageSid } from './message-view.ts'

const base = 'api/2010-04-01/Accounts/{AccountSid}/Messages/{MessageSid}/Media'

/** Media of messages (https://www.twilio.com/docs/messaging/api/media-resource): where they are, for Trunkline keeps no copies. */
export function mediaRoutes(parts: Pick<MessageParts, 'channels'>): TwilioRoute[] {
  return [
    { operation: `GET ${base}.json`, handle: (call) => list(parts, call) },
    {
      operation: `GET ${base}/{Sid}.json`,
      differs: 'Without .json it leads to where the medium is (307): Trunkline keeps no copies.',
      async handle(call) {
        const text = await find(parts, call, 'MessageSid')
        const medium = mediumOf(text, call)
        const headers = { location: medium.url }
        if (!isJson(call)) return { status: 307, type: 'text/plain', bytes: '', headers }
        return { status: 200, body: mediumView(medium, text, call) }
      },
    },
    {
      operation: `DELETE ${base}/{Sid}.json`,
      async handle(call) {
        const text = await find(parts, call, 'MessageSid')
        settled(await parts.channels.texts.removeMedia(call.account.id, text.id, mediumOf(text, call).index), call)
        return { status: 204 }
      },
    },
  ]
}

/** Whether the resource is asked for and not what it stands for. */
const isJson = ({ extension }: TwilioCall): boolean => extension === 'json'

function mediumOf(text: TextMessage, call: TwilioCall): MessageMedium {
  const medium = mediaOf(text).find(({ sid }) => sid === call.path.Sid)
  if (medium === undefined) throw call.notFound()
  return medium
}

async function list(parts: Pick<MessageParts, 'channels'>, call: TwilioCall): Promise<TwilioPage> {
  const text = await find(parts, call, 'MessageSid')
  const { from, until } = call.params.dates('DateCreated')
  const at = text.createdAt
  const all = (from === undefined || at >= from) && (until === undefined || at < until) ? mediaOf(text) : []
  const { size, after, before } = call.page
  const index = (sid: string | undefined) => all.findIndex((each) => each.sid === sid)
  const start = before === undefined ? index(after) + 1 : Math.max(0, index(before) - size)
  const records = all.slice(start, before === undefined ? start + size : index(before))
  const last = records.at(-1)
  return {
    key: 'media_list',
    records: records.map((medium) => mediumView(medium, text, call)),
    next: last !== undefined && index(last.sid) < all.length - 1 ? last.sid : undefined,
    previous: start > 0 ? records[0]?.sid : undefined,
  }
}

function mediumView({ sid, type }: MessageMedium, text: TextMessage, { account, urls }: TwilioCall): object {
  const parent = messageSid(text)
  return {
    account_sid: account.sid,
    content_type: type,
    date_created: rfc2822(text.createdAt),
    date_updated: rfc2822(text.createdAt),
    parent_sid: parent,
    sid,
    uri: urls.uri(`${messagePath(account.sid, parent)}/Media/${sid}`),
  }
}
