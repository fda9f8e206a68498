import type { PositionPlace } from '../positions/position-book.ts'

/** A partition whose topic's id is known. */
export interface KnownPlace extends PositionPlace {
  readonly topic: string
}

/** Offsets by topic, at the partitions' places. */
type Offsets = ReadonlyMap<string, readonly bigint[]>

/** Whom {@link startOffsets} asks. */
export interface OffsetSources {
  /** What the group has committed; -1 where it has nothing. */
  readonly committed: (topics: { topic: string; partitions: number[] }[]) => Promise<Offsets>
  /** The oldest records that there are. */
  readonly oldest: (topics: readonly string[]) => Promise<Offsets>
  /** What was written down in the database. */
  readonly noted: (topicIds: readonly string[]) => Promise<(place: PositionPlace) => bigint | undefined>
}

/**
 * From where partitions are read: the group's offset. The brokers forget those of a group that was empty for a week: then what we have
 * written down ourselves. A group that is new begins with the oldest record, so that nothing is passed over that was sent before it came.
 */
export async function startOffsets<P extends KnownPlace>(
  places: readonly P[],
  sources: OffsetSources,
): Promise<readonly (P & { readonly from: bigint })[]> {
  const byTopic = Map.groupBy(places, ({ topic }) => topic)
  const topics = [...byTopic].map(([topic, each]) => ({ topic, partitions: each.map(({ partition }) => partition) }))
  const committed = await sources.committed(topics)
  const offsets = places.map((each) => ({ ...each, from: committed.get(each.topic)?.[each.partition] ?? -1n }))
  if (offsets.every(({ from }) => from >= 0n)) return offsets
  const oldest = await sources.oldest([...byTopic.keys()])
  const noted = await sources.noted([...new Set(places.map(({ topicId }) => topicId))])
  return offsets.map((each) => {
    if (each.from >= 0n) return each
    const first = oldest.get(each.topic)?.[each.partition] ?? 0n
    const position = noted(each) ?? first
    return { ...each, from: position > first ? position : first }
  })
}
