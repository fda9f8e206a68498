import { isIP } from 'node:net'
import type { BaseOptions } from '@platformatic/kafka'
import type { KafkaConfig } from '../config/kafka-config.ts'

/** Certificates in PEM, read by whoever reads files. */
export interface TlsMaterial {
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
  readonly serverName?: string
}

/** How the brokers are reached. */
export interface KafkaConnection {
  /** Bootstrap servers, `host:port`. */
  readonly brokers: readonly string[]
  /** How this process calls itself; shows in the brokers' logs. */
  readonly clientId: string
  readonly tls?: TlsMaterial
  readonly sasl?: NonNullable<KafkaConfig['sasl']>
}

const mechanisms = { plain: 'PLAIN', 'scram-sha-256': 'SCRAM-SHA-256', 'scram-sha-512': 'SCRAM-SHA-512' } as const

/** What every client of the library is made with. Milliseconds. */
export function connectionOptions({ brokers, clientId, tls, sasl }: KafkaConnection): BaseOptions {
  return {
    clientId,
    bootstrapBrokers: [...brokers],
    connectTimeout: 5000,
    timeout: 30_000,
    // Short here, because whoever calls goes on trying for as long as it takes, and can be stopped.
    retries: 3,
    retryDelay: 250,
    metadataMaxAge: 60_000,
    ...(tls === undefined ? {} : { tls: tlsOptions(tls), tlsServerName: tls.serverName ?? brokers.some(isNamed) }),
    ...(sasl === undefined
      ? {}
      : { sasl: { mechanism: mechanisms[sasl.mechanism], username: sasl.username, password: sasl.password } }),
  }
}

/** Whether a broker goes by name: only a name may be given when TLS begins (RFC 6066 §3), and clusters behind one address go by it. */
const isNamed = (broker: string): boolean => isIP(broker.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')) === 0

function tlsOptions({ ca, cert, key }: TlsMaterial): NonNullable<BaseOptions['tls']> {
  return {
    rejectUnauthorized: true,
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  }
}
