import { sidFromUuid } from '@trunkline/wire'
import type { MediaEngine } from '../../media/media.ts'
import { endedLeg } from '../ended-leg.ts'
import type { DialOptions, DialTarget, Leg, LegEnd, LegProvider, TakeCall } from '../leg.ts'
import { SoftLeg } from './soft-leg.ts'

/** Of what inside lines are made. */
export interface LineLegsOptions {
  readonly media: Pick<MediaEngine, 'openLine'>
  readonly ids: { uuid(): string }
  /** UUID of the client that a number belongs to. */
  readonly ownerOf: (number: string) => string | null | Promise<string | null>
  readonly take: TakeCall
}

/**
 * Lines between two numbers that are both answered here: the leg that calls is one end, and the other comes in as a call of its own.
 *
 *   caller's call ── outbound leg ═ line ═ inbound leg ── the called number's call
 */
export function createLineLegs({ media, ids, ownerOf, take }: LineLegsOptions): LegProvider {
  const chains = new Chains()
  return {
    kinds: ['line'],
    async dial(target: DialTarget, { from, placement }: DialOptions): Promise<Leg> {
      const number = target.kind === 'line' ? target.number : ''
      const clientId = await ownerOf(number)
      if (clientId === null)
        return endedLeg(ids.uuid(), { cause: 'failed', by: 'us', errorCode: 13224, reason: `nobody has ${number}` })
      const leave = chains.enter(placement)
      if (leave === undefined) return endedLeg(ids.uuid(), { ...failed, errorCode: 13224, reason: loop })
      const [near, far] = await media.openLine({ placement }).catch((error: unknown) => {
        leave()
        throw error
      })
      const out = new SoftLeg({ id: ids.uuid(), kind: 'line', direction: 'outbound', media: near })
      const into = new SoftLeg({ id: ids.uuid(), kind: 'line', direction: 'inbound', media: far })
      join(out, into)
      void out.ended.then(leave)
      const callSid = sidFromUuid('CA', ids.uuid())
      take({
        leg: into,
        clientId,
        from,
        to: number,
        via: { kind: 'number', number },
        placement,
        callSid,
        parameters: {},
      })
      return out
    },
  }
}

const failed = { cause: 'failed', by: 'us' } as const
const loop = 'numbers call each other in a loop, or in too long a chain'

/** How many lines one call may lead on to at a time: numbers whose programs dial each other would go on for ever. */
const longestChain = 20

/** Counts the lines of each placement, which a chain of calls shares. */
class Chains {
  readonly #lines = new Map<string, number>()

  /** Undefined where there are too many; else what is called at the end of one more. */
  enter(placement: string): (() => void) | undefined {
    const lines = this.#lines.get(placement) ?? 0
    if (lines >= longestChain) return undefined
    this.#lines.set(placement, lines + 1)
    return () => {
      const left = (this.#lines.get(placement) ?? 1) - 1
      if (left === 0) this.#lines.delete(placement)
      else this.#lines.set(placement, left)
    }
  }
}

/** What our side does with one end is what the party of the other does. */
function join(out: SoftLeg, into: SoftLeg): void {
  into.tell({ onRing: () => out.partyRings(), onAnswer: () => void out.partyAnswers() })
  void out.ended.then((end) => into.partyLeaves(passedOn(end)))
  void into.ended.then((end) => out.partyLeaves(passedOn(end)))
}

const passedOn = ({ cause }: LegEnd): LegEnd['cause'] => cause
