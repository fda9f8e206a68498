import type { ChannelName, Gateway, LookUp, OutboundMessage, Outcome } from '@trunkline/channels'

/** What a scripted gateway does with a message: gives an outcome, or a promise of one. */
export type Script = (message: OutboundMessage, call: number) => Outcome | Promise<Outcome>

/** A gateway that does what the test says, and remembers what it was given. */
export class ScriptedGateway implements Gateway {
  readonly name: string
  readonly type: string
  readonly channels: readonly ChannelName[]
  readonly concurrency: number
  readonly receiptTimeout: number
  readonly rate?: number
  readonly sent: OutboundMessage[] = []
  readonly unsubscribes?: Gateway['unsubscribes']
  script: Script
  readonly lookUp?: (message: OutboundMessage) => Promise<LookUp>

  constructor(
    name: string,
    options: {
      readonly script?: Script
      readonly channels?: readonly ChannelName[]
      readonly receiptTimeout?: number
      readonly concurrency?: number
      readonly rate?: number
      readonly lookUp?: (message: OutboundMessage) => LookUp
      readonly type?: string
      readonly unsubscribes?: Gateway['unsubscribes']
    } = {},
  ) {
    this.name = name
    this.type = options.type ?? 'scripted'
    this.unsubscribes = options.unsubscribes
    this.channels = options.channels ?? ['sms', 'email', 'push', 'call']
    this.receiptTimeout = options.receiptTimeout ?? 3_600_000
    this.concurrency = options.concurrency ?? 100
    if (options.rate !== undefined) this.rate = options.rate
    this.script = options.script ?? delivers
    const { lookUp } = options
    if (lookUp !== undefined) this.lookUp = async (message) => lookUp(message)
  }

  async send(message: OutboundMessage): Promise<Outcome> {
    this.sent.push(message)
    return this.script(message, this.sent.length)
  }

  /** The texts that were sent, in their order. */
  get texts(): (string | undefined)[] {
    return this.sent.map((message) => message.content.text)
  }
}

export const delivers: Script = (message) => ({
  kind: 'accepted',
  providerId: `p-${message.deliveryId}`,
  receipt: { status: 'delivered', at: Date.now() },
})
export const accepts: Script = (message) => ({ kind: 'accepted', providerId: `p-${message.deliveryId}` })
export const refuses: Script = () => ({
  kind: 'refused',
  errorCode: '21211',
  reason: 'no such number',
  failover: false,
})
export const refusesAll: Script = () => ({
  kind: 'refused',
  errorCode: '20003',
  reason: 'the account is closed',
  failover: true,
})
export const defers: Script = () => ({
  kind: 'deferred',
  errorCode: 'busy',
  reason: 'the line is busy',
  gatewayAtFault: false,
})
export const losesTrack: Script = () => ({ kind: 'unknown', errorCode: 'timeout', reason: 'no answer' })
export const hangs: Script = () => new Promise<Outcome>(() => {})
