import type { Database } from '@trunkline/postgres'

/** A database that fails on demand. */
export interface Breakable {
  readonly wrap: (db: Database) => Database
  /** From now on every statement whose text matches fails with this error; undefined heals it. */
  break(error: Error | undefined, matching?: RegExp): void
}

/** Makes the switch between a test and its database. */
export function breakable(): Breakable {
  let failure: { error: Error; matching: RegExp } | undefined
  return {
    wrap: (db) =>
      new Proxy(db, {
        get(target, name) {
          const value = Reflect.get(target, name, target) as unknown
          if (name === 'query') {
            return async (statement: { text: string }) => {
              if (failure?.matching.test(statement.text)) throw failure.error
              return target.query(statement as never)
            }
          }
          return typeof value === 'function' ? value.bind(target) : value
        },
      }),
    break(error, matching = /./) {
      failure = error && { error, matching }
    },
  }
}
