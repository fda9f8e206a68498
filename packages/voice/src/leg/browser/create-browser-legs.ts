import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { sidFromUuid } from '@trunkline/wire'
import type { Clock } from '../../ports.ts'
import type { LegProvider } from '../leg.ts'
import type { TokenKeys } from './browser-grant.ts'
import { type BrowserLimits, defaultBrowserLimits } from './browser-limits.ts'
import { CallDesk, type CallDeskOptions } from './call-desk.ts'
import { type BrowserMessage, Messages } from './messages.ts'
import { PageRegistry } from './page-registry.ts'
import { SignallingServer } from './signalling-server.ts'

/** Of what browser legs are made. */
export interface BrowserLegsOptions
  extends Pick<CallDeskOptions, 'media' | 'take' | 'newCallSid' | 'random' | 'log' | 'meter'> {
  /** Keys to check tokens with, and applications: the accounts. */
  readonly accounts: TokenKeys & Pick<CallDeskOptions, 'applications'>
  readonly clock: Clock
  /** Milliseconds, never set back. */
  readonly now: () => number
  /** Web origins whose pages may connect; left out: any. */
  readonly origins?: readonly string[]
  readonly limits?: Partial<BrowserLimits>
}

/** The signalling of browser phones, as the edge and REST have it. */
export interface BrowserSignalling {
  /** Takes over the connection of a request for `/signal`. Answers 503 while it is not started. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Begins to take pages. */
  start(): void
  /** Hangs up, sends pages to another server, and takes no more. */
  stop(): Promise<void>
  /** Hears what pages send within calls; off by the function that it returns. */
  onMessage(listener: (message: BrowserMessage) => void): () => void
  /** Sends a message to the page that holds a call. Gives whether there is one. */
  sendMessage(callSid: string, message: Pick<BrowserMessage, 'sid' | 'content' | 'contentType'>): boolean
  /** Pages that ring, and calls that live. */
  readonly figures: { readonly connections: number; readonly registered: number; readonly calls: number }
}

/** Makes the legs of browsers that speak to us with the official SDK of Twilio (version 2), and their signalling. */
export function createBrowserLegs(options: BrowserLegsOptions): LegProvider & BrowserSignalling {
  const limits = { ...defaultBrowserLimits, ...options.limits }
  const { accounts, clock, now, log } = options
  const registry = new PageRegistry(limits.pagesPerIdentity, now)
  const messages = new Messages(limits, log)
  const accountSidOf = (clientId: string): string => sidFromUuid('AC', clientId)
  const desk = new CallDesk({ ...options, applications: accounts.applications, registry, accountSidOf, limits })
  const wallClock = (): number => clock.now()
  const parts = { keys: accounts, registry, desk, messages, limits, wallClock }
  const server = new SignallingServer({ ...options, ...parts, origins: options.origins, now })
  return {
    kinds: desk.kinds,
    dial: (target, dialOptions) => desk.dial(target, dialOptions),
    handleUpgrade: (request, socket, head) => server.handleUpgrade(request, socket, head),
    start: () => server.start(),
    async stop() {
      await desk.hangUpAll()
      server.stop()
    },
    onMessage: (listener) => messages.onMessage(listener),
    sendMessage(callSid, message) {
      const leg = desk.find(callSid)
      return leg !== undefined && messages.send(leg, message)
    },
    get figures() {
      return { connections: server.size, registered: registry.size, calls: desk.size }
    },
  }
}
