import type { Database, Queryable } from '@trunkline/postgres'
import { ProblemError } from '@trunkline/wire'
import type { Changes } from '../change/changes.ts'
import type { Clock, Ids } from '../ports.ts'
import { mergeSettings } from '../settings/check-settings.ts'
import { numberSettings, type StoredSettings } from '../settings/setting-table.ts'
import { type NumberRow, takeNumber, takenOf } from '../store/number-store.ts'
import type { NumberKind } from './number-kind.ts'
import type { NumberStock, OfferedNumber, StockFilter } from './number-stock.ts'
import { checkIdentity, checkNumber, type NumberInput, type PhoneNumber, viewOf } from './number-view.ts'
import { checkApplications } from './numbers.ts'

/** The numbers that clients may take, as long as nobody has them. */
export interface NumberMarket {
  /** The countries that numbers are offered of, and the kinds of each. */
  countries(): readonly { readonly country: string; readonly kinds: readonly NumberKind[] }[]
  /** What is offered under a number, taken or not; undefined for all others. */
  find(e164: string): OfferedNumber | undefined
  /** Numbers that nobody has, one of each place in turn. */
  offered(
    filter: StockFilter,
    page: { readonly after?: string; readonly limit: number },
  ): Promise<readonly OfferedNumber[]>
  /**
   * Takes a number that is offered.
   * @throws ProblemError `number-invalid`, `number-taken` (also where it is not offered), `validation-failed`, `field-unknown`, `not-found`, `client-declared`
   */
  take(client: string, number: string, input?: NumberInput): Promise<PhoneNumber>
  /** Takes the first number that fits; undefined where none is left. */
  takeAny(client: string, filter: StockFilter, input?: NumberInput): Promise<PhoneNumber | undefined>
}

/** Of what the market is made. */
export interface MarketOptions {
  readonly db: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly changes: Changes
  readonly stock: NumberStock
}

/** So many numbers are asked about at once whether somebody has them, at least. */
const smallestLook = 100

class Market implements NumberMarket {
  readonly #options: MarketOptions

  constructor(options: MarketOptions) {
    this.#options = options
  }

  countries(): readonly { readonly country: string; readonly kinds: readonly NumberKind[] }[] {
    return this.#options.stock.countries()
  }

  find(e164: string): OfferedNumber | undefined {
    return this.#options.stock.find(e164)
  }

  async offered(
    filter: StockFilter,
    { after, limit }: { readonly after?: string; readonly limit: number },
  ): Promise<readonly OfferedNumber[]> {
    const found: OfferedNumber[] = []
    for await (const free of this.#free(filter, Math.max(limit, smallestLook), after)) {
      found.push(...free)
      if (found.length >= limit) break
    }
    return found.slice(0, limit)
  }

  async take(client: string, number: string, input: NumberInput = {}): Promise<PhoneNumber> {
    const offer = this.#options.stock.find(checkNumber(number))
    if (offer === undefined)
      throw new ProblemError('number-taken', `${number} is not among the numbers that are offered`)
    const row = await this.#take(client, [offer], input)
    if (row === undefined) throw new ProblemError('number-taken')
    return viewOf(row)
  }

  async takeAny(client: string, filter: StockFilter, input: NumberInput = {}): Promise<PhoneNumber | undefined> {
    for await (const free of this.#free(filter, smallestLook)) {
      const row = await this.#take(client, free, input)
      if (row !== undefined) return viewOf(row)
    }
    return undefined
  }

  /** Tries one offer after the other: others may be faster. */
  #take(
    client: string,
    offers: readonly OfferedNumber[],
    { identity, ...given }: NumberInput,
  ): Promise<NumberRow | undefined> {
    const named = typeof identity === 'string' ? checkIdentity(identity) : null
    const settings = mergeSettings(numberSettings, {}, given)
    return this.#options.changes.ofClient(client, async (tx, { id: clientId }) => {
      await checkApplications(tx, clientId, settings)
      for (const offer of offers) {
        const row = await this.#insert(tx, { clientId, identity: named, settings, offer })
        if (row !== undefined) return row
      }
      return undefined
    })
  }

  async #insert(
    tx: Queryable,
    what: { clientId: string; identity: string | null; settings: StoredSettings; offer: OfferedNumber },
  ): Promise<NumberRow | undefined> {
    const { ids, clock } = this.#options
    const { clientId, identity, settings, offer } = what
    const own = {
      id: ids.uuid(),
      clientId,
      identity,
      settings,
      declared: false,
      bought: true,
      at: new Date(clock.now()),
    }
    const content = { ...own, number: offer.phoneNumber, kind: offer.kind, abilities: offer.abilities }
    return (await tx.query<NumberRow>(takeNumber(content))).rows[0]
  }

  /** What fits and nobody has, some at a time. */
  async *#free(filter: StockFilter, size: number, after?: string): AsyncIterable<readonly OfferedNumber[]> {
    for (const offers of inChunks(this.#options.stock.search(filter, after), size)) {
      const numbers = offers.map(({ phoneNumber }) => phoneNumber)
      const { rows } = await this.#options.db.query<{ number: string }>(takenOf(numbers))
      const taken = new Set(rows.map(({ number }) => number))
      const free = offers.filter(({ phoneNumber }) => !taken.has(phoneNumber))
      if (free.length > 0) yield free
    }
  }
}

function* inChunks<T>(items: Iterable<T>, size: number): Iterable<readonly T[]> {
  let chunk: T[] = []
  for (const item of items) {
    chunk.push(item)
    if (chunk.length < size) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}

/** Makes the market of numbers. */
export function createNumberMarket(options: MarketOptions): NumberMarket {
  return new Market(options)
}
