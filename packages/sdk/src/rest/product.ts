/** `client.verify` and its like: a product with its versions. */
import { productTable } from '../tables/tables.ts'
import { defineChild, type Solution } from './resource.ts'
import type { ProductTable, VersionTable } from './table.ts'
import { Domain, type RequestSender, Version } from './version.ts'

interface VersionInside extends Version {
  readonly _version: Version
  readonly _solution: Solution
}

type Made = Record<string, unknown>

const prototypes = new Map<string, object>()

/** Defines a getter that makes its value once for each object. */
function lazy(prototype: object, name: string, make: (self: never) => unknown): void {
  const key = Symbol(name)
  Object.defineProperty(prototype, name, {
    enumerable: true,
    configurable: true,
    get(this: Record<symbol, unknown>) {
      this[key] ??= make(this as never)
      return this[key]
    },
  })
}

function versionOf(domain: Domain, table: VersionTable): Version {
  const version = Object.create(versionPrototype(table)) as VersionInside & Made
  return Object.assign(version, { domain, prefix: table.p, _version: version, _solution: {} })
}

const versionPrototypes = new WeakMap<VersionTable, object>()

function versionPrototype(table: VersionTable): object {
  const known = versionPrototypes.get(table)
  if (known !== undefined) return known
  const prototype = Object.create(Version.prototype) as object
  for (const [name, resource] of Object.entries(table.k)) defineChild(prototype, name, resource, '')
  if (table.p === '2010-04-01') defineAccount(prototype)
  versionPrototypes.set(table, prototype)
  return prototype
}

/** `v2010.account` is the client's own account: another one when the client's account is changed. */
function defineAccount(prototype: object): void {
  const opened = new WeakMap<object, { sid: string; account: unknown }>()
  Object.defineProperty(prototype, 'account', {
    configurable: true,
    get(this: VersionInside & { accounts: (sid: string) => unknown }) {
      const sid = this.domain.twilio.accountSid
      const known = opened.get(this)
      if (known?.sid === sid) return known.account
      const account = this.accounts(sid)
      opened.set(this, { sid, account })
      return account
    },
  })
}

function compile(table: ProductTable): object {
  const prototype = Object.create(Domain.prototype) as Made
  for (const [name, version] of Object.entries(table.v)) {
    if (name !== 'versionless') lazy(prototype, name, (self: Domain) => versionOf(self, version))
    else
      for (const resource of Object.keys(version.k))
        lazy(prototype, resource, (self: Domain) => (versionOf(self, version) as unknown as Made)[resource])
  }
  for (const [name, path] of oldNames(table)) {
    if (name in prototype) continue
    Object.defineProperty(prototype, name, {
      configurable: true,
      get(this: Made) {
        // The account itself is no old name: only what hangs under it has moved.
        if (!path.startsWith('v2010.')) console.warn(`${name} is deprecated. Use ${path} instead.`)
        return path.split('.').reduce<unknown>((at, step) => (at as Made)[step], this)
      },
    })
  }
  return prototype
}

/** The old names of a product, with the paths that they stand for. */
function oldNames(table: ProductTable): [name: string, path: string][] {
  return (table.o ?? '').split(' ').flatMap((word): [string, string][] => {
    const [name, path] = word.includes('=') ? word.split('=') : [word.split('.')[1], word]
    if (name !== undefined && path !== undefined) return [[name, path]]
    const children = word === 'account' ? table.v.v2010?.k.accounts?.s : table.v[word]?.k
    const under: [string, string][] = Object.keys(children ?? {}).map((child) => [child, `${word}.${child}`])
    return word === 'account' ? [['account', 'v2010.account'], ['accounts', 'v2010.accounts'], ...under] : under
  })
}

/** A product of a client, by the name of its property. */
export function createProduct(client: RequestSender, name: string): Domain {
  const table = productTable(name)
  const prototype = prototypes.get(name) ?? compile(table)
  prototypes.set(name, prototype)
  return Object.assign(Object.create(prototype) as Domain, { twilio: client, baseUrl: `https://${table.h}.twilio.com` })
}
