/** The client: credentials, and the tree of every product on top of them. */

import { productNames } from '../generated/packed.ts'
import { type AccountShortcuts, accountShortcuts } from '../generated/shortcuts.ts'
import type { Products } from '../generated/types/products.ts'
import { createProduct } from '../rest/product.ts'
import { Trunkline } from '../trunkline/trunkline.ts'
import { BaseClient } from './base-client.ts'
import type { ClientOptions } from './options.ts'

class TreeClient extends BaseClient {
  readonly #products = new Map<string, unknown>()
  #trunkline: Trunkline | undefined

  constructor(username?: string, password?: string, options?: ClientOptions) {
    super(username, password, options)
    if (options?.lazyLoading === false) for (const name of productNames) this.product(name)
  }

  /** Trunkline's own API, at the client's base URL. */
  get trunkline(): Trunkline {
    this.#trunkline ??= new Trunkline(this)
    return this.#trunkline
  }

  /** A product by the name of its property. */
  product(name: string): unknown {
    const product = this.#products.get(name) ?? createProduct(this, name)
    this.#products.set(name, product)
    return product
  }
}

for (const name of productNames) {
  Object.defineProperty(TreeClient.prototype, name, {
    configurable: true,
    get(this: TreeClient) {
      return this.product(name)
    },
  })
}

for (const name of accountShortcuts) {
  Object.defineProperty(TreeClient.prototype, name, {
    configurable: true,
    get(this: Client) {
      return this.api.v2010.account[name as keyof AccountShortcuts]
    },
  })
}

/** What a client has: credentials and requests of its own, the products, and the children of its account. */
export interface Client extends TreeClient, Products, AccountShortcuts {}

/**
 * A client of Twilio's REST API and of Trunkline's own (`client.trunkline`). `client.messages` and its like belong to the
 * client's account; everything else hangs under its product: `client.verify.v2.services(sid).verifications`.
 */
export const Client = TreeClient as unknown as new (
  username?: string,
  password?: string,
  options?: ClientOptions,
) => Client
