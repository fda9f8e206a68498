import { randomBytes } from 'node:crypto'
import { type Accounts, type AccountsOptions, createAccounts } from '@trunkline/accounts'
import { forgetNumber } from '@trunkline/api'
import { type Channels, createChannels } from '@trunkline/channels'
import { createEvents, type Events } from '@trunkline/events'
import { createSealer, type Database, type Sealer } from '@trunkline/postgres'
import type { Verify } from '@trunkline/verify'
import { createIdGenerator, type IdGenerator } from '@trunkline/wire'
import type { Surroundings } from '../compose.ts'
import { ConfigError } from '../config/config-error.ts'
import { configFolder } from '../config/config-folder.ts'
import type { Config } from '../config.ts'
import { loadSecret } from '../secret-file.ts'
import { addressPolicy } from './address-policy.ts'
import { firstNumber, mayShow } from './caller-ids.ts'
import { createGateways, type Gateways } from './gateways.ts'
import { openStore } from './open-store.ts'
import type { PartStack } from './part-stack.ts'
import { openVerification } from './verification.ts'
import { openVoice, type VoiceDomain } from './voice.ts'

/** The store and the domains on it, put together and not started. */
export interface Domains {
  readonly db: Database
  readonly sealer: Sealer
  readonly secret: Uint8Array
  readonly ids: IdGenerator
  readonly accounts: Accounts
  readonly events: Events
  readonly channels: Channels
  readonly gateways: Gateways
  readonly verify: Verify
  readonly voice: VoiceDomain
  /** Base URL under which providers reach this server; known at the latest when it listens. */
  readonly reach: { url: string | undefined }
}

/** Opens the store and puts the domains together. What is opened is put on `stack`, to be closed in the opposite order. */
export async function openDomains(config: Config, around: Surroundings, stack: PartStack): Promise<Domains> {
  const { settings, file } = config
  const { log, clock, metrics } = around
  const policy = addressPolicy(config)
  const secret = loadSecret(settings.secret, settings.data)
  const sealer = createSealer(secret)
  const db = await openStore({ databaseUrl: settings.databaseUrl, dataFolder: settings.data, sealer, log })
  stack.part('database', () => db.close())
  const ids = createIdGenerator({ now: clock.now })
  const { publicUrl } = settings
  // Gateways place calls, and calls leave by gateways.
  let voice: VoiceDomain | undefined
  const gateways = createGateways(file, settings.config, {
    ...{ db, sealer, clock, log, secret, policy, publicUrl },
    folder: configFolder(settings.config),
    print: around.print,
    onGone: (gone) => channels.recipients.gone(gone),
    voice: {
      calls: () => callsOf(voice),
      numberOf: (clientId) => firstNumber(accounts, clientId),
      mayShow: (clientId, number) => mayShow(accounts, clientId, number),
      askTrunk: async (name) => voice?.sip.ask(name),
    },
  })
  stack.part('gateways', () => gateways.close())
  const accounts = openAccounts(config, { db, clock, ids, sealer, log })
  accounts.onNumberLeft(forgetNumber)
  const { random } = Math
  const reach = { url: publicUrl }
  const events = createEvents({ db, clock, ids, sealer, log, metrics, privateAddresses: policy, random })
  const channels = createChannels({
    ...{ db, clock, ids, random, sealer, log, meter: metrics, gateways: gateways.gateways, routes: gateways.routes },
    disabledClients: () => disabledClients(accounts),
    ownerOf: async (number) => (await accounts.numbers.ownerOf(number)) ?? undefined,
    onEvents: () => events.wake(),
    randomBytes,
    reach: () => reach.url,
    ...(file.optOuts === undefined ? {} : { optOuts: file.optOuts }),
    ...(file.retentionDays === undefined ? {} : { retentionDays: file.retentionDays }),
  })
  const parts = { db, sealer, secret, ids, accounts, events, channels, routes: gateways.routes }
  const verify = openVerification(config, parts, around, () => reach.url)
  voice = openVoice(config, { db, sealer, ids, accounts, events, channels, gateways, reach }, around, stack)
  return { db, sealer, secret, ids, accounts, events, channels, gateways, verify, voice, reach }
}

function callsOf(voice: VoiceDomain | undefined): VoiceDomain['calls'] {
  if (voice === undefined) throw new Error('calls are not there yet')
  return voice.calls
}

/** Accounts with the numbers that the file offers. */
function openAccounts(
  { settings, file: { numbers, gateways = {} } }: Config,
  parts: Omit<AccountsOptions, 'stock'>,
): Accounts {
  const ranges = (numbers?.ranges ?? []).map(({ first, last = first, ...rest }) => ({ first, last, ...rest }))
  try {
    const trunks = Object.values(gateways).some(({ type }) => type === 'sip')
    return createAccounts({ ...parts, trunks, stock: { ranges, builtIn: numbers?.builtIn ?? true } })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new ConfigError(`${settings.config}: /numbers/ranges: ${error.message}.`, { cause: error })
  }
}

async function disabledClients({ clients }: Accounts): Promise<readonly string[]> {
  const found: string[] = []
  let after: string | null | undefined
  while (after !== null) {
    const page = await clients.list({ status: 'disabled', limit: 200, ...(after === undefined ? {} : { after }) })
    found.push(...page.clients.map(({ id }) => id))
    after = page.next
  }
  return found
}
