import { DatabaseError, isUnavailable } from '@trunkline/postgres'
import { Acceptor } from '../accept/acceptor.ts'
import { Dispatcher } from '../dispatch/dispatcher.ts'
import { Finisher } from '../dispatch/finisher.ts'
import type { Following } from '../dispatch/following.ts'
import { LaneLooks } from '../dispatch/lane-looks.ts'
import { createSender } from '../dispatch/sender.ts'
import type { Straight } from '../dispatch/straight.ts'
import { defaultRetryPolicy } from '../gateways/retry.ts'
import { Keeper } from '../keeper/keeper.ts'
import type { ContentRequest } from '../message/schema.ts'
import { FairTags } from '../queue/fair-tags.ts'
import { createRecipients, type Recipients } from '../recipient/recipients.ts'
import { defaultRetentionDays } from '../retention/retention.ts'
import { Settings } from '../settings/settings.ts'
import { Receipts } from '../status/receipts.ts'
import { KeywordReplies } from '../suppression/keyword-replies.ts'
import { createSuppressions, type Suppressions } from '../suppression/suppressions.ts'
import { createVerdicts, type Verdicts } from '../suppression/verdicts.ts'
import { createTemplates, type Templates } from '../template/templates.ts'
import { GatewaySet } from './gateway-set.ts'
import type { ChannelsOptions } from './options.ts'

/** What changes while the service runs and its parts look at. */
export interface Pulse {
  /** This process, as it signs the deliveries that it claims. */
  readonly workerId: string
  /** Whether this process dispatches. */
  dispatching: boolean
  /** How many processes dispatch. */
  workers: number
  /** About how many deliveries wait. */
  waiting: number
}

/** The parts that channels are made of. */
export interface Parts {
  readonly gateways: GatewaySet
  readonly tags: FairTags
  readonly settings: Settings
  readonly acceptor: Acceptor
  readonly receipts: Receipts
  readonly dispatcher: Dispatcher
  readonly lanes: LaneLooks
  readonly keeper: Keeper
  readonly suppressions: Suppressions
  readonly keywordReplies: KeywordReplies
  readonly recipients: Recipients
  readonly templates: Templates
}

type Base = Pick<Parts, 'gateways' | 'tags' | 'settings'> & {
  readonly verdicts: Verdicts
  readonly options: ChannelsOptions
  readonly pulse: Pulse
  readonly settingsOf: Settings['of']
  readonly receiptTimeout: (gateway: string) => number
  /** Tells of events that were written, and of routes that have something to send. */
  readonly news: (routes: readonly string[]) => void
  readonly straight: () => Straight | undefined
  readonly following: () => Following | undefined
  readonly lanes: LaneLooks
}

/** Builds the parts and joins them. Nothing is opened. */
export function buildParts(options: ChannelsOptions, pulse: Pulse): Parts {
  const { db, clock, log } = options
  const gateways = new GatewaySet(options)
  const serves = gateways.serves.bind(gateways)
  const settings = new Settings({ db, clock, log, serves, routes: (channel) => options.routes[channel] ?? [] })
  let dispatcher: Dispatcher | undefined
  const wake = (routes: readonly string[]) => {
    for (const route of routes) dispatcher?.wake(route)
  }
  const lanes = new LaneLooks({ db, clock, log, onWoken: (routes) => pulse.dispatching && wake(routes) })
  const base: Base = {
    ...{ options, pulse, gateways, settings, tags: new FairTags(clock) },
    settingsOf: settings.of.bind(settings),
    receiptTimeout: gateways.receiptTimeout.bind(gateways),
    verdicts: createVerdicts({
      ...{ clock, ids: options.ids },
      typeOf: (name) => gateways.byName.get(name)?.type,
      refresh: (clientId) => settings.refresh(clientId),
    }),
    news: (routes) => {
      options.onEvents()
      if (pulse.dispatching) wake(routes)
    },
    straight: () => (pulse.dispatching ? dispatcher?.straight : undefined),
    following: () => (pulse.dispatching ? dispatcher?.following : undefined),
    lanes,
  }
  const suppressions = buildSuppressions(base)
  const acceptor = buildAcceptor(base)
  const receipts = buildReceipts(base)
  dispatcher = buildDispatcher(base, receipts, suppressions)
  const keywordReplies = new KeywordReplies({ db, clock, log, acceptor })
  const keeper = buildKeeper(base, receipts, keywordReplies, wake)
  return {
    gateways,
    settings,
    tags: base.tags,
    acceptor,
    receipts,
    dispatcher,
    lanes,
    keeper,
    suppressions,
    keywordReplies,
    recipients: createRecipients(options),
    templates: createTemplates(options),
  }
}

