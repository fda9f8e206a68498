import type { InboundMessage } from '../ports.ts'
import { createInbound, type KeywordReply } from '../status/inbound.ts'
import { createOptOuts } from '../suppression/opt-outs.ts'
import type { KeywordReplyOrigin } from '../suppression/reply.ts'
import type { ChannelsOptions } from './options.ts'
import type { Parts } from './parts.ts'

/** Puts together what takes in messages from people, with the answers to STOP, START and HELP. */
export function buildInbound(
  options: ChannelsOptions,
  { acceptor, settings }: Pick<Parts, 'acceptor' | 'settings'>,
): (message: InboundMessage) => Promise<void> {
  const reply = async (clientId: string, { keyword, from, to, text, inboundId }: KeywordReply) => {
    const origin: KeywordReplyOrigin = { keywordReply: keyword }
    await acceptor.accept(
      clientId,
      { to, from, content: { text } },
      { channel: 'sms', origin: { ...origin }, idempotencyKey: `keyword-reply:${inboundId}` },
    )
  }
  return createInbound({
    ...options,
    optOuts: createOptOuts(options.optOuts),
    reply,
    refresh: (clientId) => settings.refresh(clientId),
  })
}
