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
  return {
    kinds: ['line'],
    async dial(target: DialTarget, { from, placement }: DialOptions): Promise<Leg> {
      const number = target.kind === 'line' ? target.number : ''
      const clientId = await ownerOf(number)
      if (clientId === null)
        return endedLeg(ids.uuid(), { cause: 'failed', by: 'us', errorCode: 13224, reason: `nobody has ${number}` })
      const [near, far] = await media.openLine({ placement })
      const out = new SoftLeg({ id: ids.uuid(), kind: 'line', direction: 'outbound', media: near })
      const into = new SoftLeg({ id: ids.uuid(), kind: 'line', direction: 'inbound', media: far })
      join(out, into)
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

/** What our side does with one end is what the party of the other does. */
function join(out: SoftLeg, into: SoftLeg): void {
  into.tell({ onRing: () => out.partyRings(), onAnswer: () => void out.partyAnswers() })
  void out.ended.then((end) => into.partyLeaves(passedOn(end)))
  void into.ended.then((end) => out.partyLeaves(passedOn(end)))
}

const passedOn = ({ cause }: LegEnd): LegEnd['cause'] => cause
