import { startPostgres } from './postgres-server.ts'

/** Set by the test runner to the URL of a server that all test files share; a file run alone starts one of its own. */
export const sharedServerVariable = 'TRUNKLINE_TEST_POSTGRES'

let started: Promise<string> | undefined

/** URL of the database `postgres` on the server that tests share. It is stopped when the process that started it ends. */
export function sharedServerUrl(): Promise<string> {
  const given = process.env[sharedServerVariable]
  if (given) return Promise.resolve(given)
  started ??= startPostgres().then((server) => server.url())
  return started
}

/** The URL of another database on the same server. */
export function urlOfDatabase(serverUrl: string, database: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}
