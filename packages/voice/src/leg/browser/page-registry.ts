import type { Page } from './page.ts'

/** Identities whose last page went away unasked, so many at most. */
const mostAway = 10_000

const keyOf = (clientId: string, identity: string): string => `${clientId} ${identity}`

/** Which pages ring for which identity. */
export class PageRegistry {
  readonly #most: number
  readonly #now: () => number
  readonly #pages = new Map<string, Set<Page>>()
  readonly #away = new Map<string, number>()
  readonly #listeners = new Set<(page: Page) => void>()

  /** @param most pages of one identity; `now` gives milliseconds, never set back */
  constructor(most: number, now: () => number) {
    this.#most = most
    this.#now = now
  }

  /** How many pages are registered. */
  get size(): number {
    let size = 0
    for (const pages of this.#pages.values()) size += pages.size
    return size
  }

  /** The pages of an identity, the oldest first. */
  of(clientId: string, identity: string): readonly Page[] {
    return [...(this.#pages.get(keyOf(clientId, identity)) ?? [])]
  }

  /** Whether a page of the identity was here a moment ago and may be on its way back. @param within milliseconds */
  wasHere(clientId: string, identity: string, within: number): boolean {
    const at = this.#away.get(keyOf(clientId, identity))
    return at !== undefined && this.#now() - at <= within
  }

  /** Registers a page. Where there are too many, gives the oldest, which is registered no more. */
  add(page: Page): Page | undefined {
    const key = this.#keyOf(page)
    if (key === undefined) return undefined
    const pages = this.#pages.get(key) ?? new Set<Page>()
    this.#pages.set(key, pages)
    this.#away.delete(key)
    const isNew = !pages.has(page)
    pages.add(page)
    if (isNew) for (const listener of [...this.#listeners]) listener(page)
    const [oldest] = pages
    if (pages.size <= this.#most || oldest === undefined) return undefined
    pages.delete(oldest)
    return oldest
  }

  /** Takes a page away. @param away it went without saying so */
  remove(page: Page, away = false): void {
    const key = this.#keyOf(page)
    const pages = key === undefined ? undefined : this.#pages.get(key)
    if (key === undefined || pages?.delete(page) !== true || pages.size > 0) return
    this.#pages.delete(key)
    if (!away) return
    this.#away.set(key, this.#now())
    if (this.#away.size > mostAway) for (const oldest of this.#away.keys().take(1)) this.#away.delete(oldest)
  }

  has(page: Page): boolean {
    const key = this.#keyOf(page)
    return key !== undefined && this.#pages.get(key)?.has(page) === true
  }

  /** Tells of each page that registers and was not before; off by the function that it returns. */
  onAdded(listener: (page: Page) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #keyOf({ grant }: Page): string | undefined {
    return grant?.identity === undefined ? undefined : keyOf(grant.clientId, grant.identity)
  }
}
