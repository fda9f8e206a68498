import { randomBytes } from 'node:crypto'
import type { Accounts } from '@trunkline/accounts'
import { isLoopbackAddress, schemaFaults } from '@trunkline/api'
import { type Channels, parseEmail, parsePhone } from '@trunkline/channels'
import type { Events } from '@trunkline/events'
import type { Database, Sealer } from '@trunkline/postgres'
import {
  type CodeMethod,
  type CodeSender,
  createLogSender,
  createSenderFactory,
  createTwilioSender,
  createTwilioVerifySender,
  createVerify,
  type SenderFactory,
  type TwilioSenderConfig,
  type TwilioVerifyConfig,
  type Verify,
} from '@trunkline/verify'
import { type IdGenerator, uuidFromSid } from '@trunkline/wire'
import { Ajv } from 'ajv'
import type { Surroundings } from '../compose.ts'
import { ConfigError } from '../config/config-error.ts'
import { codeGatewaySchemas } from '../config/verify-schema.ts'
import type { Config } from '../config.ts'
import { createChannelsSender, receiptsOf, tellOfCodes } from './channels-sender.ts'
import type { PartStack } from './part-stack.ts'

/** What verification takes from the rest of the server. */
export interface VerificationParts {
  readonly db: Database
  readonly sealer: Sealer
  readonly secret: Uint8Array
  readonly ids: IdGenerator
  readonly accounts: Accounts
  readonly events: Events
  readonly channels: Channels
  readonly routes: Readonly<Partial<Record<CodeMethod, readonly string[]>>>
}

/** Name of the gateway that all channels are. */
const overChannels = 'channels'

/** Puts verification together: the senders of the configuration file, and those over the channels. Throws {@link ConfigError}. */
export function openVerification(
  config: Config,
  parts: VerificationParts,
  around: Surroundings,
  baseUrl: () => string | undefined,
): Verify {
  const { db, ids, sealer, secret, accounts, events } = parts
  const { log, clock, metrics: meter } = around
  const tokens = gatewayTokens(config)
  return createVerify({
    ...{ db, clock, ids, randomBytes, sealer, secret, log, meter, baseUrl },
    addresses: { phone: parsePhone, email: parseEmail },
    senders: openSenders(config, parts, around),
    clientName: async (clientId) => (await accounts.clients.get(clientId)).name,
    signingTokens: async (clientId) => {
      const own = clientId === undefined ? [] : [await accounts.clients.authToken(clientId)]
      return [...own, ...tokens.all]
    },
    gatewayToken: (gateway) => tokens.ofCodes.get(gateway),
    onEvents: () => events.wake(),
  })
}

/** Starts what verification does in the background, and has it follow what becomes of its messages. */
export function startVerification(
  verify: Verify,
  { events }: Pick<VerificationParts, 'events'>,
  stack: PartStack,
): void {
  stack.part('verification', () => verify.stop())
  verify.start({ dispatch: true })
  const follower = events.follow({
    name: 'verify',
    wants: tellOfCodes,
    async handle(rows) {
      await verify.news.receipts(receiptsOf(rows))
      return undefined
    },
  })
  stack.part('verification receipts', () => follower.stop())
}

/** Makes the verification service of the demo client, under the id that was promised. */
export async function makeDemoService(
  verify: Verify,
  accounts: Accounts,
  { accountSid, verifyServiceSid }: { readonly accountSid: string; readonly verifyServiceSid: string },
): Promise<void> {
  const { id: clientId } = await accounts.clients.get(accountSid)
  const id = uuidFromSid(verifyServiceSid)
  const made = await verify.services.create(clientId, { friendlyName: 'Demo' }, { id, isDefault: true })
  // The client had a default service before this one was made.
  if (made.id !== id) await verify.services.create(clientId, { friendlyName: 'Demo' }, { id })
}

function openSenders(
  { settings, file, production }: Config,
  { channels, routes, secret }: VerificationParts,
  { log }: Surroundings,
): SenderFactory {
  const path = settings.config
  const { methods, gateways = {} } = file.verify ?? {}
  const local = settings.publicUrl === undefined && (settings.host === 'localhost' || isLoopbackAddress(settings.host))
  const makers: Record<string, () => CodeSender> = { [overChannels]: () => createChannelsSender(channels, secret) }
  for (const [name, gateway] of Object.entries(gateways)) {
    const sender = makeSender(path, name, gateway, { log, production: production || !local })
    makers[name] = () => sender
  }
  for (const [method, name] of Object.entries(methods ?? {})) {
    if (!Object.hasOwn(makers, name))
      throw new ConfigError(`${path}: /verify/methods/${method} names ${name}, which is no gateway for codes.`)
  }
  const routed = (method: CodeMethod) => (routes[method]?.length ? overChannels : undefined)
  return createSenderFactory({
    gateways: makers,
    gatewayOf: (method) => (methods === undefined ? routed(method) : methods[method]),
  })
}

function makeSender(
  path: string,
  name: string,
  gateway: { readonly type: keyof typeof codeGatewaySchemas },
  options: { readonly log: Surroundings['log']; readonly production: boolean },
): CodeSender {
  const at = `${path}: /verify/gateways/${name}`
  if (name === overChannels)
    throw new ConfigError(`${at}: the name ${overChannels} is taken by Trunkline’s own channels.`)
  const check = new Ajv({ allErrors: true, verbose: true, strict: false }).compile(codeGatewaySchemas[gateway.type])
  if (!check(gateway)) {
    const [fault] = schemaFaults(check.errors ?? []).faults
    throw new ConfigError(`${at}${fault?.pointer ?? ''} ${fault?.detail ?? 'is wrong'}.`)
  }
  try {
    if (gateway.type === 'log') return createLogSender(options)
    if (gateway.type === 'twilio') return createTwilioSender(gateway as unknown as TwilioSenderConfig)
    return createTwilioVerifySender(gateway as unknown as TwilioVerifyConfig)
  } catch (error) {
    throw new ConfigError(`${at}: ${(error as Error).message}.`, { cause: error })
  }
}

/** The auth tokens of gateways that speak Twilio's protocol: all of them, for calls, and those for codes by name. */
function gatewayTokens({ file }: Config) {
  const tokenOf = (gateway: object): string | undefined => {
    const { authToken } = gateway as { readonly authToken?: unknown }
    return typeof authToken === 'string' ? authToken : undefined
  }
  const ofCodes = new Map<string, string>()
  for (const [name, gateway] of Object.entries(file.verify?.gateways ?? {})) {
    const token = tokenOf(gateway)
    if (token !== undefined) ofCodes.set(name, token)
  }
  const ofChannels = Object.values(file.gateways ?? {}).flatMap((gateway) => tokenOf(gateway) ?? [])
  return { ofCodes, all: [...new Set([...ofCodes.values(), ...ofChannels])] }
}
