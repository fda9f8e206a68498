import { type Cookie, cookieHeader, withCookies } from '@trunkline/events'
import type { RunningCall } from '../call/running-call.ts'
import type { Clock } from '../ports.ts'
import { uncertain } from './uncertain.ts'

/** What the documents of one call have in common: cookies, and how many there were. A redirect by REST goes on with it. */
export class CallState {
  #cookies: readonly Cookie[] = []
  #inARow = 0
  #documents = 0

  /** The Cookie header for a URL. */
  readonly cookies = (url: URL): string | undefined => cookieHeader(this.#cookies, url)

  /** Takes the cookies that an answer sets. */
  takeCookies(url: URL, header: string, now: number): void {
    this.#cookies = withCookies(this.#cookies, url, header, now)
  }

  /** Something was heard or said: the chain of documents that did nothing is broken. */
  happened(): void {
    this.#inARow = 0
  }

  /** Counts a document, and says whether it is fetched: at once, after a pause, or not at all, for nothing ever comes of it. */
  count(): 'now' | 'later' | 'never' {
    const { pauseAfter, mostInARow, most } = uncertain.documents
    this.#inARow += 1
    this.#documents += 1
    if (this.#inARow > mostInARow || this.#documents > most) return 'never'
    return this.#inARow > pauseAfter ? 'later' : 'now'
  }
}

/** Keeps the state of calls until they are over. */
export class CallStates {
  readonly #states = new Map<string, CallState>()

  of(call: RunningCall): CallState {
    const known = this.#states.get(call.sid)
    if (known !== undefined) return known
    const state = new CallState()
    if (call.over.aborted) return state
    this.#states.set(call.sid, state)
    call.over.addEventListener('abort', () => void this.#states.delete(call.sid), { once: true })
    return state
  }
}

/** Cookies as a webhook takes and gives them. */
export const cookiesOf = (state: CallState, clock: Clock) => ({
  cookies: state.cookies,
  onCookies: (url: URL, header: string) => state.takeCookies(url, header, clock.now()),
})
