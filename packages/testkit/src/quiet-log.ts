import type { Log } from '@trunkline/postgres'

/** A log that drops everything but errors, which it writes to the terminal. */
export const quietLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (fields, message) => console.error(message, fields),
}
