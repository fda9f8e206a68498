import assert from 'node:assert/strict'
import type { World } from './world.ts'

/** Every event of a message has a sequence number of its own, from 1 without a gap, as its timeline has. */
export async function assertEventsMatch(world: World, id: string): Promise<void> {
  const message = await world.get(id)
  const own = (await world.events()).filter((event) => event.data.messageId === id)
  assert.deepEqual(
    own.map((event) => event.data.sequence),
    own.map((_, index) => index + 1),
  )
  assert.equal(new Set(own.map((event) => event.id)).size, own.length)
  assert.deepEqual(
    own.map((event) => event.data.status),
    message.deliveries[0]?.timeline.map((move) => move.status),
  )
}
