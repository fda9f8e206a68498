import type { Readiness } from '../operations/health.ts'

/** Something that arrived at a built-in phone or mailbox. */
export interface Arrival {
  readonly id: string
  readonly channel: string
  readonly to: string
  readonly from: string | null
  /** Subject of an e-mail, title of a push notification. */
  readonly heading: string | null
  readonly text: string
  /** RFC 3339. */
  readonly at: string
}

/** A gateway as the page shows it. */
export interface GatewayLine {
  readonly name: string
  readonly type: string
  readonly channels: readonly string[]
  readonly state: 'up' | 'degraded' | 'down'
  readonly detail: string
}

/** A number of deliveries that wait somewhere. */
export interface DepthLine {
  readonly label: string
  readonly count: number
}

/** All that changes on the page while one looks at it. */
export interface LiveModel {
  readonly parts: readonly Readiness[]
  readonly depth: readonly DepthLine[]
  readonly gateways: readonly GatewayLine[]
  readonly arrivals: readonly Arrival[]
}

/** The page as a whole. */
export interface ConsoleModel extends LiveModel {
  /** Base URL as the reader's browser has it. */
  readonly url: string
  readonly version: string
  /** Path of `curlrc`, where the reader sits at the machine that has it. */
  readonly curlrc: string | undefined
  /** Programs that are mounted here, for who sits at the machine. */
  readonly mounted: readonly { readonly path: string; readonly name: string; readonly about: string }[]
}
