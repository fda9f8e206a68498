import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Intake, KafkaConnection, TlsMaterial } from '@trunkline/intake'
import type { Surroundings } from '../compose.ts'
import { ConfigError } from '../config/config-error.ts'
import { configFolder } from '../config/config-folder.ts'
import type { Config } from '../config.ts'
import type { Domains } from './open-domains.ts'

/** Makes Kafka's part of this process; undefined where it has none. Nothing is connected before it is started. */
export async function openIntake(config: Config, domains: Domains, around: Surroundings): Promise<Intake | undefined> {
  const { settings, file } = config
  if (!settings.roles.includes('intake')) return undefined
  const connection = kafkaConnection(config)
  if (connection === undefined) {
    if (file.kafka !== undefined)
      around.log.warn({}, 'the configuration file has a section kafka, and KAFKA_BROKERS is not set: Kafka is off')
    return undefined
  }
  const { db, accounts, channels: acceptance, events } = domains
  const clients = {
    find: (sid: string) => accounts.clients.find(sid),
    onChange: (listener: Parameters<typeof accounts.onChange>[0]) => accounts.onChange(listener),
  }
  const { clock, log, metrics: meter } = around
  // Loaded only where there is Kafka: it takes 0.4 s and 50 MB.
  const { createIntake, IntakeError } = await import('@trunkline/intake')
  try {
    return createIntake({ db, connection, config: file.kafka ?? {}, acceptance, clients, events, clock, log, meter })
  } catch (error) {
    if (error instanceof IntakeError) throw new ConfigError(`${settings.config}: ${error.message}.`, { cause: error })
    throw error
  }
}

/** How the brokers are reached; undefined where none are named. */
export function kafkaConnection({ settings, file }: Config): KafkaConnection | undefined {
  const { kafkaBrokers: brokers } = settings
  if (brokers === undefined) return undefined
  const { tls, sasl } = file.kafka ?? {}
  return {
    brokers,
    clientId: 'trunkline',
    ...(tls === undefined ? {} : { tls: tlsMaterial(tls, settings.config) }),
    ...(sasl === undefined ? {} : { sasl }),
  }
}

type TlsConfig = NonNullable<NonNullable<Config['file']['kafka']>['tls']>

function tlsMaterial(tls: TlsConfig, configFile: string): TlsMaterial {
  const read = (name: 'ca' | 'cert' | 'key') => {
    const file = tls[name]
    if (file === undefined) return {}
    try {
      return { [name]: readFileSync(resolve(configFolder(configFile), file), 'utf8') }
    } catch (error) {
      throw new ConfigError(`${configFile}: /kafka/tls/${name}: ${(error as Error).message}.`, { cause: error })
    }
  }
  const { serverName } = tls
  return { ...read('ca'), ...read('cert'), ...read('key'), ...(serverName === undefined ? {} : { serverName }) }
}
