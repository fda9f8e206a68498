import { JwtError } from './jwt-error.ts'

/** The value when it is text that is not empty, else undefined: claims come from outside. */
export function optionalText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/**
 * The value of a claim that has to be text.
 * @throws JwtError (`JWT_CLAIM`) when it is not
 */
export function requiredText(name: string, value: unknown): string {
  const text = optionalText(value)
  if (text === undefined) throw new JwtError('JWT_CLAIM', `the claim ${name} is missing or no text`)
  return text
}

/**
 * The second at which a token expires; every kind of token here has one.
 * @throws JwtError (`JWT_CLAIM`) when it is missing
 */
export function requiredExpiry(exp: number | undefined): number {
  if (exp === undefined) throw new JwtError('JWT_CLAIM', 'the claim exp is missing')
  return exp
}

/** The value when it is an object (no list), else an empty one. */
export function objectOrEmpty(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}
