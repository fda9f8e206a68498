import { hash } from 'node:crypto'
import type { Database } from '@trunkline/postgres'
import { isSid, uuidFromSid } from '@trunkline/wire'
import type { Clock } from '../../../ports.ts'
import { addQuality, getQuality, type QualityRow } from '../../../store/call-quality-store.ts'
import { type BrowserGrant, readGrant, type TokenKeys } from '../browser-grant.ts'
import { defaultBrowserLimits } from '../browser-limits.ts'
import { SignallingError } from '../signalling-error.ts'
import { readReport } from './read-report.ts'

/** How good a call of a browser was, by the browser's own account. */
export interface CallQualityRecord {
  /** Seconds that were measured. */
  readonly seconds: number
  /** Mean opinion score, 1 to 4.5, as the SDK reckons it: the mean, and the worst second. */
  readonly mos: { readonly mean: number | null; readonly worst: number | null }
  /** There and back, milliseconds. */
  readonly roundTrip: { readonly mean: number | null; readonly worst: number | null }
  /** Milliseconds. */
  readonly jitter: { readonly mean: number | null; readonly worst: number | null }
  readonly packetsLost: number
  readonly packetsReceived: number
  readonly packetsSent: number
  readonly codec: string | null
  /** The first of what the page thought worth telling. */
  readonly events: QualityRow['events']
  readonly updatedAt: Date
}

/** Keeps what pages tell of the quality of their calls. */
export interface CallQuality {
  /**
   * Takes a report of the SDK: the body of a POST to `/v4/EndpointEvents` or `/v4/EndpointMetrics`, with the page's token. Whether it was worth keeping is nobody's business.
   * @throws SignallingError where the token is not good
   */
  take(token: string, body: unknown): Promise<void>
  /** Undefined where nothing was told. */
  get(clientId: string, callSid: string): Promise<CallQualityRecord | undefined>
}

/** Tokens that are remembered, and for how long, milliseconds: a page posts several times a second. */
const mostTokens = 1_000
const rememberedFor = 30_000

/** Makes the store of call quality. Any process may take reports. */
export function createCallQuality(options: {
  readonly db: Pick<Database, 'query'>
  readonly accounts: TokenKeys
  readonly clock: Clock
}): CallQuality {
  const { db, accounts, clock } = options
  const grants = new Map<string, { readonly grant: BrowserGrant; readonly until: number }>()

  async function grantOf(token: string): Promise<BrowserGrant> {
    const now = clock.now()
    const key = hash('sha256', token, 'base64')
    const known = grants.get(key)
    if (known !== undefined && known.until > now && known.grant.expiresAt * 1000 > now) return known.grant
    const grant = await readGrant(token, accounts, { now, tokenSeconds: defaultBrowserLimits.tokenSeconds })
    grants.set(key, { grant, until: now + rememberedFor })
    if (grants.size > mostTokens) for (const oldest of grants.keys().take(1)) grants.delete(oldest)
    return grant
  }

  return {
    async take(token, body) {
      if (token === '') throw new SignallingError(31204, 'there is no token')
      const { clientId } = await grantOf(token)
      const at = new Date(clock.now())
      const report = readReport(body, at)
      if (report !== undefined) await db.query(addQuality({ ...report, clientId, at }))
    },
    async get(clientId, callSid) {
      if (!isSid(callSid, 'CA')) return undefined
      const { rows } = await db.query<QualityRow>(getQuality(clientId, uuidFromSid(callSid)))
      return rows[0] && recordOf(rows[0])
    },
  }
}

function recordOf(row: QualityRow): CallQualityRecord {
  const mean = (sum: number, worst: number | null): number | null =>
    worst === null || row.samples === 0 ? null : Math.round((sum / row.samples) * 100) / 100
  return {
    seconds: row.samples,
    mos: { mean: mean(row.mos_sum, row.mos_worst), worst: row.mos_worst },
    roundTrip: { mean: mean(row.rtt_sum, row.rtt_worst), worst: row.rtt_worst },
    jitter: { mean: mean(row.jitter_sum, row.jitter_worst), worst: row.jitter_worst },
    packetsLost: row.packets_lost,
    packetsReceived: row.packets_received,
    packetsSent: row.packets_sent,
    codec: row.codec,
    events: row.events,
    updatedAt: row.updated_at,
  }
}
