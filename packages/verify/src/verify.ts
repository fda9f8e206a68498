import { createHmac, hkdfSync } from 'node:crypto'
import type { Database } from '@trunkline/postgres'
import { CallWebhook } from './call/call-webhook.ts'
import { StatusWebhook } from './call/status-webhook.ts'
import { createVerifications, type Verifications } from './challenge/challenges.ts'
import { Checker } from './challenge/checker.ts'
import { Ender } from './challenge/ender.ts'
import { Starter } from './challenge/starter.ts'
import { Sweeper } from './challenge/sweeper.ts'
import { createCodeHasher } from './code/code.ts'
import { createFactors, type Factors } from './factor/factors.ts'
import { type Blocks, createBlocks } from './guard/blocks.ts'
import { Guard } from './guard/guard.ts'
import type { Addresses, Clock, Ids, Log, Meter, RandomBytes, SecretSealer } from './ports.ts'
import { type Attempts, createAttempts } from './sender/attempts.ts'
import { Dispatcher } from './sender/dispatcher.ts'
import { News } from './sender/news.ts'
import type { SenderFactory } from './sender/sender-factory.ts'
import { createServices, type Services } from './service/services.ts'

/** Of what verification is made. */
export interface VerifyOptions {
  readonly db: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly randomBytes: RandomBytes
  readonly sealer: SecretSealer
  /** The server's secret, from which the keys of codes' hashes and calls' URLs are made. */
  readonly secret: Uint8Array
  readonly log: Log
  readonly meter: Meter
  readonly addresses: Addresses
  readonly senders: SenderFactory
  readonly clientName: (clientId: string) => Promise<string>
  /** See {@link CallWebhook}. */
  readonly signingTokens: (clientId: string | undefined) => Promise<readonly string[]>
  /** See {@link StatusWebhook}. */
  readonly gatewayToken: (gateway: string) => string | undefined
  /** Base URL under which providers reach this server; undefined where they cannot. */
  readonly baseUrl: () => string | undefined
  /** Events were committed. */
  readonly onEvents: () => void
}

/** Verification by one-time codes and authenticators. */
export interface Verify {
  readonly verifications: Verifications
  readonly services: Services
  readonly factors: Factors
  readonly attempts: Attempts
  readonly blocks: Blocks
  /** What calls ask for at `/hooks/verify/call/…`. */
  readonly calls: CallWebhook
  /** What providers tell at `/hooks/verify/status/…`. */
  readonly statuses: StatusWebhook
  /** Where news of sends is handed in. */
  readonly news: News
  /** Makes what is due once, and ends what is overdue: for tests, which have no background. */
  readonly round: () => Promise<void>
  /** Begins to work in the background: sends codes, ends what is overdue. Safe to call twice. */
  start(roles: { readonly dispatch: boolean }): void
  stop(): Promise<void>
}

const derive = (secret: Uint8Array, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, new Uint8Array(0), purpose, 32))

/** Puts verification together; call `start` to have it work. */
export function createVerify(options: VerifyOptions): Verify {
  const { db, clock, ids, log, meter, sealer, secret, senders, onEvents, randomBytes } = options
  const hasher = createCodeHasher(derive(secret, 'trunkline/verify/code/v1'))
  const callKey = derive(secret, 'trunkline/verify/call/v1')
  const services = createServices({ db, clock, ids, clientName: options.clientName })
  const guard = new Guard({ clock, ids, log, meter })
  const ender = new Ender({ db, clock, ids, onEvents })
  const onSends = (): void => dispatcher.wake()
  const news = new News({ db, clock, ender, onSends, onEvents })
  const factors = createFactors({ db, clock, ids, randomBytes, sealer, services })
  const dispatcher = new Dispatcher({
    ...{ db, clock, log, meter, sealer, services, senders, news, baseUrl: options.baseUrl },
    // Made from the send's id under a key, so that a send that is repeated has the same URL, and nobody else can make it.
    tokenOf: (sendId) => createHmac('sha256', callKey).update(sendId).digest().subarray(0, 16).toString('base64url'),
  })
  const starter = new Starter({
    ...{ db, clock, ids, sealer, randomBytes, hasher, services, senders, guard, ender, onSends, onEvents },
    addresses: options.addresses,
    authenticatorOf: (clientId, identity) => factors.authenticatorOf(clientId, identity),
  })
  const takeCode: Factors['takeCode'] = (...given) => factors.takeCode(...given)
  const checker = new Checker({ db, clock, log, hasher, services, senders, ender, takeCode })
  const sweeper = new Sweeper({ db, clock, log, ender })
  return {
    verifications: createVerifications({ db, clock, ids, services, senders, guard, starter, checker, ender, onSends }),
    services,
    factors,
    attempts: createAttempts({ db, services }),
    blocks: createBlocks({ db, clock, ids, addresses: options.addresses }),
    calls: new CallWebhook({ db, clock, log, sealer, services, senders, signingTokens: options.signingTokens }),
    statuses: new StatusWebhook({ clock, log, news, gatewayToken: options.gatewayToken }),
    news,
    async round() {
      await sweeper.expire()
      while ((await dispatcher.round()) > 0);
    },
    start({ dispatch }) {
      if (!dispatch) return
      dispatcher.start()
      sweeper.start()
    },
    async stop() {
      await dispatcher.stop()
      await sweeper.stop()
    },
  }
}
