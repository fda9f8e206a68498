import { ProblemError } from '@trunkline/wire'
import { CircuitBreaker } from '../gateways/breaker.ts'
import type { ChannelName, Gateway, GatewayCheck, GatewaySink, HookRequest, HookResponse } from '../ports.ts'
import type { ClientSettings } from '../settings/resolved-settings.ts'
import type { ChannelsOptions, GatewayHealth } from './options.ts'

/** The gateways of the configuration by name, each with its circuit breaker. */
export class GatewaySet {
  readonly byName: ReadonlyMap<string, Gateway>
  readonly breakers: ReadonlyMap<string, CircuitBreaker>
  readonly #options: Pick<ChannelsOptions, 'clock' | 'log' | 'meter' | 'gateways'>

  constructor(options: Pick<ChannelsOptions, 'clock' | 'log' | 'meter' | 'gateways'>) {
    this.#options = options
    this.byName = new Map(options.gateways.map((gateway) => [gateway.name, gateway]))
    this.breakers = new Map(options.gateways.map((gateway) => [gateway.name, this.#breakerOf(gateway)]))
  }

  /** Tells the metrics how each gateway is; later changes are told as they happen. */
  tellStates(): void {
    for (const { name, state } of this.list())
      this.#options.meter.gauge('trunkline_gateway_up', { gateway: name }, state === 'up' ? 1 : 0)
  }

  /** Whether there is a gateway of that name for a channel. */
  serves(name: string, channel: ChannelName): boolean {
    return this.byName.get(name)?.channels.includes(channel) ?? false
  }

  /** Milliseconds that a receipt of a gateway is waited for; 0 where it gives none. */
  receiptTimeout(name: string, channel?: ChannelName): number {
    const gateway = this.byName.get(name)
    return (channel === 'call' ? gateway?.callReceiptTimeout : undefined) ?? gateway?.receiptTimeout ?? 0
  }

  /** The pace of a client on the channels that a gateway serves: the lowest that any of them has. */
  clientRate(settings: ClientSettings, name: string): number | null {
    const rates = (this.byName.get(name)?.channels ?? []).flatMap((channel) => settings.channels[channel].rate ?? [])
    return rates.length === 0 ? null : Math.min(...rates)
  }

  list(): GatewayHealth[] {
    return this.#options.gateways.map((gateway) => this.#health(gateway))
  }

  /** @throws ProblemError `not-found` */
  async check(name: string, signal: AbortSignal): Promise<GatewayCheck> {
    const gateway = this.#known(name)
    return (await gateway.check?.(signal)) ?? { ok: true, detail: 'this gateway has nothing to check' }
  }

  /** @throws ProblemError `not-found`, also for a gateway that takes no requests */
  async hook(name: string, request: HookRequest, sink: GatewaySink): Promise<HookResponse> {
    const gateway = this.#known(name)
    if (gateway.hook === undefined) throw new ProblemError('not-found', `the gateway ${name} takes no requests`)
    return gateway.hook(request, sink)
  }

  #known(name: string): Gateway {
    const gateway = this.byName.get(name)
    if (gateway === undefined) throw new ProblemError('not-found', `there is no gateway ${JSON.stringify(name)}`)
    return gateway
  }

  #health({ name, type, channels, applicationServerKey }: Gateway): GatewayHealth {
    const state = this.breakers.get(name)?.state(this.#options.clock.now()) ?? 'closed'
    return {
      ...{ name, type, channels, state: state === 'closed' ? 'up' : state === 'open' ? 'down' : 'trying' },
      ...(applicationServerKey === undefined ? {} : { applicationServerKey }),
    }
  }

  #breakerOf({ name }: Gateway): CircuitBreaker {
    const { log, meter } = this.#options
    return new CircuitBreaker(undefined, (from, to) => {
      const level = to === 'open' ? 'warn' : 'info'
      const text = to === 'open' ? 'the gateway is down: it is left alone for a while' : 'the gateway is tried again'
      log[level]({ gateway: name, from, to }, text)
      meter.gauge('trunkline_gateway_up', { gateway: name }, to === 'closed' ? 1 : 0)
    })
  }
}
