import { createHmac, randomBytes } from 'node:crypto'
import { schemaFaults } from '@trunkline/api'
import {
  type ApnsGatewayConfig,
  apnsGatewayConfig,
  type ChannelName,
  type Clock,
  channelNames,
  createApnsGateway,
  createFcmGateway,
  createLoopbackGateway,
  createSmtpGateway,
  createTwilioGateway,
  createWebPushGateway,
  type FcmGatewayConfig,
  fcmGatewayConfig,
  type Gateway,
  isProviderIdClaimed,
  type Log,
  type LoopbackGateway,
  type LoopbackGatewayConfig,
  loopbackGatewayConfig,
  ProviderTokens,
  type SmtpGatewayConfig,
  smtpGatewayConfig,
  type TellGone,
  type TwilioGatewayConfig,
  twilioGatewayConfig,
  type WebPushGatewayConfig,
  webPushGatewayConfig,
} from '@trunkline/channels'
import type { AddressPolicy } from '@trunkline/events'
import type { Database, Sealer } from '@trunkline/postgres'
import { Ajv } from 'ajv'
import type { TSchema } from 'typebox'
import { ConfigError } from '../config/config-error.ts'
import type { ConfigFile } from '../config/file-schema.ts'
import { type SipGatewayConfig, sipGatewayConfig } from '../config/sip-gateway.ts'
import { createFileFetcher } from './fetch-file.ts'
import { createVoiceGateway, createVoicePlacer, type VoiceGatewayDeps } from './voice-gateway.ts'

/** What gateways take from the rest of the server. */
export interface GatewayParts {
  /** Told of push addresses that are gone. */
  readonly onGone: TellGone
  readonly db: Database
  readonly sealer: Sealer
  readonly clock: Clock
  readonly log: Log
  readonly secret: Uint8Array
  readonly policy: AddressPolicy
  readonly publicUrl: string | undefined
  /** Folder that file names in the configuration are relative to. */
  readonly folder: string
  /** Writes one line to the terminal for what arrives at the built-in gateway. */
  readonly print: (line: string) => void
  /** Trunkline's own calls, for gateways of type sip and for calls to built-in phones. */
  readonly voice?: Pick<VoiceGatewayDeps, 'calls' | 'numberOf' | 'mayShow' | 'askTrunk'>
}

/** The gateways of a configuration, and which of them each channel asks in which order. */
export interface Gateways {
  readonly gateways: readonly Gateway[]
  readonly routes: Readonly<Partial<Record<ChannelName, readonly string[]>>>
  /** The built-in one, where there is one. */
  readonly loopback: LoopbackGateway | undefined
  close(): Promise<void>
}

/** What gateways share besides. */
interface Shared extends GatewayParts {
  readonly fetcher: Fetcher
  readonly tokens: ProviderTokens
}
type Make<Config> = (name: string, config: Config, parts: Shared) => Gateway
type Fetcher = ReturnType<typeof createFileFetcher>

