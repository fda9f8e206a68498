import { readFileSync } from 'node:fs'

const { version: declared } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string
}

/** The version of this server. */
export const version: string = declared
