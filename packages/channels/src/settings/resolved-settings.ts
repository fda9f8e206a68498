import type { ChannelSettings, ClientRouting, Step, Strategy } from '../message/schema.ts'
import type { Category } from '../ports.ts'
import type { ChannelWindow } from '../windows/channel-window.ts'

/** A client's settings of one channel with every default filled in. */
export interface ResolvedSettings {
  readonly enabled: boolean
  /** Gateways to ask, in this order; empty: the channel has none. */
  readonly gateways: readonly string[]
  readonly from: string | null
  /** IANA name, or `recipient`. */
  readonly timeZone: string
  /** The zone that counts where the recipient's is not known. */
  readonly clientZone: string
  /** Whether any window or holiday restricts the channel. */
  readonly regulated: boolean
  readonly windows: readonly ChannelWindow[]
  readonly holidays: readonly string[]
  readonly outside: 'hold' | 'reject' | 'expire'
  readonly bypass: readonly Category[]
  /** What is done with an attempt of which nobody knows the outcome. */
  readonly unknown: 'resend' | 'give-up'
  /** Messages a second, or null for no limit of the client's own. */
  readonly rate: number | null
}

/** The channels that a client uses when a message names none. */
export interface ResolvedRouting {
  readonly steps: readonly Step[]
  readonly strategy: Strategy
}

/** All of a client's settings. */
export interface ClientSettings {
  readonly routing: ResolvedRouting
  readonly channels: Readonly<Record<'sms' | 'email' | 'push' | 'call', ResolvedSettings>>
  /** Whether any address is suppressed, so that each has to be looked up. */
  readonly suppresses: boolean
}

/** Calls are left out: nobody's phone rings because a client forgot to name a channel. */
const defaultSteps: readonly Step[] = [{ channel: 'sms' }, { channel: 'email' }, { channel: 'push' }]

/** Fills in the defaults of a client's routing. */
export function resolveRouting(routing: ClientRouting): ResolvedRouting {
  const steps = routing.channels?.map((step) => (typeof step === 'string' ? { channel: step } : step)) ?? defaultSteps
  return { steps, strategy: routing.strategy ?? 'all' }
}

/**
 * Fills in the defaults of one channel.
 * @param routes the gateways that the configuration gives the channel, used where the client names none
 * @param clientZone the zone of the client, from its routing
 */
export function resolveSettings(
  settings: ChannelSettings,
  routes: readonly string[],
  clientZone: string,
): ResolvedSettings {
  const windows = settings.windows ?? []
  const holidays = settings.holidays ?? []
  return {
    enabled: settings.enabled ?? true,
    gateways: settings.gateways ?? routes,
    from: settings.from ?? null,
    timeZone: settings.timeZone ?? clientZone,
    clientZone,
    regulated: windows.length > 0 || holidays.length > 0,
    windows,
    holidays,
    outside: settings.outside ?? 'hold',
    bypass: settings.bypass ?? [],
    unknown: settings.unknown ?? 'give-up',
    rate: settings.rate ?? null,
  }
}
