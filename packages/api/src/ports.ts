/** Structured log, of pino's shape. Never given a body or a secret at `info` or above. */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Wall clock, milliseconds since the epoch. */
export interface Clock {
  now(): number
}
