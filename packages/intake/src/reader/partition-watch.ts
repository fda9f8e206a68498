import { wordsOf } from '../connection/broker-failure.ts'
import type { Log } from '../ports.ts'

/** What {@link watchPartitions} needs. */
export interface PartitionWatchParts {
  /** How many partitions each topic has, read anew. */
  readonly topics: () => Promise<Iterable<readonly [topic: string, { readonly partitionsCount: number }]>>
  /** Called where a topic was given more. */
  readonly onGrown: () => Promise<void>
  readonly log: Log
}

/** Milliseconds. */
const lookEvery = 15_000

/**
 * Looks now and then whether a topic was given more partitions, which the client library would notice at the next change of members only.
 * The timer is the caller's to clear.
 */
export function watchPartitions({ topics, onGrown, log }: PartitionWatchParts): NodeJS.Timeout {
  const counts = new Map<string, number>()
  const look = async () => {
    let grown = false
    for (const [topic, { partitionsCount }] of await topics()) {
      grown ||= (counts.get(topic) ?? partitionsCount) !== partitionsCount
      counts.set(topic, partitionsCount)
    }
    if (grown) await onGrown()
  }
  const tryToLook = () =>
    void look().catch((error: unknown) =>
      log.debug({ reason: wordsOf(error) }, 'partitions could not be counted; trying again'),
    )
  tryToLook()
  return setInterval(tryToLook, lookEvery)
}
