import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Database, Sealer } from '@trunkline/postgres'
import { ProblemError } from '@trunkline/wire'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Clock, Log } from '../ports.ts'
import {
  type Claim,
  claimKey,
  deleteExpired,
  type IdempotencyRow,
  keepAnswer,
  readKey,
  releaseKey,
} from '../store/idempotency-store.ts'
import { fingerprint } from './fingerprint.ts'
import { parseIdempotencyKey } from './idempotency-key.ts'

/** How long an answer is given again, milliseconds. */
export const keptFor = 24 * 60 * 60 * 1000
/** How long a request may be worked on before its key counts as abandoned, milliseconds. */
export const busyFor = 60 * 1000

/** The answer of a POST that may be given again. */
export interface Answer {
  readonly status: number
  readonly body?: unknown
}

/** Does the work of a POST at most once per key. */
export interface Once {
  /**
   * Answers with what `work` returns; under an Idempotency-Key that has been answered, with that answer and the header
   * `idempotency-replayed: true`. Only successes are kept: a problem changed nothing, so it may be tried again.
   * `owner` keeps the keys of different clients apart.
   */
  run(request: FastifyRequest, reply: FastifyReply, owner: string, work: () => Promise<Answer>): Promise<unknown>
  /** Deletes answers whose time is up; returns how many. */
  expire(): Promise<number>
}

/** What {@link createOnce} needs. */
export interface OnceOptions {
  readonly db: Pick<Database, 'query'>
  readonly sealer: Sealer
  readonly clock: Clock
  readonly log: Log
  readonly randomUuid: () => string
}

/** Keeps answers in `api_idempotency`, sealed, because they may show a secret that was just made. */
export function createOnce(options: OnceOptions): Once {
  const { db, clock } = options
  return {
    async run(request, reply, owner, work) {
      const key = parseIdempotencyKey(request.headers['idempotency-key'])
      if (key === undefined) return send(reply, await work())
      const claim = newClaim(options, owner, request, key)
      const { rowCount } = await db.query(claimKey(claim))
      if (rowCount === 1) return send(reply, await workAndKeep(options, claim, work))
      reply.header('idempotency-replayed', 'true')
      return send(reply, await keptAnswer(options, claim))
    },
    async expire() {
      return (await db.query(deleteExpired(clock.now(), 1000))).rowCount
    },
  }
}

const send = (reply: FastifyReply, { status, body }: Answer) =>
  body === undefined ? reply.code(status).send() : reply.code(status).send(body)

function newClaim({ clock, randomUuid }: OnceOptions, owner: string, request: FastifyRequest, key: string): Claim {
  const path = request.url.split('?', 1)[0]
  const now = clock.now()
  return {
    owner,
    // Scoped by method and path, so that one key on two resources is two requests (draft §2.7).
    keyHash: createHash('sha256').update(`${request.method} ${path}\n${key}`).digest(),
    // Under the key, which is kept as a hash alone: a body may hold a code, and a plain hash of six digits is guessed at once.
    fingerprint: createHmac('sha256', key).update(fingerprint(request.body)).digest(),
    claim: randomUuid(),
    now,
    busyUntil: now + busyFor,
    expiresAt: now + keptFor,
  }
}

const sealContext = (claim: Claim) => `api_idempotency:${claim.owner}:${Buffer.from(claim.keyHash).toString('hex')}`

async function workAndKeep({ db, sealer, log }: OnceOptions, claim: Claim, work: () => Promise<Answer>) {
  let answer: Answer
  try {
    answer = await work()
  } catch (error) {
    await db.query(releaseKey(claim)).catch((err) => log.warn({ err }, 'idempotency key stays busy for a minute'))
    throw error
  }
  const sealed = sealer.seal(JSON.stringify(answer.body ?? null), sealContext(claim))
  await db.query(keepAnswer(claim, answer.status, sealed))
  return answer
}

async function keptAnswer({ db, sealer }: OnceOptions, claim: Claim): Promise<Answer> {
  const { rows } = await db.query<IdempotencyRow>(readKey(claim.owner, claim.keyHash))
  const [row] = rows
  // Gone between the two statements: whoever had it has just given it back.
  if (row === undefined) throw new ProblemError('idempotency-key-in-flight', undefined, { retryAfter: 1 })
  if (!timingSafeEqual(row.fingerprint, claim.fingerprint)) throw new ProblemError('idempotency-key-reused')
  if (row.status === null || row.sealed === null) {
    throw new ProblemError('idempotency-key-in-flight', undefined, { retryAfter: 1 })
  }
  const body: unknown = JSON.parse(sealer.open(row.sealed, sealContext(claim)))
  return { status: row.status, body: body ?? undefined }
}
