import type { TestContext } from 'node:test'
import { quietLog } from '@trunkline/testkit'
import {
  type Binding,
  createMediaEngine,
  createSipLegs,
  type IncomingCall,
  type MediaEngine,
  type SipAccount,
  type SipLegs,
  type SipLegsOptions,
} from '@trunkline/voice'

/** The client of all tests, and another one. */
export const clientId = '01900000-0000-7000-8000-000000000001'
export const otherClientId = '01900000-0000-7000-8000-000000000002'

/** A number of the client of all tests. */
export const ownNumber = '+14155550123'

/** SIP legs with users in memory, on free ports of 127.0.0.1. */
export interface SipBench {
  readonly sip: SipLegs
  readonly media: MediaEngine
  /** Calls that came in, unless `onCall` took them. */
  readonly calls: IncomingCall[]
  readonly kept: Map<string, readonly Binding[]>
  readonly logged: { level: string; fields: object; message: string }[]
  next(): Promise<IncomingCall>
  onArrival(listener: () => void): void
}

/** What a bench may be told. */
export type SipBenchOptions = Partial<Omit<SipLegsOptions, 'users' | 'take'>> & {
  readonly users?: readonly { username: string; password: string; number?: string; clientId?: string }[]
  /** In place of looking among `users`. */
  readonly findUser?: SipLegsOptions['users']['find']
  readonly onCall?: (call: IncomingCall) => void
  /** Number and the UUID of the client that holds it. */
  readonly held?: Readonly<Record<string, string>>
}

const meter = { count: () => undefined, gauge: () => undefined, observe: () => undefined }

function accountOf({
  username,
  password,
  number,
  clientId: owner,
}: NonNullable<SipBenchOptions['users']>[number]): SipAccount {
  const at = new Date(0)
  return {
    id: `id-${username}`,
    username,
    password,
    number: number ?? null,
    clientId: owner ?? clientId,
    createdAt: at,
    updatedAt: at,
  }
}

/** Starts SIP legs; stopped after the test. */
export async function sipBench(t: TestContext, options: SipBenchOptions = {}): Promise<SipBench> {
  const { users = [], findUser, onCall, held = { [ownNumber]: clientId }, ...rest } = options
  const logged: SipBench['logged'] = []
  const write = (level: string) => (fields: object, message: string) => void logged.push({ level, fields, message })
  const log = { ...quietLog, info: write('info'), warn: write('warn'), error: write('error') }
  const ports = { from: 0, to: 0 }
  const media = createMediaEngine({ workers: 1, address: '127.0.0.1', ports, log: quietLog, meter })
  t.after(() => media.stop())
  const calls: IncomingCall[] = []
  const waiting: ((call: IncomingCall) => void)[] = []
  const listeners: (() => void)[] = []
  const kept = new Map<string, readonly Binding[]>()
  const accounts = new Map(users.map((user) => [user.username, accountOf(user)]))
  const sip = createSipLegs({
    ...{
      media,
      host: '127.0.0.1',
      port: 0,
      publicAddress: '127.0.0.1',
      domain: 'trunkline.localhost',
      trunks: [],
      log,
      meter,
    },
    users: { find: findUser ?? (async (username) => accounts.get(username)) },
    bindings: {
      async replace(userId, bindings) {
        kept.set(userId.slice(3), bindings)
      },
      load: async () => new Map(kept),
    },
    numbers: { ownerOf: (number) => held[number] ?? null },
    clock: { now: Date.now },
    random: Math.random,
    ...rest,
    take(call) {
      if (onCall) return void onCall(call)
      calls.push(call)
      waiting.shift()?.(call)
      for (const listener of listeners) listener()
    },
  })
  t.after(() => sip.stop())
  await sip.start()
  const next = () => new Promise<IncomingCall>((resolve) => waiting.push(resolve))
  return { sip, media, calls, kept, logged, next, onArrival: (listener) => void listeners.push(listener) }
}
