import { networkInterfaces } from 'node:os'
import {
  checkTrunk,
  createBindingKeeper,
  createSipLegs,
  createSipUsers,
  type MediaEngine,
  type SipLegs,
  type SipUsers,
  type TakeCall,
  type TrunkConfig,
} from '@trunkline/voice'
import type { Surroundings } from '../compose.ts'
import { ConfigError } from '../config/config-error.ts'
import type { SipGatewayConfig } from '../config/sip-gateway.ts'
import type { Config } from '../config.ts'
import { addressPolicy } from './address-policy.ts'
import { mayShow } from './caller-ids.ts'
import type { VoiceSources } from './voice.ts'

/** The SIP domain of a server that has no name of its own; that of the demo client's user. */
const localDomain = 'trunkline.localhost'

/** Who may register phones. Asked in every process. */
export function openSipUsers(
  { db, sealer, ids, accounts }: VoiceSources,
  { clock }: Pick<Surroundings, 'clock'>,
): SipUsers {
  return createSipUsers({
    ...{ db, sealer, ids, clock },
    mayShow: (clientId, number) => mayShow(accounts, clientId, number),
  })
}

/** SIP phones and trunks; it listens in the process that runs the calls. */
export function openSip(
  config: Config,
  { db, accounts }: Pick<VoiceSources, 'db' | 'accounts'>,
  parts: { readonly users: SipUsers; readonly media: MediaEngine; readonly take: TakeCall },
  { clock, log, metrics: meter }: Surroundings,
): SipLegs {
  const { settings } = config
  const { host } = settings
  const policy = addressPolicy(config)
  const trunks = trunksOf(config)
  checkTrunks(trunks, settings.config)
  return createSipLegs({
    ...{ ...parts, clock, log, meter, random: Math.random },
    host: host === 'localhost' ? '127.0.0.1' : host,
    port: settings.sipPort,
    publicAddress: reachableAddress(config),
    domain: domainOf(config),
    otherHosts: [localDomain, ...ownAddresses()],
    bindings: createBindingKeeper(db),
    trunks,
    numbers: accounts.numbers,
    hasIdentity: async (clientId, identity) =>
      (await accounts.numbers.list(clientId, { identity, limit: 1 })).numbers.length > 0,
    permits: (address) => policy.permits(address),
  })
}

/** The address that parties are told to send to: what is configured, else the one listened at, else this machine's first. */
export function reachableAddress({ settings: { mediaAddress, host } }: Config): string {
  if (mediaAddress !== undefined) return mediaAddress
  if (host === 'localhost') return '127.0.0.1'
  return host === '0.0.0.0' || host === '::' ? (ownAddresses()[0] ?? '127.0.0.1') : host
}

/** IPv4 addresses of this machine; those that only it knows come last. */
function ownAddresses(): readonly string[] {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? [])
  const v4 = all.filter(({ family }) => family === 'IPv4')
  return v4.toSorted((one, other) => Number(one.internal) - Number(other.internal)).map(({ address }) => address)
}

function domainOf({ settings: { publicUrl } }: Config): string {
  const name = publicUrl === undefined ? 'localhost' : new URL(publicUrl).hostname
  return name === 'localhost' || /^[\d.[]/.test(name) ? localDomain : name
}

function checkTrunks(trunks: readonly TrunkConfig[], path: string): void {
  for (const trunk of trunks) {
    try {
      checkTrunk(trunk)
    } catch (error) {
      throw new ConfigError(`${path}: /gateways/${(error as Error).message}.`, { cause: error })
    }
  }
}

function trunksOf({ file }: Config): TrunkConfig[] {
  const sip = Object.entries(file.gateways ?? {}).filter(([, { type }]) => type === 'sip')
  return sip.map(([name, config]) => {
    const { uri, username, password, addresses, register, country } = config as unknown as SipGatewayConfig
    return {
      ...{ name, uri },
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password }),
      ...(addresses === undefined ? {} : { hosts: addresses }),
      ...(register === undefined ? {} : { register }),
      ...(country === undefined ? {} : { country }),
    }
  })
}
