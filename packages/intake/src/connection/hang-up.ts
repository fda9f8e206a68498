import type { Base } from '@platformatic/kafka'

/**
 * Breaks all connections of a client of the library: what is under way on them fails at once, and nothing is asked again. Closing alone
 * waits until a broker has taken what was written to it, which one that hangs never does. The client is still to be closed.
 */
export function hangUp({ connections }: Pick<Base, 'connections'>): void {
  const open = [...connections].map(([, connection]) => connection)
  connections.close().catch(() => undefined) // They are broken next.
  // A connection has no socket before it is made, whatever its type says.
  for (const { socket } of open as { socket?: { destroy(): unknown } }[]) socket?.destroy()
}
