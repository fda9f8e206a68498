import { ProblemError } from '@trunkline/wire'
import type { SendRequest } from '../message/schema.ts'

const year = 366 * 86_400_000
/** A sender's clock may be a little behind ours: up to this much in the past counts as now. Milliseconds. */
const grace = 60_000

/** `sendAt` and `expiresAt` in milliseconds since the epoch; undefined where the request names none. */
export interface Times {
  readonly sendAt: number | undefined
  readonly expiresAt: number | undefined
}

/**
 * Reads and checks the instants of a request: RFC 3339, sendAt not past and at most a year ahead, expiresAt after both.
 * @throws ProblemError `send-at-past`, `send-at-too-far`, `expires-at-invalid` or `validation-failed`
 */
export function checkTimes({ sendAt, expiresAt }: Pick<SendRequest, 'sendAt' | 'expiresAt'>, now: number): Times {
  const send = sendAt === undefined ? undefined : instant(sendAt, '/sendAt')
  const expires = expiresAt === undefined ? undefined : instant(expiresAt, '/expiresAt')
  if (send !== undefined && send < now - grace)
    throw wrong('send-at-past', '/sendAt', `${sendAt} is past; leave sendAt out to send now`)
  if (send !== undefined && send > now + year)
    throw wrong('send-at-too-far', '/sendAt', `${sendAt} is more than a year away`)
  if (expires !== undefined && expires <= Math.max(now, send ?? now))
    throw wrong(
      'expires-at-invalid',
      '/expiresAt',
      `${expiresAt} is not after ${send === undefined ? 'now' : 'sendAt'}`,
    )
  return { sendAt: send, expiresAt: expires }
}

function instant(text: string, pointer: string): number {
  try {
    return Temporal.Instant.from(text).epochMilliseconds
  } catch (cause) {
    const detail = `${JSON.stringify(text)} is not an instant; write it as in 2026-11-21T08:00:00Z`
    throw new ProblemError('validation-failed', detail, { errors: [{ pointer, detail }], cause })
  }
}

function wrong(
  code: 'send-at-past' | 'send-at-too-far' | 'expires-at-invalid',
  pointer: string,
  detail: string,
): ProblemError {
  return new ProblemError(code, detail, { errors: [{ pointer, detail }] })
}
