import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { type Api, createApi, type MountedApp } from '@trunkline/api'
import type { Intake } from '@trunkline/intake'
import { asyncApi } from '@trunkline/intake/contract'
import { uuidFromSid } from '@trunkline/wire'
import type { Logger } from 'pino'
import { startCallReceipts } from './compose/call-receipts.ts'
import { diagnose } from './compose/diagnose.ts'
import { openIntake } from './compose/kafka.ts'
import { type Domains, openDomains } from './compose/open-domains.ts'
import { PartStack } from './compose/part-stack.ts'
import { createPeople } from './compose/people.ts'
import { createStateWatch, type StateWatch } from './compose/readiness.ts'
import { sipListens } from './compose/sip-listens.ts'
import { pointAtSoftphone, softphoneOf } from './compose/softphone.ts'
import { gatewaySenders, startTwilioWebhooks } from './compose/start-twilio-webhooks.ts'
import { takeUpgrades } from './compose/upgrades.ts'
import { makeDemoService, startVerification } from './compose/verification.ts'
import type { Config } from './config.ts'
import { type DemoCredentials, demoClient } from './demo/demo-client.ts'
import { type Demo, writeDemo } from './demo/demo-file.ts'
import { localUrl } from './local-url.ts'
import type { Metrics } from './metrics.ts'
import { deriveAdminToken } from './secret-file.ts'
import type { Tracing } from './tracing/tracing.ts'
import { version } from './version.ts'

/** What a process takes from where it runs. */
export interface Surroundings {
  readonly log: Logger
  readonly metrics: Metrics
  readonly clock: { readonly now: () => number }
  /** Writes a line to the terminal. */
  readonly print: (line: string) => void
}

/** A server that runs. */
export interface Server {
  /** Undefined in a process without the role `api` whose port was taken: it works, and answers no probes. */
  readonly url: string | undefined
  /** What was written to `demo.json`; undefined where nothing was. */
  readonly demo: Demo | undefined
  /** Takes nothing new, finishes what is in flight, gives the leases back, closes. Safe to call twice. */
  stop(): Promise<void>
  /** The parts that have not ended, in the order of their start, while it stops. */
  unfinished(): readonly string[]
}

/** How often what waits is counted, milliseconds. */
const surveyEvery = 5_000

/** Opens the store, puts the parts together that the roles ask for, and starts them. What was opened is closed again where the start fails. */
export async function compose(config: Config, around: Surroundings): Promise<Server> {
  const stack = new PartStack()
  try {
    return await start(config, around, stack)
  } catch (error) {
    await stack.disposeAsync()
    throw error
  }
}

async function start(config: Config, around: Surroundings, stack: PartStack): Promise<Server> {
  const { settings, file } = config
  const domains = await openDomains(config, around, stack)
  const has = (role: (typeof settings.roles)[number]) => settings.roles.includes(role)
  const credentials = has('api') ? await demoClient({ ...domains, now: around.clock.now }) : undefined
  await domains.accounts.syncDeclared(file.clients ?? [])
  const intake = await openIntake(config, domains, around)
  await startDomains(domains, has('worker'), stack)
  if (has('worker')) {
    await startTwilioWebhooks(config, domains, around, stack)
    await startCallReceipts(domains, stack)
  }
  if (credentials !== undefined) {
    await makeDemoService(domains.verify, domains.accounts, credentials)
    await makeDemoPhone(domains, credentials)
  }
  if (intake !== undefined) {
    stack.part('intake', () => intake.stop())
    await intake.start()
  }
  const state = { started: false }
  const watch = watchState(domains, intake, around, state, stack)
  const tracing = await traceWhere(config, around, domains, stack)
  const mounted = softphoneOf(config, domains.accounts, credentials)
  const api = await makeApi(config, around, { ...domains, intake, mounted }, watch, tracing)
  stack.part('api', () => api.stop())
  const { browser } = domains.voice
  takeUpgrades(api.server.server, { '/signal': (...upgrade) => browser.handleUpgrade(...upgrade) })
  const url = await listen(api, config, around)
  domains.reach.url ??= url
  if (credentials && url !== undefined) {
    await pointAtSoftphone(domains.accounts, credentials, mounted.length > 0 ? url : undefined)
  }
  stack.part('voice', () => domains.voice.voice.stop())
  if (has('voice')) await domains.voice.voice.start()
  // Calls are given an URL of ours, so that it has to be known first.
  if (has('worker')) startVerification(domains.verify, domains, stack)
  await sipListens(domains.voice, settings.databaseUrl === undefined)
  const demo = credentials && url !== undefined ? writeDemoFile(config, domains, credentials, url) : undefined
  if (demo !== undefined) stack.defer(keepDemoFresh(config, around, domains, demo))
  state.started = true
  let stopped: Promise<void> | undefined
  return {
    url,
    demo,
    stop: () => (stopped ??= stack.disposeAsync()),
    unfinished: () => stack.unfinished,
  }
}

async function startDomains({ accounts, events, channels }: Domains, works: boolean, stack: PartStack): Promise<void> {
  stack.part('accounts', () => accounts.stop())
  await accounts.start()
  stack.part('events', () => events.stop())
  await events.start({ relay: works, webhooks: works })
  stack.part('channels', () => channels.stop())
  await channels.start({ dispatch: works })
}

