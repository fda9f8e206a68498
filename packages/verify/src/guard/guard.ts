import { appendEvents } from '@trunkline/events'
import type { Queryable } from '@trunkline/postgres'
import { ProblemError, sidFromUuid } from '@trunkline/wire'
import type { Clock, Ids, Log, Meter } from '../ports.ts'
import type { LimitScope, ServiceSettings } from '../service/settings.ts'
import {
  type Bump,
  bumpCounters,
  type CounterRow,
  insertBlock,
  readCounters,
  readStanding,
  type StandingRow,
} from '../store/guard-store.ts'
import { addressRange } from './address-range.ts'
import { estimate, secondsLeft, windowStart } from './counter.ts'
import { addressSubject, identitySubject, oneCase } from './subjects.ts'

/** A send that somebody asks for. */
export interface GuardRequest {
  /** UUID. */
  readonly clientId: string
  /** Number or address. */
  readonly to: string
  /** ISO 3166-1; null where it has none, as e-mail. */
  readonly country: string | null
  /** The number's range: the number without its last four digits; null for what is no number. */
  readonly prefix: string | null
  /** What kind of line it is; null for what is no number. */
  readonly line: string | null
  /** Address of the person's device, as the client tells it. */
  readonly ip?: string
  readonly identity?: string
  readonly settings: ServiceSettings
  /** Limits of the caller's own, with the key that each counts under. */
  readonly more?: readonly { readonly key: string; readonly max: number; readonly seconds: number }[]
  /** Whether low conversion stops it. */
  readonly riskCheck?: boolean
}

/** What a guard works with. */
export interface GuardParts {
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly meter: Meter
}

/** The window in which conversion is looked at. Seconds. */
export const conversionWindow = 3_600
/** How long a prefix is blocked: first, second … time. Seconds. */
const blockLadder = [1_800, 7_200, 21_600, 43_200] as const

/** Keys of the counters of conversion: sends, codes that came back (`endChallenges` makes these too), and sends that did not arrive. */
export const conversionKey = (kind: 'sent' | 'back' | 'lost', clientId: string, prefix: string): string =>
  `${kind}|${clientId}|${prefix}`

/** One more send, code that came back, or send that did not arrive, for the conversion of a prefix. */
export const conversionBump = (key: string, now: number, n = 1): Bump => ({
  key,
  startedAt: windowStart(now, conversionWindow),
  seconds: conversionWindow,
  n,
})

interface Count {
  readonly key: string
  readonly max: number
  readonly seconds: number
  readonly scope: LimitScope | 'service'
}

const nameOf: Readonly<Record<Count['scope'], string>> = {
  number: 'to this number',
  prefix: 'to numbers of this range',
  client: 'by this client',
  ip: 'from this address',
  country: 'to this country',
  service: 'under a limit of the service',
}

function countsOf({ clientId, to, prefix, ip, country, settings, more = [] }: GuardRequest): readonly Count[] {
  const names: Record<LimitScope, string | null | undefined> = {
    number: oneCase(to),
    prefix,
    client: '',
    ip: addressRange(ip),
    country,
  }
  const own = settings.limits.flatMap(({ scope, max, seconds }): Count[] => {
    const name = names[scope]
    return name === null || name === undefined
      ? []
      : [{ key: `${scope}|${clientId}|${name}|${seconds}`, max, seconds, scope }]
  })
  return [...own, ...more.map((each) => ({ ...each, scope: 'service' as const }))]
}

/** What was read for a batch. */
interface Standing {
  readonly now: number
  readonly counters: ReadonlyMap<string, CounterRow>
  /** How many of this batch are in what a counter says. */
  readonly own: ReadonlyMap<string, number>
  /** How many of this batch were admitted under a key so far. */
  readonly admitted: Map<string, number>
  readonly said: Map<string, StandingRow>
}

const sayingKey = (kind: StandingRow['kind'], clientId: string, name: string): string => `${kind} ${clientId} ${name}`

/**
 * Decides who may be sent to. Works on a batch inside of one transaction: everything is counted first, under the locks of the counters'
 * rows, then decided in the order of the batch, and what was refused is counted back, so that refusals cost the honest nothing.
 */
export class Guard {
  readonly #parts: GuardParts

  constructor(parts: GuardParts) {
    this.#parts = parts
  }

