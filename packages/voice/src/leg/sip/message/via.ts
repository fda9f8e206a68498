import { type Parameters, readParameters, splitOutside, writeParameters } from './grammar.ts'
import { readHostPort } from './sip-uri.ts'

/** One entry of Via (RFC 3261, section 20.42): which way a request came, and a response goes back. */
export interface Via {
  /** Upper case: `UDP`, `TCP`, `TLS`, and whatever else there may be. */
  readonly transport: string
  readonly host: string
  readonly port?: number
  readonly parameters: Parameters
}

const pattern =
  /^SIP[ \t]*\/[ \t]*2\.0[ \t]*\/[ \t]*([A-Za-z0-9\-.!%*_+`'~]+)[ \t]+([^ \t:;]+|\[[^\]]+\])[ \t]*(?::[ \t]*(\d{1,5}))?$/i

/** Reads one entry; undefined where it is none. */
export function readVia(text: string): Via | undefined {
  const parts = splitOutside(text, ';')
  const [, transport, host, port] = pattern.exec(parts?.[0] ?? '') ?? []
  const parameters = readParameters(parts?.slice(1) ?? [])
  if (transport === undefined || host === undefined || parameters === undefined) return undefined
  const where = readHostPort(port === undefined ? host : `${host}:${Number(port)}`)
  return where && { transport: transport.toUpperCase(), ...where, parameters }
}

/** Reads all entries of all Via fields; undefined where one is none. */
export function readVias(values: readonly string[]): Via[] | undefined {
  const found: Via[] = []
  for (const value of values) {
    const parts = splitOutside(value, ',')
    if (parts === undefined) return undefined
    for (const part of parts) {
      const via = readVia(part)
      if (via === undefined) return undefined
      found.push(via)
    }
  }
  return found
}

/** Writes one entry. */
export function writeVia({ transport, host, port, parameters }: Via): string {
  return `SIP/2.0/${transport} ${host}${port === undefined ? '' : `:${port}`}${writeParameters(parameters)}`
}

/** What branches begin with that are unique (RFC 3261, section 8.1.1.7). */
export const magicCookie = 'z9hG4bK'

/** The branch, where it is one that can be relied on: it has the magic cookie and something behind it. */
export function branchOf(via: Via): string | undefined {
  const branch = via.parameters.get('branch')
  const unique = branch?.toLowerCase().startsWith(magicCookie.toLowerCase()) && branch.length > magicCookie.length
  return unique ? branch : undefined
}
