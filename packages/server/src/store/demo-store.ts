import type { Statement } from '@trunkline/postgres'

/** A row of `server_demo`. */
export interface DemoRow {
  readonly sealed: string | null
}

/** Says that this process makes the demo client; one row comes back if nobody else does, or if he who did has died. */
export const claimDemo = (now: Date, staleBefore: Date): Statement => ({
  text: `insert into server_demo as demo (claimed_at) values ($1)
    on conflict (singleton) do update set claimed_at = excluded.claimed_at
      where demo.sealed is null and demo.claimed_at < $2
    returning sealed`,
  values: [now, staleBefore],
})

/** The demo client's record, if there is one. */
export const readDemoRow: Statement = { text: 'select sealed from server_demo', values: [] }

/** Keeps the record. */
export const keepDemo = (sealed: string): Statement => ({
  text: 'update server_demo set sealed = $1',
  values: [sealed],
})
