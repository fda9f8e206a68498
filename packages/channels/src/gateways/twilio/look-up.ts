import type { Clock, LookUp, OutboundMessage } from '../../ports.ts'
import type { ClaimedIds } from './claimed-ids.ts'
import { foundOutcome } from './outcome.ts'
import { kindOf, type TwilioSender } from './request-form.ts'
import type { TwilioApi, TwilioRecord } from './twilio-api.ts'

/** What {@link lookUpAttempt} needs. */
export interface LookUpOptions {
  readonly api: TwilioApi
  readonly clock: Clock
  /** Milliseconds after the start of an attempt from which on "not found" means "was never made". */
  readonly settle: number
  readonly claimed: ClaimedIds
  /** Whether a provider id is known to belong to some delivery already, whichever process sent it. */
  readonly isClaimed?: (providerId: string) => Promise<boolean>
}

/** How far Twilio's clock may be behind ours, and how long after its claim an attempt may still have left. Milliseconds. */
const before = 30_000
const after = 900_000
const pageSize = 100
const pagesMost = 20

/**
 * Looks up what became of an attempt that was sent and never answered. Twilio's API takes no idempotency key for messages and calls,
 * and gives back no reference of ours, so the attempt is recognised by recipient, sender, text and time.
 *
 * It asks twice. First for what was sent to the recipient on or after the day of the attempt: a short list, as a rule the answer. What
 * is not sent yet has no such date and is missing there, so before "absent" is said, all that was made for the recipient is read, newest
 * first, back to the attempt.
 *
 * Of several that fit, those that belong to another delivery are left out: known to this process ({@link ClaimedIds}) or to the store
 * (`isClaimed`). Of what remains, which are as alike as the attempts that made them, the oldest is taken and claimed.
 */
export async function lookUpAttempt(
  options: LookUpOptions,
  message: OutboundMessage,
  sender: TwilioSender,
  startedAt: number,
  signal: AbortSignal,
): Promise<LookUp> {
  const { api, clock } = options
  const kind = kindOf(message)
  const earliest = startedAt - before
  const sentOnOrAfter = new Date(earliest).toISOString().slice(0, 10)
  for (const filter of [{ sentOnOrAfter }, {}]) {
    const candidates: TwilioRecord[] = []
    let pages = 0
    for await (const page of api.list(kind, { to: message.to, pageSize, ...filter }, signal)) {
      candidates.push(...page.filter((record) => fits(record, message, sender, startedAt)))
      if (isPast(page, earliest)) break
      if (++pages >= pagesMost)
        return { kind: 'unsure', reason: `more than ${pagesMost * pageSize} records for the recipient` }
    }
    const found = await firstUnclaimed(options, candidates, message)
    if (found) return { kind: 'found', ...foundOutcome(kind, found, clock.now()) }
  }
  if (clock.now() < startedAt + options.settle) return { kind: 'unsure', reason: 'it may still turn up at Twilio' }
  return { kind: 'absent' }
}

/** Whether all that follows is older than the attempt. Only a page that runs from new to old can say that. */
function isPast(page: readonly TwilioRecord[], earliest: number): boolean {
  const [first, last] = [page[0]?.dateCreated, page.at(-1)?.dateCreated]
  return first != null && last != null && first >= last && first < secondsOf(earliest)
}

/** Twilio's dates have no milliseconds. */
const secondsOf = (instant: number) => Math.floor(instant / 1_000) * 1_000

function fits(record: TwilioRecord, message: OutboundMessage, sender: TwilioSender, startedAt: number): boolean {
  const made = record.dateCreated
  return (
    (record.direction === '' || record.direction.startsWith('outbound-api')) &&
    sameAddress(record.to, message.to) &&
    sameSender(record, sender) &&
    (message.channel === 'call' || sameText(record.body, message.content.text ?? '')) &&
    (made === null || (made >= secondsOf(startedAt - before) && made <= startedAt + after))
  )
}

function sameSender(record: TwilioRecord, sender: TwilioSender): boolean {
  if ('messagingServiceSid' in sender) return record.messagingServiceSid === sender.messagingServiceSid
  return record.from !== null && sameAddress(record.from, sender.from)
}

/** Twilio writes numbers in E.164 whatever it was given; names and prefixes stay. */
function sameAddress(one: string, other: string): boolean {
  const plain = (address: string) =>
    address
      .toLowerCase()
      .replace(/[\s().-]/g, '')
      .replace(/\+/, '')
  return plain(one) === plain(other)
}

/** Smart encoding replaces quotes, dashes and spaces, and redaction takes the whole text: only letters and digits count, and nothing fits all. */
function sameText(theirs: string | null, ours: string): boolean {
  if (theirs === null || theirs === '' || theirs === ours) return true
  const letters = (text: string) =>
    text
      .normalize('NFKD')
      .replace(/[^\p{L}\p{N}]/gu, '')
      .toLowerCase()
  const wanted = letters(ours)
  return wanted === '' ? letters(theirs) === '' : letters(theirs) === wanted
}

async function firstUnclaimed(
  { claimed, isClaimed }: LookUpOptions,
  candidates: readonly TwilioRecord[],
  message: OutboundMessage,
): Promise<TwilioRecord | null> {
  const attempt = `${message.deliveryId}/${message.attempt}`
  const oldestFirst = candidates.toSorted((a, b) => (a.dateCreated ?? 0) - (b.dateCreated ?? 0))
  const own = oldestFirst.find((record) => claimed.isOwn(record.sid, attempt))
  if (own) return own
  for (const record of oldestFirst) {
    if (claimed.isTaken(record.sid, attempt) || (await isClaimed?.(record.sid))) continue
    // Another look-up may have claimed it while the store was asked.
    if (claimed.isTaken(record.sid, attempt)) continue
    claimed.claim(record.sid, attempt)
    return record
  }
  return null
}
