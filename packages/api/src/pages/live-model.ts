import type { LoopbackArrival } from '@trunkline/channels'
import type { CheckReadiness } from '../operations/health.ts'
import type { ChannelsPort, InboxPort } from '../ports.ts'
import type { Arrival, DepthLine, LiveModel } from './console-model.ts'

/** What the page is made from. */
export interface LiveSources {
  readonly readiness: CheckReadiness
  readonly channels: Pick<ChannelsPort, 'depth' | 'gateways'>
  readonly inbox: InboxPort | undefined
}

/** How many arrivals the page shows. */
const shown = 20

/** Reads what the page shows. What cannot be read while the database is away is left empty: the state says why. */
export function createLiveModel({ readiness, channels, inbox }: LiveSources): () => Promise<LiveModel> {
  return async () => {
    const [parts, depth, page] = await Promise.all([
      readiness(),
      channels.depth().catch(() => undefined),
      inbox?.inbox.list({ limit: shown }).catch(() => undefined),
    ])
    const lines: readonly (readonly [string, number | undefined])[] = [
      ['queued', depth?.queued],
      ['sending', depth?.sending],
      ['held', depth?.held],
      ['awaiting receipt', depth?.awaiting],
    ]
    return {
      parts: parts.filter((part) => !part.name.startsWith('gateway:')),
      depth: lines.flatMap(([label, count]): DepthLine[] => (count === undefined ? [] : [{ label, count }])),
      gateways: channels.gateways.list().map((gateway) => ({
        ...gateway,
        state: gateway.state === 'trying' ? 'degraded' : gateway.state,
        detail: gateway.state === 'up' ? '' : 'left alone after failures; tried again by itself',
      })),
      arrivals: page?.messages.map(arrivalOf) ?? [],
    }
  }
}

function arrivalOf({ deliveryId, channel, to, from, content, at }: LoopbackArrival): Arrival {
  return {
    id: deliveryId,
    channel,
    to,
    from,
    heading: content?.subject ?? content?.title ?? null,
    text: textOf(content),
    at,
  }
}

/** What the message says. HTML is shown as its source, never rendered: it is somebody else's. */
function textOf(content: LoopbackArrival['content']): string {
  if (content === null) return '(sealed with a secret that is gone)'
  const parts = [content.text ?? content.html ?? content.twiml ?? content.url, ...(content.media ?? [])]
  const files = (content.attachments ?? []).map(({ name }) => `[${name}]`)
  return [...parts, ...files].filter((part) => part !== undefined).join('\n')
}
