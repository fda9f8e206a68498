import type { Sealer } from '@trunkline/postgres'

/** A cursor, and which way to read from it. */
export interface PageCursor {
  readonly direction: 'after' | 'before'
  readonly cursor: string
}

/**
 * Page tokens: `PA` (forward) or `PB` (backward), then the sealed cursor. Sealed, so that what comes back is what was given out, for the same
 * list of the same account, and stores need not distrust it.
 */
export interface PageTokens {
  seal(cursor: PageCursor, scope: string): string
  /** Undefined for a token that was not given out for this list. */
  open(token: string, scope: string): PageCursor | undefined
}

/** Longer tokens are refused unread. */
const longest = 1024

/** Makes page tokens with the server's sealer. */
export function createPageTokens(sealer: Pick<Sealer, 'seal' | 'open'>): PageTokens {
  const context = (letter: string, scope: string) => `twilio-page:${letter}:${scope}`
  return {
    seal({ direction, cursor }, scope) {
      const letter = direction === 'after' ? 'A' : 'B'
      return `P${letter}${sealer.seal(cursor, context(letter, scope))}`
    },
    open(token, scope) {
      const letter = token[1]
      if (token[0] !== 'P' || (letter !== 'A' && letter !== 'B') || token.length > longest) return undefined
      try {
        const cursor = sealer.open(token.slice(2), context(letter, scope))
        return { direction: letter === 'A' ? 'after' : 'before', cursor }
      } catch {
        // What does not open was not given out here; there is nothing else that opening could fail of.
        return undefined
      }
    },
  }
}