  /** Gives for each request nothing, or why it is refused. */
  async admit(tx: Queryable, requests: readonly GuardRequest[]): Promise<readonly (ProblemError | undefined)[]> {
    const now = this.#parts.clock.now()
    const counts = requests.map((request) => [...countsOf(request), ...conversionCounts(request)])
    const standing = await this.#look(tx, requests, counts, now)
    const verdicts: (ProblemError | undefined)[] = []
    for (const [index, request] of requests.entries()) {
      verdicts.push(await this.#decide(tx, request, counts[index] ?? [], standing))
    }
    const refused = counts.filter((_, index) => verdicts[index] !== undefined).flat()
    if (refused.length > 0) await tx.query(bumpCounters(bumpsOf(refused, now, -1)))
    return verdicts
  }

  async #look(
    tx: Queryable,
    requests: readonly GuardRequest[],
    counts: readonly (readonly Count[])[],
    now: number,
  ): Promise<Standing> {
    const bumps = bumpsOf(counts.flat(), now, 1)
    const bumped = bumps.length === 0 ? [] : (await tx.query<CounterRow>(bumpCounters(bumps))).rows
    const others = [...new Set(requests.flatMap(otherConversionKeys))]
    const read = others.length === 0 ? [] : (await tx.query<CounterRow>(readCounters(others))).rows
    const { rows: said } = await tx.query<StandingRow>(readStanding(requests.flatMap(suspectsOf), new Date(now)))
    return {
      now,
      counters: new Map([...bumped, ...read].map((row) => [row.key, row])),
      own: new Map(bumps.map(({ key, n }) => [key, n])),
      admitted: new Map(),
      said: new Map(said.map((row) => [sayingKey(row.kind, row.client_id, row.name), row])),
    }
  }

  async #decide(
    tx: Queryable,
    request: GuardRequest,
    counts: readonly Count[],
    standing: Standing,
  ): Promise<ProblemError | undefined> {
    const { clientId, to } = request
    const safe = standing.said.has(sayingKey('safe', clientId, to))
    const refusal =
      (safe ? undefined : destinationRefusal(request)) ??
      lockRefusal(request, standing) ??
      (safe || request.riskCheck === false ? undefined : await this.#fraudRefusal(tx, request, standing)) ??
      limitRefusal(counts, standing)
    if (refusal === undefined) {
      for (const { key } of counts) standing.admitted.set(key, (standing.admitted.get(key) ?? 0) + 1)
    } else {
      this.#parts.meter.count('trunkline_verify_refused_total', { code: refusal.code })
    }
    return refusal
  }

  async #fraudRefusal(tx: Queryable, request: GuardRequest, standing: Standing): Promise<ProblemError | undefined> {
    const { clientId, prefix, settings } = request
    if (prefix === null || !settings.fraudGuard) return undefined
    const block = standing.said.get(sayingKey('block', clientId, prefix))
    const { now } = standing
    if (block?.until && block.until.getTime() > now) return blocked(Math.ceil((block.until.getTime() - now) / 1000))
    const sent = readingOf(conversionKey('sent', clientId, prefix), conversionWindow, standing)
    const back = readingOf(conversionKey('back', clientId, prefix), conversionWindow, standing)
    const lost = readingOf(conversionKey('lost', clientId, prefix), conversionWindow, standing)
    if (!isPumped({ sent, back, lost }, settings)) return undefined
    const until = new Date(now + blockLadder[0] * 1000)
    // The others of the batch meet the block at once.
    standing.said.set(sayingKey('block', clientId, prefix), { kind: 'block', client_id: clientId, name: prefix, until })
    await this.#block(tx, request, { prefix, sent, back, now })
    return blocked(blockLadder[0])
  }

  async #block(
    tx: Queryable,
    { clientId }: GuardRequest,
    { prefix, sent, back, now }: { prefix: string; sent: number; back: number; now: number },
  ): Promise<void> {
    const { ids, log } = this.#parts
    const at = new Date(now)
    const figures = { sends: Math.round(sent), converted: Math.round(back) }
    const { rows } = await tx.query<{ level: number; blocked_until: Date }>(
      insertBlock({ clientId, prefix, ...figures, at, ladder: blockLadder }),
    )
    const [row] = rows
    if (row === undefined) return
    const until = row.blocked_until.toISOString()
    const data = { clientId: sidFromUuid('AC', clientId), prefix, ...figures, level: row.level, until }
    await tx.query(
      appendEvents([{ id: ids.uuid(), clientId, type: 'guard.blocked', timestamp: at.toISOString(), data }]),
    )
    log.warn(
      { clientId, prefix, ...figures, until },
      'few codes of a range of numbers come back: it is blocked for a while',
    )
  }
}

