import { wordsOf } from '../connection/broker-failure.ts'
import type { Log } from '../ports.ts'

/** What is known of topics: how many partitions each has. */
type Topics = Iterable<readonly [topic: string, { readonly partitionsCount: number }]>

/** How many partitions topics had, as {@link countPartitions} found them. */
export type PartitionCounts = ReadonlyMap<string, number>

/** What {@link watchPartitions} needs. */
export interface PartitionWatchParts {
  /** Of before the group was joined: what came since then may not be among what was shared out. */
  readonly known: PartitionCounts
  /** How many partitions each topic has, read anew. */
  readonly topics: () => Promise<Topics>
  /** Called where a topic was given more; where it rejects, at the next look again. */
  readonly onGrown: () => Promise<void>
  readonly log: Log
}

/** Milliseconds. */
const lookEvery = 15_000

/** Counts the partitions of each topic. */
export function countPartitions(topics: Topics): PartitionCounts {
  return new Map([...topics].map(([topic, { partitionsCount }]) => [topic, partitionsCount]))
}

/**
 * Looks now, and every 15 s, whether a topic was given more partitions, which the client library would notice at the next change of members
 * only. The timer is the caller's to clear.
 */
export function watchPartitions({ known, topics, onGrown, log }: PartitionWatchParts): NodeJS.Timeout {
  let before = known
  const look = async () => {
    const now = countPartitions(await topics())
    const grown = [...now].some(([topic, count]) => (before.get(topic) ?? count) !== count)
    if (grown) await onGrown()
    before = now
  }
  let looking = false
  const tryToLook = async () => {
    if (looking) return // A rejoin may take longer than the pause between looks.
    looking = true
    await look().catch((error: unknown) =>
      log.debug({ reason: wordsOf(error) }, 'partitions could not be counted, or shared out anew; trying again'),
    )
    looking = false
  }
  void tryToLook()
  return setInterval(() => void tryToLook(), lookEvery)
}
