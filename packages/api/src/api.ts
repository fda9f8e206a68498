import type { AddressInfo } from 'node:net'
import { type Database, isUnavailable, type Sealer } from '@trunkline/postgres'
import type { AdminRoutes } from './admin/admin-routes.ts'
import { registerAdmin } from './admin/register-admin.ts'
import { createAdminToken } from './auth/admin-token.ts'
import { requireClient } from './auth/client-auth.ts'
import { collectRoutes, registerDocs } from './docs/openapi.ts'
import { registerCallQuality } from './hooks/register-call-quality.ts'
import { registerCallerIdHook } from './hooks/register-caller-id-hook.ts'
import { registerHooks } from './hooks/register-hooks.ts'
import { registerUnsubscribe } from './hooks/register-unsubscribe.ts'
import { registerVerifyHooks } from './hooks/register-verify-hooks.ts'
import type { ApiServer } from './http/api-server.ts'
import { createServer, type ServerOptions } from './http/create-server.ts'
import { defaultLimits, type HttpLimits } from './http/limits.ts'
import type { TraceRequest } from './http/request-trace.ts'
import { createOnce, type Once } from './idempotency/once.ts'
import { type CheckReadiness, registerHealth } from './operations/health.ts'
import { type MetricsSource, registerMetrics } from './operations/metrics.ts'
import { createLiveModel } from './pages/live-model.ts'
import { type MountedApp, registerMount } from './pages/register-mount.ts'
import { registerPages } from './pages/register-pages.ts'
import type {
  AccountsPort,
  ChannelsPort,
  Clock,
  EventsPort,
  InboxPort,
  Log,
  Meter,
  PeoplePort,
  VerifyPort,
  VoicePort,
} from './ports.ts'
import { createStreamPlaces, type StreamPlaces } from './streams/stream-places.ts'
import type { IceServer } from './twilio/accounts/ice-servers.ts'
import { notFound } from './twilio/http/authenticate.ts'
import { sendTwilioError } from './twilio/http/error-reply.ts'
import { TwilioHosts } from './twilio/http/twilio-hosts.ts'
import { createOperationTable, type OperationTable } from './twilio/operations/operation-table.ts'
import { registerTwilio } from './twilio/register-twilio.ts'
import { twilioRoutes } from './twilio/routes.ts'
import { registerCallQualityView } from './v1/register-call-quality-view.ts'
import { registerClient } from './v1/register-client.ts'
import { registerEvents } from './v1/register-events.ts'
import { registerFactors } from './v1/register-factors.ts'
import { registerMessages } from './v1/register-messages.ts'
import { registerNotServed } from './v1/register-not-served.ts'
import { registerNumbers } from './v1/register-numbers.ts'
import { registerPhones } from './v1/register-phones.ts'
import { registerRecipients } from './v1/register-recipients.ts'
import { registerSuppressions } from './v1/register-suppressions.ts'
import { registerTemplates } from './v1/register-templates.ts'
import { registerThreads } from './v1/register-threads.ts'
import { registerVerifications } from './v1/register-verifications.ts'
import { registerVoiceToken } from './v1/register-voice-token.ts'
import { registerWebhooks } from './v1/register-webhooks.ts'

/** The parts that a process which serves the API puts behind it. */
export interface ApiParts {
  readonly accounts: AccountsPort
  readonly channels: ChannelsPort
  readonly events: EventsPort
  /** Undefined where no built-in gateway is configured. */
  readonly inbox: InboxPort | undefined
  readonly db: Pick<Database, 'query'>
  readonly sealer: Sealer
  readonly diagnose: AdminRoutes['diagnose']
  readonly verify?: VerifyPort
  readonly people?: PeoplePort
  readonly voice?: VoicePort
}

