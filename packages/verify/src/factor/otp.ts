import { createHmac, timingSafeEqual } from 'node:crypto'

/** Hashes of one-time passwords. Some authenticator apps know SHA-1 alone, whatever the URI says. */
export const otpAlgorithms = ['sha1', 'sha256', 'sha512'] as const
/** One of {@link otpAlgorithms}. */
export type OtpAlgorithm = (typeof otpAlgorithms)[number]

/** How one-time passwords are made. */
export interface OtpConfig {
  readonly algorithm: OtpAlgorithm
  /** Digits of a password: 6 to 8. */
  readonly digits: number
  /** Seconds of a time step. */
  readonly period: number
  /** Steps before and after the present one whose passwords are taken. */
  readonly skew: number
}

/** The one-time password of a counter (RFC 4226 §5.3). */
export function hotp(
  secret: Uint8Array,
  counter: number,
  { algorithm, digits }: Pick<OtpConfig, 'algorithm' | 'digits'>,
): string {
  const message = Buffer.alloc(8)
  message.writeBigUInt64BE(BigInt(counter))
  const mac = createHmac(algorithm, secret).update(message).digest()
  const offset = (mac.at(-1) ?? 0) & 0xf
  const number = mac.readUInt32BE(offset) & 0x7fffffff
  return String(number % 10 ** digits).padStart(digits, '0')
}

/** The time step of an instant in milliseconds (RFC 6238 §4.2, T0 = 0). */
export const timeStep = (now: number, period: number): number => Math.floor(now / 1000 / period)

/** The one-time password of an instant in milliseconds (RFC 6238). */
export const totp = (secret: Uint8Array, now: number, config: OtpConfig): string =>
  hotp(secret, timeStep(now, config.period), config)

/** What is kept of an authenticator between two codes. */
export interface OtpState {
  /** The last step whose code was taken; no code of it or of one before is taken again (RFC 6238 §5.2). */
  readonly lastStep: number
  /** Steps that the device's clock is ahead of ours, as its last code had it (RFC 6238 §6). */
  readonly drift: number
}

/** A clock that has gone further than this is not followed: whoever has an old code could lead us anywhere. */
const mostDrift = 20

/**
 * The state after a code, where it is right: of a step within `skew` of the present one on the device's clock, and after the last one that was
 * taken. Undefined where it is not. Every step is computed and compared, whichever fits.
 */
export function acceptTotp(
  secret: Uint8Array,
  code: string,
  { config, state, now }: { readonly config: OtpConfig; readonly state: OtpState; readonly now: number },
): OtpState | undefined {
  const present = timeStep(now, config.period)
  let found: OtpState | undefined
  for (let step = present + state.drift - config.skew; step <= present + state.drift + config.skew; step += 1) {
    if (step < 0) continue
    const right = same(hotp(secret, step, config), code)
    if (right && step > state.lastStep && Math.abs(step - present) <= mostDrift) {
      found ??= { lastStep: step, drift: step - present }
    }
  }
  return found
}

function same(right: string, given: string): boolean {
  const length = Math.max(right.length, 16)
  const [a, b] = [right, given].map((text) => Buffer.from(text.slice(0, length).padEnd(length)))
  return (
    a !== undefined &&
    b !== undefined &&
    a.length === b.length &&
    timingSafeEqual(a, b) &&
    right.length === given.length
  )
}