function buildAcceptor({ options, pulse, gateways, tags, settingsOf, news, straight, lanes }: Base): Acceptor {
  const { db, clock, log, meter, ids, sealer, queueLimit = 10_000_000 } = options
  return new Acceptor({
    ...{ db, clock, log, meter, tags, settingsOf, ids, straight },
    serves: gateways.serves.bind(gateways),
    seal: (content, messageId) => sealer.seal(JSON.stringify(content), `message:${messageId}`),
    queueRoom: () => queueLimit - pulse.waiting,
    onAccepted: (routes, blocked) => {
      news(routes)
      lanes.look(blocked)
    },
  })
}

function buildSuppressions({ options, settings, settingsOf }: Base): Suppressions {
  const { db, clock, ids, randomBytes, onEvents, reach = () => undefined } = options
  return createSuppressions({
    ...{ db, clock, ids, randomBytes, reach, onEvents },
    suppresses: async (clientId) => (await settingsOf(clientId)).suppresses,
    refresh: (clientId) => settings.refresh(clientId),
  })
}

function buildReceipts({ options, tags, settingsOf, receiptTimeout, verdicts, news }: Base): Receipts {
  const { db, clock, log, meter } = options
  return new Receipts({ db, clock, log, meter, tags, settingsOf, receiptTimeout, verdicts, onWritten: () => news([]) })
}

function buildDispatcher(base: Base, receipts: Receipts, suppressions: Suppressions): Dispatcher {
  const { options, pulse, gateways, tags, settingsOf } = base
  const { db, clock, log, meter, random, poll, lease } = options
  return new Dispatcher({
    ...{ db, clock, log, meter, random, tags },
    ...{ gateways: gateways.byName, breakers: gateways.breakers, workerId: pulse.workerId },
    send: buildSender(base, receipts, suppressions),
    clientRate: async (clientId, gateway) => gateways.clientRate(await settingsOf(clientId), gateway),
    workers: () => pulse.workers,
    ...(poll === undefined ? {} : { poll }),
    ...(lease === undefined ? {} : { lease }),
  })
}

function buildSender(base: Base, receipts: Receipts, suppressions: Suppressions): ReturnType<typeof createSender> {
  const { options, pulse, gateways, tags, settingsOf, receiptTimeout, verdicts, news, following, lanes } = base
  const { db, clock, log, meter, random, sealer, retryPolicy = defaultRetryPolicy } = options
  const finisher = new Finisher({
    ...{ db, clock, log, meter, tags, receiptTimeout, workerId: pulse.workerId },
    // What lands after the stop is tried once: the database may be closed for good, and the lease ends.
    retryable: (error) => pulse.dispatching && mayPass(error),
    onWritten: ({ routes, expecting }) => {
      news(routes)
      // A receipt may have come before the attempt was written down.
      if (expecting !== null) receipts.matchSoon(expecting)
    },
    following,
    onLaneEnded: (ended) => lanes.look(ended),
  })
  return createSender({
    ...{ db, clock, log, meter, random, finisher, settingsOf, retryPolicy, suppressions, verdicts },
    ...{ gateways: gateways.byName, breakers: gateways.breakers },
    open: (sealed, messageId) => JSON.parse(sealer.open(sealed, `message:${messageId}`)) as ContentRequest,
  })
}

function buildKeeper(
  { options, tags, settings, settingsOf }: Base,
  receipts: Receipts,
  keywordReplies: KeywordReplies,
  wake: (routes: readonly string[]) => void,
): Keeper {
  const { db, clock, log, meter, disabledClients, onEvents, retentionDays = defaultRetentionDays } = options
  return new Keeper({
    ...{ db, clock, log, meter, tags, settingsOf, receipts, keywordReplies, disabledClients, retentionDays },
    refreshSettings: (clientId) => settings.refresh(clientId),
    onQueued: (routes) => {
      wake(routes)
      onEvents()
    },
  })
}

/** Whether a write may succeed when it is tried again: the database was away, or chose this one to end a deadlock. */
function mayPass(error: unknown): boolean {
  return (
    isUnavailable(error) || (error instanceof DatabaseError && (error.code === 'CONFLICT' || error.code === 'CANCELED'))
  )
}
