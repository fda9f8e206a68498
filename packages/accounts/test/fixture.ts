import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { createSealer, type Database, type Statement } from '@trunkline/postgres'
import { type FakeClock, fakeClock, type OpenDatabase } from '@trunkline/testkit'
import { createIdGenerator, ProblemError } from '@trunkline/wire'
import { type Accounts, createAccounts } from '../src/accounts.ts'
import type { Log } from '../src/ports.ts'

/** A log that keeps what was written. */
export class KeptLog implements Log {
  readonly lines: { level: string; message: string }[] = []
  debug = (_: object, message: string): unknown => this.lines.push({ level: 'debug', message })
  info = (_: object, message: string): unknown => this.lines.push({ level: 'info', message })
  warn = (_: object, message: string): unknown => this.lines.push({ level: 'warn', message })
  error = (_: object, message: string): unknown => this.lines.push({ level: 'error', message })
}

/** What most tests of this package begin with. */
export interface Fixture {
  readonly db: Database
  readonly clock: FakeClock
  readonly log: KeptLog
  readonly accounts: Accounts
  /** Names of the statements that went to the database so far, through `accounts`. */
  readonly statements: string[]
  /** Resolves when all of them have been answered, and the answers taken in. */
  answered(): Promise<void>
  /** The accounts of another process on the same database. */
  another(db?: Database, trunks?: boolean): Accounts
}

/** A database that behaves as the given one but for some of its members. */
export function altered(db: Database, members: Partial<Database>): Database {
  return new Proxy(db, {
    get: (target, key) => {
      if (Object.hasOwn(members, key)) return Reflect.get(members, key)
      const value: unknown = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

/** An empty database, and accounts on it. */
export async function fixture(t: TestContext, open: OpenDatabase): Promise<Fixture> {
  const db = await open(t)
  const clock = fakeClock()
  const ids = createIdGenerator({ now: () => clock.now() })
  const log = new KeptLog()
  const sealer = createSealer(crypto.getRandomValues(new Uint8Array(32)))
  const statements: string[] = []
  const underWay = new Set<Promise<unknown>>()
  const counted = altered(db, {
    query: <Row>(statement: Statement) => {
      statements.push(statement.name ?? statement.text)
      const answer = db.query<Row>(statement)
      const over: Promise<unknown> = answer.then(
        () => underWay.delete(over),
        () => underWay.delete(over),
      )
      underWay.add(over)
      return answer
    },
  })
  const answered = async () => {
    while (underWay.size > 0) await Promise.all(underWay)
    await new Promise(setImmediate)
  }
  const another = (other = db, trunks = false): Accounts => {
    const made = createAccounts({ db: other, clock, ids, sealer, log, trunks })
    t.after(() => made.stop())
    return made
  }
  return { db, clock, log, statements, answered, another, accounts: another(counted) }
}

/** For `assert.rejects` and `assert.throws`: a problem of that code, with these pointers. */
export const problem =
  (code: string, ...pointers: string[]) =>
  (error: unknown): boolean => {
    assert.ok(error instanceof ProblemError, String(error))
    assert.equal(error.code, code)
    assert.deepEqual(error.errors?.map(({ pointer }) => pointer) ?? [], pointers)
    return true
  }

/** A Basic authorization header. */
export const basic = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`

/** A client id that nobody has. */
export const nobody = `AC${'0'.repeat(32)}`
