import type { TestContext } from 'node:test'
import type { Leg, MediaEngine, Pcm } from '@trunkline/voice'

/** The person at the other end of a leg, with whatever telephone it is. */
export interface FarCall {
  /** Whether the person's phone rings (we call it), or tells that ours does (it calls us). */
  readonly rings: () => boolean
  /** Whether both are connected, as the person sees it. */
  readonly connected: () => boolean
  /** Whether it is over, as the person sees it. */
  readonly over: () => boolean
  /** Takes the call. */
  answer(): Promise<void>
  /** Refuses the call. */
  refuse(): Promise<void>
  /** Ends it, or gives up calling. */
  hangUp(): Promise<void>
  press(digits: string): Promise<void>
  /** Keys that the person was sent so far. */
  readonly digits: () => string
  /** Says something; resolves when all of it was said. */
  say(sound: Pcm): Promise<void>
  /** All that the person has heard since the call was connected. */
  heard(): Promise<Pcm>
}

/** Both ends of one call. */
export interface LegPair {
  readonly leg: Leg
  readonly party: FarCall
}

/** A telephone beside a provider of legs. */
export interface LegBench {
  readonly media: Pick<MediaEngine, 'record'>
  /** We call the person. Resolves when the provider has given its leg. */
  dial(): Promise<LegPair>
  /** The person calls us. Resolves when the leg has come in. */
  receive(): Promise<LegPair>
  /** We call somebody who is not there. */
  readonly dialNobody?: () => Promise<Leg>
}

/** What a kind of leg cannot, or measures otherwise. */
export interface LegConformanceOptions {
  /** Whether keys can be sent to the party. True where left out. */
  readonly sendsKeys?: boolean
  /** How a refusal is told; `busy` where left out. */
  readonly refusedAs?: 'busy' | 'rejected'
  /** Whoever is called is there: numbers that nobody holds answer by themselves. False where left out: then the bench has `dialNobody`. */
  readonly everybody?: boolean
  /** Calls at once in the test of many. 10 where left out. */
  readonly many?: number
  /** How far the loudness of a tone may be off, as a fraction of it. 0.1 where left out; more where it is encoded with a loss. */
  readonly tolerance?: number
}

/** Opens the bench of one test, and closes it after it. */
export type OpenLegBench = (t: TestContext) => Promise<LegBench>
