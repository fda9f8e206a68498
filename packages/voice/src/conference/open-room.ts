import type { Queryable } from '@trunkline/postgres'
import { type ConferenceRow, findConference, openConference } from '../store/conference-store.ts'

const mostTries = 5

/** The row of the open room of a name: the one that is there, or a new one under the id given. */
export async function openRoom(
  db: Queryable,
  {
    id,
    clientId,
    name,
    at,
  }: { readonly id: string; readonly clientId: string; readonly name: string; readonly at: Date },
): Promise<ConferenceRow> {
  for (let tries = 1; tries <= mostTries; tries++) {
    const opened = await db.query<ConferenceRow>(openConference(id, clientId, name, at))
    if (opened.rows[0] !== undefined) return opened.rows[0]
    const found = await db.query<ConferenceRow>(findConference(clientId, name))
    // Where neither gives a row, the one that was there has ended in between.
    if (found.rows[0] !== undefined) return found.rows[0]
  }
  throw new Error(`the room of the conference cannot be opened: others open and end it all the time`)
}