/** Without what is undefined. */
const given = <Values extends object>(values: Values): { [Name in keyof Values]?: NonNullable<Values[Name]> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never

const kind = <Config>(schema: TSchema, make: Make<Config>) => ({ schema, make: make as Make<unknown> })

const kinds: Readonly<Record<string, ReturnType<typeof kind> | undefined>> = {
  loopback: kind<LoopbackGatewayConfig>(loopbackGatewayConfig, (name, config, parts) => {
    const { voice } = parts
    if (voice === undefined) return createLoopbackGateway(name, config, parts)
    const calls = createVoicePlacer({ name, type: 'loopback', nobody: 'anonymous' }, { ...parts, ...voice })
    return createLoopbackGateway(name, config, { ...parts, calls })
  }),
  sip: kind<SipGatewayConfig>(sipGatewayConfig, (name, { from, rate }, parts) => {
    if (parts.voice === undefined) throw new Error(`/gateways/${name} is of type sip, and this server has no calls.`)
    return createVoiceGateway({ name, type: 'sip', ...given({ from, rate }) }, { ...parts, ...parts.voice })
  }),
  twilio: kind<TwilioGatewayConfig>(twilioGatewayConfig, (name, config, { db, clock, log, publicUrl }) =>
    createTwilioGateway(name, config, {
      clock,
      log,
      publicUrl: () => publicUrl,
      isClaimed: (providerId) => isProviderIdClaimed(db, name, providerId),
    }),
  ),
  smtp: kind<SmtpGatewayConfig>(smtpGatewayConfig, (name, config, { clock, log, secret, folder, fetcher }) =>
    createSmtpGateway(name, config, {
      clock,
      log,
      folder,
      secret: createHmac('sha256', secret).update('trunkline bounce addresses').digest(),
      fetchFile: fetcher.fetch,
    }),
  ),
  webpush: kind<WebPushGatewayConfig>(webPushGatewayConfig, (name, config, { clock, log, folder, fetcher, onGone }) =>
    createWebPushGateway(name, config, {
      clock,
      log,
      folder,
      http: fetcher.caller,
      randomBytes,
      onGone,
    }),
  ),
  fcm: kind<FcmGatewayConfig>(fcmGatewayConfig, (name, config, { clock, log, folder, fetcher, onGone }) =>
    createFcmGateway(name, config, { clock, log, folder, http: fetcher.caller, onGone }),
  ),
  apns: kind<ApnsGatewayConfig>(apnsGatewayConfig, (name, config, { clock, log, folder, tokens, onGone }) =>
    createApnsGateway(name, config, { clock, log, folder, tokens, onGone }),
  ),
}

/** Kinds that the contract names and that come in a later version. */
const later = ['smpp']

/** Makes the gateways of the file; without any, the built-in one for every channel. Throws {@link ConfigError}. */
export function createGateways(file: ConfigFile, path: string, parts: GatewayParts): Gateways {
  const fetcher = createFileFetcher({ policy: parts.policy, clock: parts.clock })
  const shared = { ...parts, fetcher, tokens: new ProviderTokens() }
  const given = Object.entries(file.gateways ?? { loopback: { type: 'loopback' } })
  const gateways = given.map(([name, config]) => makeGateway(name, config, path, shared))
  const builtIn = Object.fromEntries(channelNames.map((channel) => [channel, ['loopback']]))
  const routes = file.gateways === undefined ? { ...builtIn, ...file.routes } : (file.routes ?? {})
  checkRoutes(routes, gateways, path)
  return {
    gateways,
    routes,
    loopback: gateways.find((gateway): gateway is LoopbackGateway => gateway.type === 'loopback'),
    close: () => fetcher.close(),
  }
}

function makeGateway(name: string, config: { readonly type: string }, path: string, parts: Shared): Gateway {
  const found = Object.hasOwn(kinds, config.type) ? kinds[config.type] : undefined
  if (found === undefined) {
    const why = later.includes(config.type) ? 'is not in this version' : 'does not exist'
    throw new ConfigError(
      `${path}: /gateways/${name}/type is ${config.type}, which ${why}; there are ${Object.keys(kinds).join(', ')}.`,
    )
  }
  const check = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true, strict: false }).compile(found.schema)
  if (!check(config)) {
    const [fault] = schemaFaults(check.errors ?? []).faults
    throw new ConfigError(`${path}: /gateways/${name}${fault?.pointer ?? ''} ${fault?.detail ?? 'is wrong'}.`)
  }
  try {
    return found.make(name, config, parts)
  } catch (error) {
    throw new ConfigError(`${path}: ${(error as Error).message}`, { cause: error })
  }
}

function checkRoutes(routes: Gateways['routes'], gateways: readonly Gateway[], path: string): void {
  for (const [channel, names] of Object.entries(routes)) {
    for (const [index, name] of (names ?? []).entries()) {
      const gateway = gateways.find((one) => one.name === name)
      const place = `${path}: /routes/${channel}/${index} is ${name}`
      if (gateway === undefined) {
        throw new ConfigError(
          `${place}: there is no such gateway; there are ${gateways.map((one) => one.name).join(', ')}.`,
        )
      }
      if (!gateway.channels.includes(channel as ChannelName)) {
        throw new ConfigError(`${place}, which takes ${gateway.channels.join(' and ')}, not ${channel}.`)
      }
    }
  }
}