/** Whether what was sent to a range comes back so seldom, or fails so often, that somebody is earning from it. */
export function isPumped(
  { sent, back, lost }: { readonly sent: number; readonly back: number; readonly lost: number },
  { fraudSends, fraudConversion }: Pick<ServiceSettings, 'fraudSends' | 'fraudConversion'>,
): boolean {
  if (sent - back > fraudSends && back * 100 < sent * fraudConversion) return true
  return lost >= Math.max(5, fraudSends / 2) && lost * 2 >= sent
}

const conversionCounts = ({ clientId, prefix }: GuardRequest): readonly Count[] =>
  prefix === null
    ? []
    : [
        {
          key: conversionKey('sent', clientId, prefix),
          max: Number.POSITIVE_INFINITY,
          seconds: conversionWindow,
          scope: 'prefix',
        },
      ]

const otherConversionKeys = ({ clientId, prefix }: GuardRequest): readonly string[] =>
  prefix === null ? [] : [conversionKey('back', clientId, prefix), conversionKey('lost', clientId, prefix)]

const suspectsOf = ({ clientId, prefix, to, identity }: GuardRequest) => {
  const base = { clientId, prefix: prefix ?? '', number: to }
  const subjects = [addressSubject(to), ...(identity === undefined ? [] : [identitySubject(identity)])]
  return subjects.map((subject) => ({ ...base, subject }))
}

function bumpsOf(counts: readonly Count[], now: number, sign: 1 | -1): readonly Bump[] {
  const byKey = new Map<string, Bump>()
  for (const { key, seconds } of counts) {
    const n = (byKey.get(key)?.n ?? 0) + sign
    byKey.set(key, { key, seconds, startedAt: windowStart(now, seconds), n })
  }
  return [...byKey.values()]
}

/** What a counter said before this request, with those of the batch that were admitted before it. */
function readingOf(key: string, seconds: number, { counters, own, admitted, now }: Standing): number {
  const row = counters.get(key)
  if (row === undefined) return 0
  const counter = { count: row.count, previous: row.previous, startedAt: row.started_at.getTime() }
  return estimate(counter, seconds, now) - (own.get(key) ?? 0) + (admitted.get(key) ?? 0)
}

function destinationRefusal({ country, line, settings }: GuardRequest): ProblemError | undefined {
  if (line !== null && settings.refusedLines.includes(line)) {
    return new ProblemError('line-refused', `Nothing is sent to lines of the kind ${line}.`)
  }
  const { countries } = settings
  if (line === null || countries === null || (country !== null && countries.includes(country))) return undefined
  return new ProblemError('country-refused', `Nothing is sent to numbers of ${country ?? 'no country'}.`)
}

function lockRefusal(request: GuardRequest, { said, now }: Standing): ProblemError | undefined {
  for (const { clientId, subject } of suspectsOf(request)) {
    const lock = said.get(sayingKey('lock', clientId, subject))
    if (lock?.until && lock.until.getTime() > now) return locked(Math.ceil((lock.until.getTime() - now) / 1000))
  }
  return undefined
}

function limitRefusal(counts: readonly Count[], standing: Standing): ProblemError | undefined {
  const hit = counts.find(({ key, seconds, max }) => readingOf(key, seconds, standing) + 1 > max)
  if (hit === undefined) return undefined
  const detail = `More than ${hit.max} verifications ${nameOf[hit.scope]} in ${hit.seconds} seconds.`
  return new ProblemError('verification-limited', detail, { retryAfter: secondsLeft(hit.seconds, standing.now) })
}

const blocked = (retryAfter: number): ProblemError =>
  new ProblemError('verification-blocked', undefined, { retryAfter })

/** Too many wrong codes in a row. */
export const locked = (retryAfter: number): ProblemError =>
  new ProblemError('verification-locked', undefined, { retryAfter: Math.max(1, retryAfter) })
