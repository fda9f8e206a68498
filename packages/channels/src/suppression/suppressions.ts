import type { Database, Queryable } from '@trunkline/postgres'
import { type IdGenerator, ProblemError } from '@trunkline/wire'
import { parseEmail } from '../addresses/email.ts'
import { parsePhone } from '../addresses/phone.ts'
import type { Category, Clock } from '../ports.ts'
import {
  findSuppressions,
  keepUnsubscribeToken,
  listSuppressions,
  readUnsubscription,
  type SuppressionPlace,
  type Unsubscription,
} from '../store/suppression-store.ts'
import { isAbout, listedAddress, type Sending, type SuppressibleChannel, type Suppression } from './suppression.ts'
import { addSuppression, removeSuppressions } from './write.ts'

/** What {@link createSuppressions} needs. */
export interface SuppressionsOptions {
  readonly db: Database
  readonly clock: Clock
  readonly ids: IdGenerator
  readonly randomBytes: (size: number) => Uint8Array
  /** Base URL under which people reach this server; undefined while it is not known. */
  readonly reach: () => string | undefined
  /** Whether a client has any; cheap, and not older than a client's settings may be. */
  readonly suppresses: (clientId: string) => Promise<boolean>
  /** Has a client's settings read anew here, as the notification does elsewhere. */
  readonly refresh: (clientId: string) => void
  /** Tells the relay that events were written. */
  readonly onEvents: () => void
}

/** What a client puts on its list. */
export interface SuppressionInput {
  readonly channel: SuppressibleChannel
  /** As people write it; kept in its normal form. */
  readonly address: string
  readonly from?: string | null
  readonly categories?: readonly Category[] | null
  readonly detail?: string | null
}

/** Which suppressions to list. */
export interface SuppressionFilter {
  readonly channel?: string
  readonly address?: string
  readonly after?: string
  readonly limit?: number
}

/** The addresses that a client does not send to. */
export interface Suppressions {
  list(
    clientId: string,
    filter: SuppressionFilter,
  ): Promise<{ readonly suppressions: readonly Suppression[]; readonly next: string | null }>
  /** Puts an address on the list, in place of what other reason there was. @throws ProblemError `number-invalid`, `email-invalid` */
  put(clientId: string, input: SuppressionInput): Promise<Suppression>
  /** Takes an address off it, for whatever reasons it is there. @throws ProblemError `not-found`, `number-invalid`, `email-invalid` */
  remove(clientId: string, which: Pick<SuppressionInput, 'channel' | 'address' | 'from'>): Promise<void>
  /** What keeps something from being sent; undefined where nothing does. */
  find(clientId: string, sending: Sending): Promise<Suppression | undefined>
  /** The URL that unsubscribes an address from a category with one click (RFC 8058); undefined while nobody could reach it. */
  unsubscribeUrl(what: Unsubscription): Promise<string | undefined>
  /** What a token of such an URL is about; undefined for one that is nobody's. */
  unsubscription(token: string): Promise<Unsubscription | undefined>
  /** Unsubscribes. Safe to call twice. @returns what it was about; undefined for a token that is nobody's */
  unsubscribe(token: string): Promise<Unsubscription | undefined>
}

/** Where the links of one click lead. */
export const unsubscribePath = '/unsubscribe'

/** Makes the list of suppressions. */
export function createSuppressions(options: SuppressionsOptions): Suppressions {
  return new SuppressionList(options)
}

class SuppressionList implements Suppressions {
  readonly #options: SuppressionsOptions

  constructor(options: SuppressionsOptions) {
    this.#options = options
  }