function watchState(
  { db, channels, events, voice }: Domains,
  intake: Intake | undefined,
  { clock, metrics, log }: Surroundings,
  state: { readonly started: boolean },
  stack: AsyncDisposableStack,
): StateWatch {
  const watch = createStateWatch(
    { db, channels, events, intake, voice: voice.voice, started: () => state.started, now: clock.now },
    metrics,
  )
  let busy = false
  const survey = async () => {
    if (busy || db.health.state === 'down') return
    busy = true
    await watch.survey().catch((err: unknown) => log.warn({ err }, 'what waits could not be counted; trying again'))
    busy = false
  }
  const timer = setInterval(survey, surveyEvery)
  stack.defer(() => clearInterval(timer))
  return watch
}

const adminTokenOf = ({ settings }: Config, { secret }: Domains) => settings.adminToken ?? deriveAdminToken(secret)

/** Loaded only where it is asked for. */
async function traceWhere(
  { settings: { otlpEndpoint: endpoint } }: Config,
  { log }: Surroundings,
  { gateways }: Domains,
  stack: PartStack,
): Promise<Tracing | undefined> {
  if (endpoint === undefined) return undefined
  const { startTracing } = await import('./tracing/tracing.ts')
  const tracing = startTracing({ endpoint, version, log })
  stack.part('tracing', () => tracing.close())
  for (const gateway of gateways.gateways) tracing.watch(gateway)
  return tracing
}

function makeApi(
  config: Config,
  around: Surroundings,
  domains: Domains & { readonly intake: Intake | undefined; readonly mounted: readonly MountedApp[] },
  watch: StateWatch,
  tracing: Tracing | undefined,
): Promise<Api> {
  const { settings, file, tls } = config
  const { db, sealer, accounts, channels, events, verify, voice, gateways } = domains
  const { publicUrl } = settings
  const dataFolder = settings.data
  const calls = { voice: voice.voice, sip: voice.sip, speech: voice.speech }
  const sources = {
    db,
    accounts,
    channels,
    intake: domains.intake,
    calls,
    publicUrl,
    dataFolder,
    now: around.clock.now,
  }
  const inbox = gateways.loopback
  const parts = {
    db,
    sealer,
    accounts,
    channels,
    events,
    verify,
    voice,
    inbox,
    people: createPeople(db),
    diagnose: () => diagnose(sources),
  }
  return createApi({
    parts: settings.roles.includes('api') ? parts : undefined,
    clock: around.clock,
    log: around.log,
    meter: around.metrics,
    metrics: around.metrics,
    readiness: () => watch.readiness(),
    randomBytes,
    randomUuid: randomUUID,
    host: settings.host,
    port: settings.port,
    publicUrl,
    adminToken: adminTokenOf(config, domains),
    version,
    asyncApi: asyncApi(version),
    curlrc: join(settings.data, 'curlrc'),
    gatewaySenders: gatewaySenders(config),
    mounted: domains.mounted,
    baseUrl: () => domains.reach.url,
    ...(tracing === undefined ? {} : { traceRequest: tracing.traceRequest }),
    ...(tls === undefined ? {} : { tls }),
    ...(file.limits === undefined ? {} : { limits: file.limits }),
    ...(file.iceServers === undefined ? {} : { iceServers: file.iceServers }),
  })
}

/** Listens. A process that serves probes alone goes on without them where its port is taken, as beside an API process. */
async function listen(api: Api, { settings, tls }: Config, { log }: Surroundings): Promise<string | undefined> {
  try {
    const { port } = await api.start()
    return localUrl(settings.host, port, tls !== undefined)
  } catch (error) {
    const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
    if (!taken || settings.roles.includes('api')) throw error
    log.warn(
      { port: settings.port },
      'the port is taken: this process answers no probes; give it a TRUNKLINE_PORT of its own',
    )
    return undefined
  }
}

/** The SIP user that `demo.json` names. */
async function makeDemoPhone({ voice }: Domains, { accountSid, phoneNumber, sip }: DemoCredentials): Promise<void> {
  const { username, password } = sip
  await voice.sipUsers.ensure(uuidFromSid(accountSid), { username, password, number: phoneNumber })
}

function writeDemoFile(config: Config, domains: Domains, credentials: DemoCredentials, url: string): Demo {
  const { settings } = config
  const { sip, ...rest } = credentials
  const demo: Demo = {
    ...rest,
    adminToken: adminTokenOf(config, domains),
    url,
    sip: { host: new URL(url).hostname, port: domains.voice.sip.port, ...sip },
  }
  writeDemo(settings.data, demo)
  return demo
}

/** Writes `demo.json` again when the demo client's token was rotated. Returns what ends that. */
function keepDemoFresh({ settings }: Config, { log }: Surroundings, { accounts }: Domains, written: Demo): () => void {
  let demo = written
  return accounts.onChange(async ({ sid }) => {
    if (sid !== demo.accountSid) return
    try {
      const authToken = await accounts.clients.authToken(sid)
      if (authToken === demo.authToken) return
      demo = { ...demo, authToken }
      writeDemo(settings.data, demo)
    } catch (err) {
      log.warn({ err }, 'demo.json was not brought up to date; the next start will')
    }
  })
}
