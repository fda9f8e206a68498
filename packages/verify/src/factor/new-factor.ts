import { ProblemError, type ProblemFault } from '@trunkline/wire'
import type { FactorKind } from '../store/factor-store.ts'
import { fromBase32 } from './base32.ts'
import type { OtpAlgorithm } from './otp.ts'

/** What makes a factor. */
export interface NewFactorInput {
  /** The client's name of the person. */
  readonly identity: string
  readonly type: FactorKind
  readonly friendlyName?: string
  readonly service?: string
  /** Authenticator: what the app shows beside the issuer; the identity where left out. */
  readonly account?: string
  readonly issuer?: string
  readonly algorithm?: OtpAlgorithm
  readonly digits?: number
  readonly period?: number
  readonly skew?: number
  /** Authenticator: a secret that exists already, in base32. */
  readonly secret?: string
  /** Device: seconds that it is remembered; 30 days. */
  readonly expiresIn?: number
}

/** @throws ProblemError `validation-failed` */
export function checkInput(input: NewFactorInput): void {
  const rules: readonly [keyof NewFactorInput, (value: never) => boolean, string][] = [
    ['identity', (value: string) => /^[^\p{Cc}]{1,64}$/u.test(value), '1 to 64 characters'],
    ['friendlyName', (value: string) => /^[^\p{Cc}]{1,64}$/u.test(value), '1 to 64 characters'],
    ['account', (value: string) => /^[^:\p{Cc}]{1,64}$/u.test(value), '1 to 64 characters without a colon'],
    ['issuer', (value: string) => /^[^:\p{Cc}]{1,64}$/u.test(value), '1 to 64 characters without a colon'],
    ['digits', (value: number) => [6, 7, 8].includes(value), '6, 7 or 8'],
    ['period', (value: number) => Number.isInteger(value) && value >= 20 && value <= 60, '20 to 60 seconds'],
    ['skew', (value: number) => [0, 1, 2].includes(value), '0, 1 or 2'],
    ['secret', (value: string) => (fromBase32(value)?.length ?? 0) >= 16, 'base32 of 128 bits or more (RFC 4226 §4)'],
    [
      'expiresIn',
      (value: number) => Number.isInteger(value) && value >= 60 && value <= 31_536_000,
      '60 to 31536000 seconds',
    ],
  ]
  const errors = rules.flatMap(([name, check, detail]): ProblemFault[] => {
    const value = input[name]
    return value === undefined || check(value as never) ? [] : [{ pointer: `/${name}`, detail }]
  })
  if (errors.length > 0) throw new ProblemError('validation-failed', undefined, { errors })
}
