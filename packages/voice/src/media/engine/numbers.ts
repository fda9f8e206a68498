let last = 0

/** A number that names something of this process: an endpoint, a room, a recorder, a piece that is played. */
export function newNumber(): number {
  last += 1
  return last
}