/** What the HTTP edge is made of. */
export interface ApiOptions {
  /** Undefined in a process without the role `api`: it answers probes and nothing else. */
  readonly parts: ApiParts | undefined
  readonly clock: Clock
  readonly log: Log
  readonly meter: Meter
  readonly metrics: MetricsSource
  readonly readiness: CheckReadiness
  readonly randomBytes: (size: number) => Uint8Array
  readonly randomUuid: () => string
  readonly host: string
  readonly port: number
  readonly tls?: { readonly cert: string; readonly key: string }
  readonly publicUrl: string | undefined
  readonly adminToken: string
  readonly traceRequest?: TraceRequest
  readonly version: string
  /** The AsyncAPI document of the topics, for `/v1/asyncapi.json`. */
  readonly asyncApi?: object
  /** Path of `curlrc`, shown on the page to who sits at this machine. */
  readonly curlrc?: string
  readonly limits?: Partial<HttpLimits>
  /** STUN and TURN servers that browser phones are told of. */
  readonly iceServers?: readonly IceServer[]
  /** Base URL under which calls reach this server; undefined before it listens. The public URL where left out. */
  readonly baseUrl?: () => string | undefined
  /** Programs that answer below a path of their own, to who sits at this machine. */
  readonly mounted?: readonly MountedApp[]
  /** Senders that the gateways of the configuration file name as theirs. */
  readonly gatewaySenders?: readonly string[]
}

/** The HTTP edge of one process. */
export interface Api {
  /** The server, to look at its routes and to call them without a socket. */
  readonly server: ApiServer
  /** Listens. Resolves with the port, which is another than asked for where that was 0. */
  start(): Promise<{ readonly port: number }>
  /** Takes nothing new, ends the streams, lets what is in flight finish within the time that the limits give, and closes. */
  stop(): Promise<void>
}

/** How often answers whose time is up are deleted, milliseconds. */
const expireEvery = 10 * 60 * 1000

/** Puts the HTTP edge together; listens once it is started. */
export async function createApi(options: ApiOptions): Promise<Api> {
  const { parts, log, meter, clock } = options
  const limits: HttpLimits = { ...defaultLimits, ...options.limits }
  const places = createStreamPlaces(limits)
  const state = { stopping: false }
  const twilio = parts && twilioNames()
  const app = createServer({
    limits,
    log,
    isUnavailable,
    randomBytes: options.randomBytes,
    observe: (route, method, status, seconds) =>
      meter.observe('trunkline_http_request_seconds', { route, method, status: String(status) }, seconds),
    ...(twilio === undefined ? {} : twilioHooks(twilio)),
    ...(options.tls === undefined ? {} : { tls: options.tls }),
    ...(options.traceRequest === undefined ? {} : { traceRequest: options.traceRequest }),
  })
  await collectRoutes(app, options.version, options.publicUrl)
  registerHealth(app, options.readiness, () => state.stopping)
  registerMetrics(app, options.metrics)
  const once = parts && createOnce({ db: parts.db, sealer: parts.sealer, clock, log, randomUuid: options.randomUuid })
  if (parts !== undefined && once !== undefined && twilio !== undefined) {
    registerParts(app, { ...options, parts, once, places, limits, twilio })
  }
  await app.ready()
  return lifecycle(app, options, { state, places, limits, once })
}

interface Registration extends ApiOptions {
  readonly parts: ApiParts
  readonly once: Once
  readonly places: StreamPlaces
  readonly limits: HttpLimits
  readonly twilio: TwilioNames
}

/** What Twilio calls its operations and hosts. */
interface TwilioNames {
  readonly table: OperationTable
  readonly hosts: TwilioHosts
}

/** What the bare server leaves to the Twilio-compatible edge: which paths are its own, and its refusals of those that no router can read. */
const twilioHooks = ({ hosts }: TwilioNames): Pick<ServerOptions, 'routeUrl' | 'answerBadUrl'> => ({
  routeUrl: (url, host) => hosts.route(url, host),
  answerBadUrl(request, reply) {
    const own = hosts.owns(request.url)
    if (own) sendTwilioError(reply, notFound(request))
    return own
  },
})

function twilioNames(): TwilioNames {
  const table = createOperationTable()
  return { table, hosts: new TwilioHosts(table.all) }
}

