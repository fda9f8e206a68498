import type { Database } from '@trunkline/postgres'
import { generateWebhookSecret, isSid, ProblemError, sidFromUuid, uuidFromSid } from '@trunkline/wire'
import { checkPatterns, likeOf } from '../event/pattern.ts'
import type { AddressPolicy } from '../http/address-policy.ts'
import { callableUrl } from '../http/callable-url.ts'
import { mayReach } from '../http/guarded-connector.ts'
import type { Resolve } from '../http/name-resolver.ts'
import type { Clock, Ids, SecretSealer } from '../ports.ts'
import {
  deleteDeliveries,
  deleteEndpoint,
  type EndpointRow,
  enableEndpoint,
  getEndpoint,
  insertEndpoint,
  listEndpoints,
  requeueFailed,
  rewindEndpoint,
  rotateSecret,
} from '../store/endpoint-store.ts'
import { positionAt } from '../store/log-store.ts'
import { parsePosition } from '../stream/position.ts'
import { type EndpointView, type EndpointWithSecret, viewOf } from './endpoint-view.ts'
import { secretContext } from './secrets.ts'

/** Endpoints that a client may have. */
export const mostEndpoints = 20
const rotationMs = 86_400_000
const nilUuid = '00000000-0000-0000-0000-000000000000'
const pageSize = 50

/** What to send again. With both fields, both; with neither, what was given up. */
export interface ReplayRequest {
  /** Everything after this position (`123-0`), or since this RFC 3339 instant; at most what is kept, a week. */
  readonly since?: string
  /** What was given up; and what waits for its next try is tried at once. */
  readonly failed?: boolean
}

/** What a replay has set going. */
export interface ReplayResult {
  /** Deliveries that were queued anew or made due. */
  readonly requeued: number
  /** The position from which on events are sent again; null when `since` was not given or nothing has come since. */
  readonly since: string | null
}

/** A client's webhook endpoints. All ids of endpoints are `WE…` SIDs; a client that does not own one gets `not-found`. */
export interface Endpoints {
  /** @throws ProblemError `url-refused`, `validation-failed` (patterns), `webhook-limit` */
  create(
    clientId: string,
    request: { readonly url: string; readonly events?: readonly string[] },
  ): Promise<EndpointWithSecret>
  list(
    clientId: string,
    page?: { readonly after?: string; readonly limit?: number },
  ): Promise<{ webhooks: readonly EndpointView[]; next: string | null }>
  get(clientId: string, id: string): Promise<EndpointView>
  remove(clientId: string, id: string): Promise<void>
  /** Gives a new secret; for 24 hours the one before signs too. */
  rotate(clientId: string, id: string): Promise<EndpointWithSecret>
  /** Puts a disabled endpoint back to work, with what happens from now on. */
  enable(clientId: string, id: string): Promise<EndpointView>
  /** Sends events again; a disabled endpoint is enabled by it. */
  replay(clientId: string, id: string, request?: ReplayRequest): Promise<ReplayResult>
}

/** Of what endpoints are made. */
export interface EndpointsOptions {
  readonly db: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly sealer: SecretSealer
  readonly policy: AddressPolicy
  readonly resolve: Resolve
  /** Called when deliveries may have become due. */
  readonly onWork: () => void
}

function uuidOf(id: string): string {
  if (!isSid(id, 'WE')) throw new ProblemError('not-found')
  return uuidFromSid(id)
}

function only(rows: readonly EndpointRow[]): EndpointRow {
  const [row] = rows
  if (!row) throw new ProblemError('not-found')
  return row
}

class EndpointService implements Endpoints {
  readonly #options: EndpointsOptions

  constructor(options: EndpointsOptions) {
    this.#options = options
  }

