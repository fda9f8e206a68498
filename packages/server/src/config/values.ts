import { isIP } from 'node:net'

/** Reads one setting's text. Returns the value, or throws with words that end the line "NAME is "text": give …". */
export type Parse<Value> = (text: string) => Value

const fail = (advice: string): never => {
  throw new TypeError(advice)
}

/** A TCP or UDP port; 0 lets the system choose. */
export const port: Parse<number> = (text) => {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  return value <= 65_535 ? value : fail('give a port number from 0 to 65535')
}

/** A host name or address to listen at. */
export const host: Parse<string> = (text) =>
  isIP(text) > 0 || /^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/.test(text)
    ? text
    : fail('give a host name or an IP address, such as 127.0.0.1 or 0.0.0.0')

/** An IP address. */
export const address: Parse<string> = (text) => (isIP(text) > 0 ? text : fail('give an IP address'))

/** The base URL under which others reach this server; a path prefix may be in it, a trailing slash is dropped. */
export const baseUrl: Parse<string> = (text) => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const usable = url !== undefined && /^https?:$/.test(url.protocol) && `${url.search}${url.hash}${url.username}` === ''
  return usable ? url.href.replace(/\/+$/, '') : fail('give an http or https URL, such as https://trunkline.example')
}

/** A PostgreSQL connection string. */
export const databaseUrl: Parse<string> = (text) =>
  URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol)
    ? text
    : fail('give a PostgreSQL URL, such as postgres://user:password@localhost:5432/trunkline')

/** Kafka's bootstrap servers. */
export const brokers: Parse<readonly string[]> = (text) => {
  const list = listOf(text)
  return list.length > 0 && list.every((one) => /^(\[[0-9a-fA-F:]+\]|[\w.-]+):\d{1,5}$/.test(one))
    ? list
    : fail('give host:port, several with commas between them')
}

/** An inclusive range of ports. */
export const portRange: Parse<{ readonly from: number; readonly to: number }> = (text) => {
  const [, from, to] = /^(\d{1,5})-(\d{1,5})$/.exec(text) ?? []
  const range = { from: Number(from), to: Number(to) }
  return range.from >= 1 && range.to <= 65_535 && range.from < range.to
    ? range
    : fail('give two ports such as 10000-20000, the lower one first')
}

/** A path; it is not looked at here. */
export const path: Parse<string> = (text) => (text.includes('\0') ? fail('give a path') : text)

/** A secret of the operator's own making. */
export const secret: Parse<string> = (text) =>
  text.length >= 16 ? text : fail('give at least 16 characters, best 32 random bytes in hex or base64')

/** A token that goes into an Authorization header. */
export const token: Parse<string> = (text) =>
  /^[\x21-\x7e]{8,512}$/.test(text) ? text : fail('give 8 to 512 printable characters without spaces')

/** Any of the given words. */
export const oneOf =
  <Word extends string>(words: readonly Word[]): Parse<Word> =>
  (text) =>
    words.find((word) => word === text) ?? fail(`give one of ${words.join(', ')}`)

/** Some of the given words, with commas between them. */
export const someOf =
  <Word extends string>(words: readonly Word[]): Parse<readonly Word[]> =>
  (text) => {
    const given = listOf(text)
    const chosen = words.filter((word) => given.includes(word))
    return chosen.length > 0 && given.every((one) => words.some((word) => word === one))
      ? chosen
      : fail(`give some of ${words.join(', ')}, with commas between them`)
  }

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