  async list(clientId: string, { channel, address, after, limit = 50 }: SuppressionFilter) {
    const place = after === undefined ? undefined : placeOf(after)
    const found = await listSuppressions(this.#options.db, {
      clientId,
      channel,
      address: address?.includes('@') ? listedAddress('email', address) : address,
      after: place,
      limit: limit + 1,
    })
    const suppressions = found.slice(0, limit)
    const last = suppressions.at(-1)
    return { suppressions, next: found.length > limit && last !== undefined ? cursorOf(last) : null }
  }

  async put(clientId: string, input: SuppressionInput): Promise<Suppression> {
    const { channel, from = null, categories = null, detail = null } = input
    const now = this.#options.clock.now()
    const suppression: Suppression = {
      ...{ channel, from, categories, detail, reason: 'manual' },
      address: normalAddress(channel, input.address),
      createdAt: new Date(now),
    }
    const context = { ids: this.#options.ids, now }
    await this.#change(clientId, async (tx) => {
      const others = { channel, address: suppression.address, from: [from], otherThan: 'manual' } as const
      await removeSuppressions(tx, clientId, others, context)
      await addSuppression(tx, clientId, suppression, context)
    })
    return suppression
  }

  async remove(clientId: string, { channel, address, from }: Pick<SuppressionInput, 'channel' | 'address' | 'from'>) {
    const which = { channel, address: normalAddress(channel, address), ...(from === undefined ? {} : { from: [from] }) }
    const context = { ids: this.#options.ids, now: this.#options.clock.now() }
    const gone = await this.#change(clientId, (tx) => removeSuppressions(tx, clientId, which, context))
    if (gone === 0) throw new ProblemError('not-found', 'this address is not on the suppression list')
  }

  async find(clientId: string, sending: Sending): Promise<Suppression | undefined> {
    if (!(await this.#options.suppresses(clientId))) return undefined
    const found = await findSuppressions(this.#options.db, [
      { clientId, channel: sending.channel, address: listedAddress(sending.channel, sending.address) },
    ])
    return found.find(({ suppression }) => isAbout(suppression, sending))?.suppression
  }

  async unsubscribeUrl(what: Unsubscription): Promise<string | undefined> {
    const { db, clock, randomBytes, reach } = this.#options
    const base = reach()
    if (base === undefined) return undefined
    const token = await keepUnsubscribeToken(db, what, randomBytes(16), new Date(clock.now()))
    return `${base.replace(/\/$/, '')}${unsubscribePath}/${Buffer.from(token).toString('base64url')}`
  }

  async unsubscription(token: string): Promise<Unsubscription | undefined> {
    const bytes = Buffer.from(token, 'base64url')
    return bytes.length === 16 ? readUnsubscription(this.#options.db, bytes) : undefined
  }

  async unsubscribe(token: string): Promise<Unsubscription | undefined> {
    const what = await this.unsubscription(token)
    if (what === undefined) return undefined
    const now = this.#options.clock.now()
    // Whoever unsubscribes from a message of an important category wants no advertising from there either.
    const categories = [...new Set<Category>([what.category, 'marketing'])]
    const suppression: Suppression = {
      ...{
        channel: 'email',
        address: listedAddress('email', what.address),
        from: null,
        reason: 'unsubscribe',
        categories,
      },
      detail: 'by one click',
      createdAt: new Date(now),
    }
    const { clientId } = what
    await this.#change(clientId, (tx) => addSuppression(tx, clientId, suppression, { ids: this.#options.ids, now }))
    return what
  }

  async #change<T>(clientId: string, work: (tx: Queryable) => Promise<T>): Promise<T> {
    const { db, refresh, onEvents } = this.#options
    const result = await db.transaction(work)
    refresh(clientId)
    onEvents()
    return result
  }
}

/** An address as deliveries have it. @throws ProblemError `number-invalid`, `email-invalid` */
function normalAddress(channel: SuppressibleChannel, address: string): string {
  const parsed = channel === 'email' ? parseEmail(address) : parsePhone(address)
  if (parsed.ok) return listedAddress(channel, parsed.address)
  const errors = [{ pointer: '/address', detail: parsed.reason }]
  throw new ProblemError(channel === 'email' ? 'email-invalid' : 'number-invalid', parsed.reason, { errors })
}

function cursorOf({ channel, address, from, reason }: Suppression): string {
  return Buffer.from(JSON.stringify([channel, address, from ?? '', reason])).toString('base64url')
}

function placeOf(cursor: string): SuppressionPlace {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(place) && place.length === 4 && place.every((part) => typeof part === 'string'))
      return place as unknown as SuppressionPlace
  } catch {
    // Not a cursor of ours: told below.
  }
  const detail = 'the cursor must be the next of the page before'
  throw new ProblemError('query-invalid', detail, { errors: [{ pointer: '/after', detail }] })
}
