import { validationSigner } from './auth/client-validation.ts'
import { install } from './http/abilities.ts'
import { nodeTransport } from './http/node-transport.ts'

/** Puts the parts in place that bundlers leave out unless they are asked for. */
export function installNode(): void {
  install({ nodeTransport, validationSigner })
}
