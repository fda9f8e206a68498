/** What this package asks of the outside. Each port is declared here, by its user, and is as small as the use. */

/** Wall clock, milliseconds since the epoch. */
export interface Clock {
  now(): number
}

/** Makes UUIDs that grow with time (UUIDv7). */
export interface Ids {
  uuid(): string
}

/** Gives random bytes of cryptographic quality (ASVS 6.5.3). */
export type RandomBytes = (length: number) => Uint8Array

/** Seals what must be readable again; `context` is authenticated with the text, so that it cannot be moved to another row. */
export interface SecretSealer {
  seal(plain: string, context: string): string
  open(sealed: string, context: string): string
}

/** Structured log, of pino's shape. Never given a code or a secret. */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Counters and gauges; the server backs them with Prometheus. */
export interface Meter {
  count(name: string, labels: Readonly<Record<string, string>>, by?: number): void
}

/** A phone number that may be sent to. */
export interface ReadPhone {
  readonly ok: true
  /** `+` and up to 15 digits. */
  readonly e164: string
  /** ISO 3166-1 alpha-2; null for numbers of no country, such as +800. */
  readonly country: string | null
  /** What kind of line it is: `mobile`, `fixed-line`, `voip`, `premium-rate` …; `unknown` where nobody can tell. */
  readonly type: string
}

/** Why a text is no address; fit to be shown to the client. */
export interface AddressFault {
  readonly ok: false
  readonly reason: string
}

/** Reads addresses as people write them. */
export interface Addresses {
  phone(raw: string): ReadPhone | AddressFault
  email(raw: string): { readonly ok: true; readonly address: string } | AddressFault
}
