import type { Queryable } from '@trunkline/postgres'
import { parsePhone } from '../addresses/phone.ts'
import type { InboundMessage } from '../ports.ts'
import { createKeywordReader, type Keyword, type KeywordLists } from './keywords.ts'
import { categoriesOf } from './suppression.ts'
import { addSuppression, removeSuppressions, type WriteContext } from './write.ts'

/** How texts such as STOP are taken. */
export interface OptOutConfig {
  /** False leaves them to the client: they are told like any text. */
  readonly enabled?: boolean
  /** Words beside the built-in ones. */
  readonly words?: KeywordLists
  /** What is answered; an empty text answers nothing. */
  readonly replies?: Readonly<Partial<Record<Keyword, string>>>
}

/** What a keyword came to. */
export interface KeywordEffect {
  readonly keyword: Keyword
  /** What is answered; undefined where nothing is: it changed nothing, or the provider answers itself. */
  readonly reply?: string
}

/** Takes what texts from people say about being written to. */
export interface OptOuts {
  /** In the transaction in which the text is stored. */
  take(
    tx: Queryable,
    clientId: string,
    message: InboundMessage,
    context: WriteContext,
  ): Promise<KeywordEffect | undefined>
}

const replies: Readonly<Record<Keyword, string>> = {
  stop: 'You are unsubscribed and will get no more messages. Reply START to get them again.',
  start: 'You are subscribed again. Reply STOP to unsubscribe, HELP for help.',
  help: 'Reply STOP to get no more messages from this number, START to get them again.',
}

/** Makes what reads texts for STOP, START and HELP. A person says it of the number that the text was sent to. */
export function createOptOuts({ enabled = true, words, replies: own = {} }: OptOutConfig = {}): OptOuts {
  const read = createKeywordReader(words)
  return {
    async take(tx, clientId, message, context) {
      if (!enabled || message.channel !== 'sms') return undefined
      const keyword = message.optOut ?? read(message.text)
      if (keyword === undefined) return undefined
      const changed = await act(tx, clientId, keyword, message, context)
      const reply = own[keyword] ?? replies[keyword]
      return changed && reply !== '' && !message.answered ? { keyword, reply } : { keyword }
    },
  }
}

/** Returns whether there is something to confirm: a second STOP is not answered once more. */
async function act(
  tx: Queryable,
  clientId: string,
  keyword: Keyword,
  { from, to, text, gateway }: InboundMessage,
  context: WriteContext,
): Promise<boolean> {
  if (keyword === 'help') return true
  const about = { channel: 'sms', address: written(from) } as const
  if (keyword === 'start') {
    // A provider may have said of which sender the person had enough, or not.
    const which = { ...about, from: [written(to), null], reason: 'opt-out' } as const
    return (await removeSuppressions(tx, clientId, which, context)) > 0
  }
  return addSuppression(
    tx,
    clientId,
    {
      ...about,
      from: written(to),
      reason: 'opt-out',
      categories: categoriesOf('opt-out'),
      detail: `by the text ${JSON.stringify(text.trim().slice(0, 40))} through ${gateway}`,
      createdAt: new Date(context.now),
    },
    context,
  )
}

/** An address as deliveries have it, whatever way the provider writes it; short codes as they are. */
function written(address: string): string {
  const phone = parsePhone(address)
  return phone.ok ? phone.address : address
}