function registerParts(app: ApiServer, given: Registration): void {
  const { parts, once, places, limits, publicUrl, version } = given
  const times = { heartbeat: limits.streamHeartbeat, stall: limits.streamStall }
  const adminToken = createAdminToken(given.adminToken, given.clock)
  app.decorateRequest('client', null)
  app.register(async (scope) => registerV1(scope as ApiServer, given, times), { prefix: '/v1' })
  app.register(
    async (scope) =>
      registerAdmin(scope as ApiServer, { ...given, ...parts, once, adminToken, readiness: given.readiness }),
    { prefix: '/v1/admin' },
  )
  registerTwilio(app, {
    ...given.twilio,
    ...parts,
    ...given,
    routes: twilioRoutes({
      ...given,
      ...parts,
      iceServers: given.iceServers ?? [],
      gatewaySenders: given.gatewaySenders ?? [],
      baseUrl: given.baseUrl ?? (() => publicUrl),
    }),
    isUnavailable,
  })
  if (parts.verify !== undefined) registerVerifyHooks(app, { verify: parts.verify, publicUrl })
  if (parts.voice !== undefined) registerCallerIdHook(app, parts)
  if (parts.voice?.quality !== undefined) registerCallQuality(app, parts.voice.quality)
  registerUnsubscribe(app, { suppressions: parts.channels.suppressions, version })
  registerHooks(app, { hooks: parts.channels.gateways, publicUrl })
  registerDocs(app, version, given.asyncApi)
  for (const program of given.mounted ?? []) registerMount(app, program, { bind: given.host, publicUrl })
  registerPages(app, {
    adminToken,
    reach: { bind: given.host, publicUrl },
    secure: given.tls !== undefined || (publicUrl?.startsWith('https:') ?? false),
    version,
    curlrc: given.curlrc,
    mounted: given.mounted ?? [],
    live: createLiveModel({ readiness: given.readiness, channels: parts.channels, inbox: parts.inbox }),
    arrivals: (signal) => parts.inbox?.inbox.watch(signal) ?? noArrivals(),
    places,
    times,
  })
}

function registerV1(
  scope: ApiServer,
  { parts, once, places, limits, clock }: Registration,
  times: { heartbeat: number; stall: number },
) {
  const { accounts, channels, events } = parts
  requireClient(scope, accounts)
  registerMessages(scope, { messages: channels, largeBodyBytes: limits.largeBodyBytes })
  registerEvents(scope, { events, accounts, places, times })
  registerWebhooks(scope, events.endpoints, once)
  registerClient(scope, channels.settings)
  registerNumbers(scope, accounts)
  registerSuppressions(scope, channels)
  registerRecipients(scope, channels)
  registerTemplates(scope, channels)
  registerThreads(scope, channels)
  if (parts.verify !== undefined) {
    registerVerifications(scope, parts.verify, once)
    registerFactors(scope, parts.verify, once)
  }
  if (parts.voice === undefined) registerNotServed(scope)
  else {
    registerVoiceToken(scope, { accounts, clock, isUnavailable, once })
    if (parts.voice.quality !== undefined) registerCallQualityView(scope, parts.voice.quality)
    if (parts.voice.phones !== undefined) registerPhones(scope, { phones: parts.voice.phones, accounts, places, times })
  }
}

async function* noArrivals(): AsyncIterable<never> {}

interface Lifecycle {
  readonly state: { stopping: boolean }
  readonly places: StreamPlaces
  readonly limits: HttpLimits
  readonly once: Once | undefined
}

function lifecycle(app: ApiServer, options: ApiOptions, { state, places, limits, once }: Lifecycle): Api {
  let expiry: NodeJS.Timeout | undefined
  let stopped: Promise<void> | undefined
  const expire = () =>
    once
      ?.expire()
      .catch((err: unknown) => options.log.warn({ err }, 'old answers were not deleted; trying again later'))
  return {
    server: app,
    async start() {
      await app.listen({ host: options.host, port: options.port })
      expiry = setInterval(expire, expireEvery).unref()
      return { port: (app.server.address() as AddressInfo).port }
    },
    stop() {
      state.stopping = true
      clearInterval(expiry)
      stopped ??= stopListening(app, places, limits.stopTimeout)
      return stopped
    },
  }
}

/** Fastify closes idle connections and waits for the others; what does not end in time is cut. */
async function stopListening(app: ApiServer, places: StreamPlaces, timeout: number): Promise<void> {
  places.closeAll()
  const closed = app.close()
  // A connection that was busy when the server closed becomes idle afterwards and would be kept alive.
  const sweep = setInterval(() => app.server.closeIdleConnections(), 50)
  const cut = setTimeout(() => app.server.closeAllConnections(), timeout)
  try {
    await closed
  } finally {
    clearInterval(sweep)
    clearTimeout(cut)
  }
}
