import { lookup, resolveSrv } from 'node:dns/promises'
import type { Resolver } from './locate.ts'

/** Looks names up as the system does. What can't be found is empty: who dials learns that there is no way. */
export const dnsResolver: Resolver = {
  async addresses(host) {
    try {
      return (await lookup(host, { all: true })).map(({ address }) => address)
    } catch {
      return []
    }
  },
  async services(name) {
    try {
      return await resolveSrv(name)
    } catch {
      return []
    }
  },
}
