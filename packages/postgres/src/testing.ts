/** For testkit alone: how an engine is opened so that many tests can use it, and which engine it is. */
import { readFileSync } from 'node:fs'

export { type EmbeddedOptions, openEmbedded } from './embedded/embedded-database.ts'

const packageFile = new URL('../package.json', import.meta.resolve('@electric-sql/pglite'))

/** Version of PGlite. A cluster that one version of PostgreSQL made is of no use to another. */
export const embeddedVersion: string = JSON.parse(readFileSync(packageFile, 'utf8')).version
