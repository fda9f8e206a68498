import type { Statement } from '@trunkline/postgres'

/** The database's own clock and version: the one place that asks it for the time, because its clock is what is looked at. */
export const serverTime: Statement = {
  text: "select clock_timestamp() as at, current_setting('server_version') as version",
  values: [],
}
