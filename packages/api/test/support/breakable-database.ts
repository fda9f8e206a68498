import type { Database } from '@trunkline/postgres'

/** Statements that are held back. */
export interface HeldStatements {
  /** Resolves when the first of them has come. */
  readonly reached: Promise<void>
  /** Lets them go. */
  release(): void
}

/** A database that fails, or waits, on demand. */
export interface Breakable {
  readonly wrap: (db: Database) => Database
  /** From now on every statement whose text matches fails with this error; undefined heals it. */
  break(error: Error | undefined, matching?: RegExp): void
  /** From now on every statement whose text matches waits, until it is released. */
  hold(matching: RegExp): HeldStatements
}

/** Makes the switch between a test and its database. */
export function breakable(): Breakable {
  let failure: { error: Error; matching: RegExp } | undefined
  let gate: { matching: RegExp; reach: () => void; opened: Promise<void> } | undefined
  return {
    wrap: (db) =>
      new Proxy(db, {
        get(target, name) {
          const value = Reflect.get(target, name, target) as unknown
          if (name === 'query') {
            return async (statement: { text: string }) => {
              if (failure?.matching.test(statement.text)) throw failure.error
              if (gate?.matching.test(statement.text)) {
                gate.reach()
                await gate.opened
              }
              return target.query(statement as never)
            }
          }
          return typeof value === 'function' ? value.bind(target) : value
        },
      }),
    break(error, matching = /./) {
      failure = error && { error, matching }
    },
    hold(matching) {
      const [reached, opened] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      gate = { matching, reach: reached.resolve, opened: opened.promise }
      return {
        reached: reached.promise,
        release() {
          gate = undefined
          opened.resolve()
        },
      }
    },
  }
}
