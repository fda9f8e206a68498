import type { Calls } from './call/calls.ts'
import type { Commands } from './call/commands.ts'
import type { Dialer } from './call/running-call.ts'
import type { TakeCall } from './leg/leg.ts'
import type { Phones } from './leg/phone/phones.ts'

/** Calls of one process: asked by every one, run by the one that leads. */
export interface Voice {
  readonly calls: Calls
  readonly commands: Commands
  /** Places calls on behalf of a document. */
  readonly dialer: Dialer
  /** Takes calls that come in. */
  readonly take: TakeCall
  /** Built-in phones of this process; they ring while it leads. */
  readonly phones: Phones
  /** `active`: runs the calls; `standby`: another process does; `stopped`: takes no part. */
  readonly state: 'active' | 'standby' | 'stopped'
  /** How many calls are live in this process. */
  readonly live: number
  /** Stands for election as the one that runs calls. Safe to call twice. */
  start(): Promise<void>
  /** Ends all calls, those that were answered as completed, within some seconds; leaves the lead to another. Safe to call twice. */
  stop(): Promise<void>
}
