import type { ChannelName } from '../ports.ts'
import type { DeliveryStatus } from './status.ts'
import type { StoredAttempt, StoredDelivery, StoredMessage } from './stored.ts'

/**
 * How deliveries stand in the column `deliveries` of `channels_message`: two or three times each message's life they go through PostgreSQL's
 * jsonb parser, which costs by the token, so all that no statement looks into is one text.
 *
 * ```
 * {"channel":"sms","to":"+14155550123","status":"delivered","rest":
 *   "loopback 1 final loopback|accepted 2026-11-21T16:54:32.717Z queued 32.717Z sending 32.722Z delivered 32.770Z|loopback accepted 32.722Z 32.770Z - LB01-1"}
 * ```
 *
 * The text's parts are set off by `|`, their words by blanks; `-` is null. First the gateway, the segments, whether it is final, and the gateways that may be
 * asked; then the timeline; then, a part each, the attempts: gateway, outcome, start, end, error code, and the provider's id, which may hold
 * blanks. An instant within the minute of the timeline's first leaves out what they have in common. What does not go into this form stands
 * there field by field, as all deliveries once did.
 */
interface NarrowDelivery {
  readonly channel: ChannelName
  readonly to: string
  readonly status: DeliveryStatus
  readonly from?: string
  readonly dueAt?: string
  readonly reason?: string
  readonly errorCode?: string
  readonly rest: string
}

/** A delivery as the database gives it. */
export type DeliveryDocument = NarrowDelivery | StoredDelivery

/** A row of `channels_message` as the database gives it. */
export type MessageRow = Omit<StoredMessage, 'deliveries'> & { readonly deliveries: readonly DeliveryDocument[] }

/** Deliveries as JSON for the column. */
export function deliveriesJson(deliveries: readonly StoredDelivery[]): string {
  return `[${deliveries.map((delivery) => narrowJson(delivery) ?? JSON.stringify(delivery)).join(',')}]`
}

/** Deliveries of the column as they are. */
export function fromDocuments(documents: readonly DeliveryDocument[]): StoredDelivery[] {
  return documents.map((one) => ('rest' in one ? widened(one) : one))
}

/** A message of which the database gave the row. */
export function fromRow<Row extends MessageRow>(
  row: Row,
): Omit<Row, 'deliveries'> & { readonly deliveries: readonly StoredDelivery[] } {
  return { ...row, deliveries: fromDocuments(row.deliveries) }
}

type Move = StoredDelivery['timeline'][number]

/** The narrow form; undefined where the delivery does not go into it. Put together by hand: `JSON.stringify` takes as long again. */
function narrowJson(delivery: StoredDelivery): string | undefined {
  const { channel, to, status, from, dueAt, reason, errorCode, timeline } = delivery
  const rest = restOf(delivery)
  if (rest === undefined || timeline.at(-1)?.status !== status) return undefined
  let json = `{"channel":"${channel}","to":${JSON.stringify(to)},"status":"${status}"`
  if (from !== null) json += `,"from":${JSON.stringify(from)}`
  if (dueAt !== null) json += `,"dueAt":${JSON.stringify(dueAt)}`
  if (reason !== null) json += `,"reason":${JSON.stringify(reason)}`
  if (errorCode !== null) json += `,"errorCode":${JSON.stringify(errorCode)}`
  return `${json},"rest":"${rest}"}`
}

/** What an instant has in common with others of its minute, and how long it is (RFC 3339, UTC, milliseconds). */
const [minute, instant] = ['2026-11-21T16:54:'.length, '2026-11-21T16:54:32.717Z'.length]

function restOf({ gateway, segments, final, gateways, timeline, attempts }: StoredDelivery): string | undefined {
  const first = timeline[0]?.at
  if (first === undefined || !gateways.every(isWord) || !isWordOrNull(gateway)) return undefined
  const common = first.slice(0, minute)
  let rest = `${gateway ?? '-'} ${segments ?? '-'} ${final ? 'final' : 'open'} ${gateways.join(' ')}|${timeline[0]?.status} ${first}`
  for (let index = 0; index < timeline.length; index++) {
    const { status, at } = timeline[index] as Move
    if (!isInstant(at)) return undefined
    if (index > 0) rest += ` ${status} ${shortened(at, common)}`
  }
  for (const attempt of attempts) {
    if (!fits(attempt)) return undefined
    const { gateway, outcome, startedAt, endedAt, errorCode, providerId } = attempt
    rest += `|${gateway} ${outcome ?? '-'} ${shortened(startedAt, common)} ${endedAt === null ? '-' : shortened(endedAt, common)} ${errorCode ?? '-'} ${providerId ?? '-'}`
  }
  return rest
}

function fits({ gateway, startedAt, endedAt, errorCode, providerId }: StoredAttempt): boolean {
  return (
    isWord(gateway) &&
    isInstant(startedAt) &&
    (endedAt === null || isInstant(endedAt)) &&
    isWordOrNull(errorCode) &&
    (providerId === null || isPhrase(providerId))
  )
}

// Printable ASCII but what parts the text and what JSON escapes.
const isWord = (text: string): boolean => text !== '-' && /^[!#-[\]-{}~]+$/.test(text)
const isPhrase = (text: string): boolean => text !== '-' && /^[ !#-[\]-{}~]+$/.test(text)
const isWordOrNull = (text: string | null): boolean => text === null || isWord(text)
const isInstant = (text: string): boolean => text.length === instant && text.endsWith('Z')
const shortened = (at: string, common: string): string => (at.startsWith(common) ? at.slice(minute) : at)

function widened({ rest, ...named }: NarrowDelivery): StoredDelivery {
  const [head = '', moves = '', ...attempts] = rest.split('|')
  const [gateway = '', segments = '', final, ...gateways] = head.split(' ')
  const words = moves.split(' ')
  const common = words[1]?.slice(0, minute) ?? ''
  const at = (text: string) => (text.length === instant ? text : common + text)
  const timeline: Move[] = []
  for (let index = 0; index < words.length; index += 2)
    timeline.push({ status: words[index] as DeliveryStatus, at: at(words[index + 1] as string) })
  return {
    channel: named.channel,
    to: named.to,
    from: named.from ?? null,
    gateways: gateways[0] === '' ? [] : gateways,
    gateway: orNull(gateway),
    status: named.status,
    final: final === 'final',
    dueAt: named.dueAt ?? null,
    reason: named.reason ?? null,
    segments: segments === '-' ? null : Number(segments),
    errorCode: named.errorCode ?? null,
    attempts: attempts.map((text) => attemptOf(text, at)),
    timeline,
  }
}

function attemptOf(text: string, at: (text: string) => string): StoredAttempt {
  const [gateway = '', outcome = '', startedAt = '', endedAt = '', errorCode = '', ...providerId] = text.split(' ')
  return {
    gateway,
    outcome: orNull(outcome) as StoredAttempt['outcome'],
    providerId: orNull(providerId.join(' ')),
    startedAt: at(startedAt),
    endedAt: endedAt === '-' ? null : at(endedAt),
    errorCode: orNull(errorCode),
  }
}

const orNull = (word: string): string | null => (word === '-' ? null : word)
