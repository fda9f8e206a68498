import type { InboundMessage } from '../ports.ts'
import { createInbound } from '../status/inbound.ts'
import { createOptOuts } from '../suppression/opt-outs.ts'
import type { ChannelsOptions } from './options.ts'
import type { Parts } from './parts.ts'

/** Puts together what takes in messages from people, with the answers to STOP, START and HELP. */
export function buildInbound(
  options: ChannelsOptions,
  { keywordReplies, settings }: Pick<Parts, 'keywordReplies' | 'settings'>,
): (message: InboundMessage) => Promise<void> {
  return createInbound({
    ...options,
    optOuts: createOptOuts(options.optOuts),
    replies: keywordReplies,
    refresh: (clientId) => settings.refresh(clientId),
  })
}
