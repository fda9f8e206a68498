/** What this package asks of the outside besides the database. Each port is declared here, by its user, and is as small as the use. */

/** Wall clock, milliseconds since the epoch. */
export interface Clock {
  now(): number
}

/** Makes UUIDs that grow with time (UUIDv7). */
export interface Ids {
  uuid(): string
}

/** Seals secrets at rest; `context` is authenticated with the text, so that a sealed secret cannot be moved to another row. */
export interface SecretSealer {
  seal(plain: string, context: string): string
  open(sealed: string, context: string): string
}

/** Structured log, of pino's shape. Never given a secret. */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}
