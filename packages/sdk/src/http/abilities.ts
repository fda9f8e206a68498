/**
 * Parts of the HTTP client that few programs need, kept out of the bundles of all others. Whoever imports the library as
 * it stands has them; a bundler leaves them out, and a program that wants them there says `import '@trunkline/sdk/node'`.
 */
import type { ValidationClientOptions } from '@trunkline/wire'
import type { Environment } from '../client/environment.ts'
import type { RequestSigner, Transport } from './fetch-transport.ts'
import type { NodeTransportOptions } from './node-transport.ts'

/** What can be put in place. */
export interface Abilities {
  /** A transport on `node:https`. */
  nodeTransport?: (options: NodeTransportOptions, env: Environment) => Transport
  /** The signatures of client validation. */
  validationSigner?: (credentials: ValidationClientOptions) => RequestSigner
}

const abilities: Abilities = {}

/** Puts parts in place. */
export function install(parts: Abilities): void {
  Object.assign(abilities, parts)
}

/** A part that was asked for. Throws when it is not there. */
export function ability<Name extends keyof Abilities>(name: Name, why: string): NonNullable<Abilities[Name]> {
  const part = abilities[name]
  if (part === undefined)
    throw new Error(`${why} is not in this bundle: add import '@trunkline/sdk/node', or pass httpClient`)
  return part as NonNullable<Abilities[Name]>
}
