import type { BrowserGrant } from './browser-grant.ts'
import type { ServerFrameType } from './frame.ts'

/** One page (a tab, a Device of the SDK) as legs see it: whom it speaks for, and how it is told things. */
export interface Page {
  /** Undefined until its token was found good. */
  readonly grant: BrowserGrant | undefined
  readonly open: boolean
  send(type: ServerFrameType, payload?: Readonly<Record<string, unknown>>): void
}
