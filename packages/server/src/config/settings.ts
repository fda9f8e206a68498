import {
  address,
  baseUrl,
  brokers,
  databaseUrl,
  host,
  oneOf,
  type Parse,
  path,
  port,
  portRange,
  secret,
  someOf,
  token,
} from './values.ts'

/** The parts that one process may run. */
export const roles = ['api', 'worker', 'intake', 'voice'] as const
export type Role = (typeof roles)[number]

/** How much is logged, from most to least. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** One setting: its environment variable, its command-line flag, and how its text is read. */
export interface Setting<Value> {
  readonly env: string
  /** As commander declares it: the long name and a word for the value. */
  readonly flag: string
  /** Text that holds where nothing is given; undefined where the setting is then off. */
  readonly fallback?: string
  readonly parse: Parse<Value>
  /** What it is for, in one or two sentences. The reference page is generated from this. */
  readonly about: string
  /** Not shown when the settings are printed. */
  readonly secret?: boolean
}

const setting = <const Row extends Setting<unknown>>(row: Row): Row => Object.freeze(row)

/** Every setting of a process. A flag goes before the environment variable, which goes before the default. */
export const settings = Object.freeze({
  host: setting({
    env: 'TRUNKLINE_HOST',
    flag: '--host <address>',
    fallback: '127.0.0.1',
    parse: host,
    about: 'Address to listen at. Use `0.0.0.0` or `::` to be reached from other machines.',
  }),
  port: setting({
    env: 'TRUNKLINE_PORT',
    flag: '--port <number>',
    fallback: '4000',
    parse: port,
    about: 'Port of the HTTP API; `0` takes any free one, which `demo.json` then tells.',
  }),
  publicUrl: setting({
    env: 'TRUNKLINE_PUBLIC_URL',
    flag: '--public-url <url>',
    parse: baseUrl,
    about: 'URL under which the world reaches this server; providers are given it for their callbacks.',
  }),
  tlsCert: setting({
    env: 'TRUNKLINE_TLS_CERT',
    flag: '--tls-cert <file>',
    parse: path,
    about: 'Certificate chain in PEM. With `TRUNKLINE_TLS_KEY` the server speaks HTTPS.',
  }),
  tlsKey: setting({
    env: 'TRUNKLINE_TLS_KEY',
    flag: '--tls-key <file>',
    parse: path,
    about: 'Private key of the certificate, in PEM.',
  }),
  data: setting({
    env: 'TRUNKLINE_DATA',
    flag: '--data <folder>',
    fallback: './.trunkline',
    parse: path,
    about: 'Folder for the embedded database, the secret, `demo.json` and `curlrc`.',
  }),
  config: setting({
    env: 'TRUNKLINE_CONFIG',
    flag: '--config <file>',
    fallback: './trunkline.yaml',
    parse: path,
    about: 'The configuration file: gateways, routes, declared clients, limits. It may be absent at its default place.',
  }),
  roles: setting({
    env: 'TRUNKLINE_ROLES',
    flag: '--roles <list>',
    fallback: 'api,worker,intake,voice',
    parse: someOf(roles),
    about: 'What this process does: serve HTTP (`api`), send (`worker`), read Kafka (`intake`), hold calls (`voice`).',
  }),
  log: setting({
    env: 'TRUNKLINE_LOG',
    flag: '--log <level>',
    fallback: 'info',
    parse: oneOf(logLevels),
    about: 'How much is logged: `trace`, `debug`, `info`, `warn`, `error`, `fatal` or `silent`.',
  }),
  secret: setting({
    env: 'TRUNKLINE_SECRET',
    flag: '--secret <text>',
    parse: secret,
    secret: true,
    about:
      'Seals what is secret in the database. Made and kept in the data folder when absent; all processes on one database need the same.',
  }),
  adminToken: setting({
    env: 'TRUNKLINE_ADMIN_TOKEN',
    flag: '--admin-token <token>',
    parse: token,
    secret: true,
    about: 'The operator’s token for `/v1/admin`. Without it one is derived from the secret and told in `demo.json`.',
  }),
  sipPort: setting({
    env: 'TRUNKLINE_SIP_PORT',
    flag: '--sip-port <number>',
    fallback: '5060',
    parse: port,
    about: 'Port for SIP; `0` takes any free one. Told in `demo.json`.',
  }),
  rtpPorts: setting({
    env: 'TRUNKLINE_RTP_PORTS',
    flag: '--rtp-ports <range>',
    fallback: '10000-20000',
    parse: portRange,
    about: 'UDP ports for media.',
  }),
  mediaAddress: setting({
    env: 'TRUNKLINE_MEDIA_ADDRESS',
    flag: '--media-address <address>',
    parse: address,
    about: 'IP address that phones are told to send media to, where it is not the one listened at (NAT).',
  }),
  databaseUrl: setting({
    env: 'DATABASE_URL',
    flag: '--database-url <url>',
    parse: databaseUrl,
    secret: true,
    about: 'PostgreSQL 15 or newer. Without it the server keeps an embedded one in the data folder.',
  }),
  kafkaBrokers: setting({
    env: 'KAFKA_BROKERS',
    flag: '--kafka-brokers <list>',
    parse: brokers,
    about: 'Kafka’s bootstrap servers, `host:port` with commas between them. Without it Kafka is off.',
  }),
  otlpEndpoint: setting({
    env: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    flag: '--otlp-endpoint <url>',
    parse: baseUrl,
    about: 'Where OpenTelemetry traces are sent (OTLP over HTTP). Without it nothing is traced.',
  }),
})

/** The name of a setting in code. */
export type SettingName = keyof typeof settings

type ValueOf<Row> = Row extends { readonly parse: Parse<infer Value> }
  ? Row extends { readonly fallback: string }
    ? Value
    : Value | undefined
  : never

/** The settings after reading. Undefined where nothing was given and there is no default. */
export type SettingValues = { readonly [Name in SettingName]: ValueOf<(typeof settings)[Name]> }
