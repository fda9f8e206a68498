import { isIP, type LookupFunction } from 'node:net'
import { buildConnector } from 'undici'
import type { AddressPolicy } from './address-policy.ts'
import { AddressRefusedError } from './http-failure.ts'
import type { Resolve } from './name-resolver.ts'

/** Of what the guard is made. */
export interface GuardOptions {
  readonly policy: AddressPolicy
  readonly resolve: Resolve
  /** Certificates (PEM) of authorities that are trusted instead of the usual ones. */
  readonly ca?: string | readonly string[]
  /** Milliseconds for name, TCP and TLS together. */
  readonly connectTimeoutMs?: number
}

function guardedLookup({ policy, resolve }: GuardOptions): LookupFunction {
  return (hostname, options, callback) => {
    const give = (found: readonly { address: string; family: number }[]): void => {
      const permitted = found.filter(({ address }) => policy.permits(address))
      const [first] = permitted
      if (!first)
        callback(
          new AddressRefusedError(
            hostname,
            found.map(({ address }) => address),
          ),
          '',
        )
      else if (options.all) callback(null, permitted)
      else callback(null, first.address, first.family)
    }
    resolve(hostname).then(give, (error: NodeJS.ErrnoException) => callback(error, ''))
  }
}

/**
 * Connects for undici, and only to addresses that the policy permits. The name is resolved here and the socket goes to one of the
 * addresses that were checked, so a name that resolves to another address a moment later (DNS rebinding) gains nothing. Host header
 * and TLS server name stay those of the URL. A literal address never reaches the lookup, so it is checked before; what the socket
 * is connected to in the end is checked once more.
 */
export function createGuardedConnector(guard: GuardOptions): buildConnector.connector {
  const { policy, ca, connectTimeoutMs = 10_000 } = guard
  const connect = buildConnector({
    allowH2: false,
    timeout: connectTimeoutMs,
    lookup: guardedLookup(guard),
    ...(ca === undefined ? {} : { ca: typeof ca === 'string' ? ca : [...ca] }),
  })
  return (options, callback) => {
    const host = options.hostname.replace(/^\[|\]$/g, '')
    if (isIP(host) !== 0 && !policy.permits(host)) {
      callback(new AddressRefusedError(host, [host]), null)
      return
    }
    connect(options, (...[error, socket]) => {
      if (error) callback(error, null)
      else if (policy.permits(socket.remoteAddress ?? '')) callback(null, socket)
      else {
        socket.destroy()
        callback(new AddressRefusedError(host, [socket.remoteAddress ?? 'an unknown address']), null)
      }
    })
  }
}

/**
 * Whether a URL's host may be called as far as can be told now: false when all its addresses are refused. A name that does not
 * resolve at the moment is not refused: it may tomorrow, and every connection is checked anyway.
 */
export async function mayReach(
  host: string,
  { policy, resolve }: Pick<GuardOptions, 'policy' | 'resolve'>,
): Promise<boolean> {
  const literal = host.replace(/^\[|\]$/g, '')
  if (isIP(literal) !== 0) return policy.permits(literal)
  try {
    return (await resolve(literal)).some(({ address }) => policy.permits(address))
  } catch {
    return true
  }
}
