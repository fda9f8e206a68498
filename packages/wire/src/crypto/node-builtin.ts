import { createRequire } from 'node:module'

type NodeCrypto = typeof import('node:crypto')

let loaded: NodeCrypto | undefined

/**
 * `node:crypto`, loaded when it is first needed and not on import: it takes longer to load than the rest of this library, and a
 * program that only sends messages does not need it. `process.getBuiltinModule` is there from Node 20.16.
 */
export function nodeCrypto(): NodeCrypto {
  loaded ??= (process.getBuiltinModule?.('node:crypto') ?? createRequire(import.meta.url)('node:crypto')) as NodeCrypto
  return loaded
}