  async create(
    clientId: string,
    { url: text, events }: { readonly url: string; readonly events?: readonly string[] },
  ): Promise<EndpointWithSecret> {
    const url = await checkUrl(this.#options, text)
    if (events) checkPatterns(events)
    const id = this.#options.ids.uuid()
    const { secret, sealed } = this.#newSecret(id)
    const patterns = events ?? null
    const likes = patterns?.map(likeOf) ?? null
    const endpoint = { id, clientId, url: url.href, patterns, likes, secret: sealed, at: this.#now() }
    const { rows } = await this.#options.db.query<EndpointRow>(insertEndpoint(endpoint, mostEndpoints))
    if (!rows[0]) throw new ProblemError('webhook-limit', `a client may have ${mostEndpoints} webhooks: delete one`)
    return { ...viewOf(rows[0]), secret }
  }

  async list(
    clientId: string,
    { after, limit = pageSize }: { readonly after?: string; readonly limit?: number } = {},
  ): Promise<{ webhooks: readonly EndpointView[]; next: string | null }> {
    const size = Math.min(Math.max(1, limit), pageSize)
    const from = after === undefined ? nilUuid : uuidOf(after)
    const { rows } = await this.#options.db.query<EndpointRow>(listEndpoints(clientId, from, size + 1))
    const page = rows.slice(0, size)
    const last = rows.length > size ? page.at(-1) : undefined
    return { webhooks: page.map(viewOf), next: last ? sidFromUuid('WE', last.id) : null }
  }

  async get(clientId: string, id: string): Promise<EndpointView> {
    return viewOf(await this.#find(clientId, id))
  }

  async remove(clientId: string, id: string): Promise<void> {
    const uuid = uuidOf(id)
    await this.#options.db.transaction(async (tx) => {
      const { rowCount } = await tx.query(deleteEndpoint(clientId, uuid))
      if (rowCount === 0) throw new ProblemError('not-found')
      await tx.query(deleteDeliveries(uuid))
    })
  }

  async rotate(clientId: string, id: string): Promise<EndpointWithSecret> {
    const uuid = uuidOf(id)
    const { secret, sealed } = this.#newSecret(uuid)
    const until = new Date(this.#options.clock.now() + rotationMs)
    const { rows } = await this.#options.db.query<EndpointRow>(rotateSecret(clientId, uuid, sealed, until))
    return { ...viewOf(only(rows)), secret }
  }

  async enable(clientId: string, id: string): Promise<EndpointView> {
    return viewOf(only((await this.#options.db.query<EndpointRow>(enableEndpoint(clientId, uuidOf(id)))).rows))
  }

  async replay(clientId: string, id: string, request: ReplayRequest = {}): Promise<ReplayResult> {
    const { db, onWork } = this.#options
    const { id: uuid, status } = await this.#find(clientId, id)
    const after = request.since === undefined ? null : await replayStart(db, clientId, request.since)
    const failed = request.failed ?? request.since === undefined
    const requeued = await db.transaction(async (tx) => {
      if (status === 'disabled') await tx.query(enableEndpoint(clientId, uuid))
      if (after !== null) await tx.query(rewindEndpoint(uuid, after, this.#now()))
      if (!failed) return 0
      return (await tx.query<{ requeued: number }>(requeueFailed(uuid, this.#now()))).rows[0]?.requeued ?? 0
    })
    onWork()
    return { requeued, since: after === null ? null : `${after + 1}-0` }
  }

  #now(): Date {
    return new Date(this.#options.clock.now())
  }

  #newSecret(id: string): { secret: string; sealed: string } {
    const secret = generateWebhookSecret()
    return { secret, sealed: this.#options.sealer.seal(secret, secretContext(id)) }
  }

  async #find(clientId: string, id: string): Promise<EndpointRow> {
    return only((await this.#options.db.query<EndpointRow>(getEndpoint(clientId, uuidOf(id)))).rows)
  }
}

/** Makes the endpoints of all clients. */
export function createEndpoints(options: EndpointsOptions): Endpoints {
  return new EndpointService(options)
}

async function checkUrl({ policy, resolve }: EndpointsOptions, text: string): Promise<URL> {
  const url = callableUrl(text, '/url')
  if (await mayReach(url.hostname, { policy, resolve })) return url
  const detail = `${url.hostname} is at an address that is not public: the operator can permit its range`
  throw new ProblemError('url-refused', undefined, { errors: [{ pointer: '/url', detail }] })
}

/** The row after which to begin; null when nothing has come since the instant. */
async function replayStart(db: Database, clientId: string, since: string): Promise<number | null> {
  const position = parsePosition(since)
  // The row of the position is sent again as a whole: receivers dedupe by webhook-id.
  if (position) return position.row - 1
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(since) ? Date.parse(since) : Number.NaN
  if (Number.isNaN(at)) {
    const detail = 'a position such as 123-0, or an instant such as 2026-11-20T21:00:00Z'
    throw new ProblemError('validation-failed', undefined, { errors: [{ pointer: '/since', detail }] })
  }
  const { rows } = await db.query<{ position: number | null }>(positionAt(clientId, new Date(at)))
  const first = rows[0]?.position ?? null
  return first === null ? null : first - 1
}
