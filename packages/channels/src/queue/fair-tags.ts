import type { Clock } from '../ports.ts'

/** Tags of one route and priority. */
interface TagClass {
  /** Virtual time: the tag that is being served, in microseconds. */
  virtual: number
  /** When a tag was last given, milliseconds. */
  givenAt: number
  /** Clients and their last tags, the most recently seen at the end. */
  readonly last: Map<string, number>
  /** The client at the end. */
  latest: string | undefined
}

/** How many clients a class remembers; the least recently seen lose their place in line, not their messages. */
const remembered = 50_000

/** Rows with tags that were given within this time may not have been there yet when the table was looked at. Milliseconds. */
const unseenFor = 1_000
/** How far the virtual time of a class that is always busy and always empty may lag behind the wall clock. Milliseconds. */
const lagMost = 10_000

/**
 * Start-time fair queueing (Goyal, Vin and Cheng, 1996) with one unit of cost a message: a client's next tag is one more than its last,
 * and never behind what is being served. Rows leave in order of tags, so clients take turns whatever each has waiting.
 *
 * Virtual time is anchored in the wall clock whenever a class is empty. A message costs one microsecond of it, far less than it takes,
 * so the tags of several processes, and of one before and after a restart, stay comparable.
 */
export class FairTags {
  readonly #classes = new Map<string, TagClass>()
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** The tag of a client's next message in a route and priority. */
  next(route: string, priority: number, clientId: string): number {
    const tags = this.#classOf(route, priority)
    const tag = Math.max(tags.virtual, (tags.last.get(clientId) ?? 0) + 1)
    // Messages of one client come together as a rule, and all but the first find it at the end already.
    if (tags.latest !== clientId) tags.last.delete(clientId)
    tags.last.set(clientId, tag)
    tags.latest = clientId
    tags.givenAt = this.#clock.now()
    if (tags.last.size > remembered) tags.last.delete(tags.last.keys().next().value as string)
    return tag
  }

  /** How many messages of a client are ahead of what is being served, as far as this process gave the tags. */
  ahead(route: string, priority: number, clientId: string): number {
    const tags = this.#classOf(route, priority)
    return Math.max(0, (tags.last.get(clientId) ?? 0) - tags.virtual)
  }

  /** Notes that a row with this tag is being served. */
  served(route: string, priority: number, tag: number): void {
    const tags = this.#classOf(route, priority)
    if (tag > tags.virtual) tags.virtual = tag
  }

  /**
   * Takes over the lowest waiting tag of every class that has rows. The classes that are not named are empty and start anew, unless tags were
   * given so lately that their rows may only be on the way.
   */
  observe(lowest: readonly { readonly route: string; readonly priority: number; readonly tag: number }[]): void {
    const seen = new Set<TagClass>()
    for (const { route, priority, tag } of lowest) {
      const tags = this.#classOf(route, priority)
      seen.add(tags)
      tags.virtual = tag
    }
    const now = this.#clock.now()
    for (const [key, tags] of this.#classes) {
      const unseen = now - tags.givenAt < unseenFor && now - tags.virtual / 1000 < lagMost
      if (!seen.has(tags) && !unseen) this.#classes.delete(key)
    }
  }

  /** Takes over the last tags that clients were given elsewhere: before this process started, or by a statement. */
  seed(
    last: readonly {
      readonly route: string
      readonly priority: number
      readonly clientId: string
      readonly tag: number
    }[],
  ): void {
    for (const { route, priority, clientId, tag } of last) {
      const tags = this.#classOf(route, priority)
      if (!tags.last.has(clientId)) tags.latest = clientId
      tags.last.set(clientId, Math.max(tag, tags.last.get(clientId) ?? 0))
    }
  }

  #classOf(route: string, priority: number): TagClass {
    const key = `${priority}:${route}`
    let tags = this.#classes.get(key)
    if (tags === undefined) {
      tags = {
        virtual: Math.floor(this.#clock.now() * 1000),
        givenAt: Number.NEGATIVE_INFINITY,
        last: new Map(),
        latest: undefined,
      }
      this.#classes.set(key, tags)
    }
    return tags
  }
}
