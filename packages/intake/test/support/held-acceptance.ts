import type { Acceptance } from '@trunkline/intake'

/** An acceptance that accepts nothing until it is let go. */
export interface HeldAcceptance {
  readonly wrap: (inner: Acceptance) => Acceptance
  /** Resolves when the first records have come to it. */
  readonly entered: Promise<void>
  readonly letGo: () => void
}

/** Makes a {@link HeldAcceptance}. */
export function heldAcceptance(): HeldAcceptance {
  const [entered, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const wrap = (inner: Acceptance): Acceptance => ({
    room: () => inner.room(),
    acceptMany: async (entries) => {
      entered.resolve()
      await held.promise
      return inner.acceptMany(entries)
    },
  })
  return { wrap, entered: entered.promise, letGo: held.resolve }
}
