import { lookup } from 'node:dns/promises'
import type { Clock } from '../ports.ts'

/** One address of a host. */
export interface ResolvedAddress {
  readonly address: string
  readonly family: number
}

/** Turns a host name into its addresses; rejects with the system's error (`ENOTFOUND`, `EAI_AGAIN`) where there are none. */
export type Resolve = (hostname: string) => Promise<readonly ResolvedAddress[]>

/** The operating system's resolver, so that /etc/hosts, search domains and mDNS work as everywhere else on the machine. */
export const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true })

const keepMs = 10_000
const most = 1000

/**
 * A resolver that asks once for all who want the same name at the same time, and remembers answers for ten seconds. The system's
 * lookups run on Node's four worker threads, so a name whose server does not answer must not take more than one of them.
 * A remembered answer opens no door to DNS rebinding: whoever connects checks the very address that he connects to.
 */
export function createNameResolver(options: { clock: Clock; resolve?: Resolve }): Resolve {
  const { clock, resolve = systemResolve } = options
  const known = new Map<string, { readonly until: number; readonly answer: Promise<readonly ResolvedAddress[]> }>()

  return (hostname) => {
    const entry = known.get(hostname)
    if (entry && clock.now() < entry.until) return entry.answer
    const answer = resolve(hostname)
    known.delete(hostname)
    known.set(hostname, { until: clock.now() + keepMs, answer })
    if (known.size > most) known.delete([...known.keys().take(1)].join())
    answer.catch(() => {
      if (known.get(hostname)?.answer === answer) known.delete(hostname)
    })
    return answer
  }
}
