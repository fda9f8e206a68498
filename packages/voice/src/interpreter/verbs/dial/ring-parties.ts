import type { ChildCall, ChildEnd } from '../../../call/running-call.ts'
import { untilAborted } from '../../abort.ts'
import { numberOf } from '../number-of-ours.ts'
import type { Turn } from '../verb.ts'
import type { DialRules } from './dial-rules.ts'
import type { Party } from './parties.ts'

/** Who took the call; or the one that ended last, where nobody did. */
export type Rung =
  | { readonly kind: 'answered'; readonly child: ChildCall; readonly party: Party }
  | { readonly kind: 'nobody'; readonly child?: ChildCall; readonly end?: ChildEnd }
  | { readonly kind: 'interrupted'; readonly child?: ChildCall }

/** Calls all parties at once, or one after another. The first who answers has the call, and the others stop ringing. */
export async function ringParties(turn: Turn, rules: DialRules, parties: readonly Party[]): Promise<Rung> {
  if (!rules.sequential) return ringAtOnce(turn, rules, parties)
  let last: Rung = { kind: 'nobody' }
  for (const party of parties) {
    const rung = await ringAtOnce(turn, rules, [party])
    if (rung.kind !== 'nobody') return rung
    last = rung.child === undefined ? last : rung
  }
  return last
}

interface Ringing {
  readonly child: ChildCall
  readonly party: Party
}

async function ringAtOnce(turn: Turn, rules: DialRules, parties: readonly Party[]): Promise<Rung> {
  const dialled = await Promise.all(parties.map((party) => dialParty(turn, rules, party)))
  const ringing = dialled.filter((each) => each !== undefined)
  const first = await firstAnswer(ringing, turn.signal)
  const others = ringing.filter((each) => each !== first.winner)
  const stopped = Promise.all(others.map(({ child }) => stopRinging(turn, child)))
  // Who has answered does not wait until the others' phones are silent.
  if (first.winner !== undefined) return { kind: 'answered', ...first.winner }
  await stopped
  const child = first.last ?? ringing[0]?.child
  if (turn.signal.aborted) return { kind: 'interrupted', ...(child === undefined ? {} : { child }) }
  return child === undefined ? { kind: 'nobody' } : { kind: 'nobody', child, end: await child.ended }
}

async function dialParty({ call, parts, signal }: Turn, rules: DialRules, party: Party): Promise<Ringing | undefined> {
  if (signal.aborted) return undefined
  const { to, statusCallback } = party
  const callerId = rules.callerId === undefined ? undefined : shownId(call, rules.callerId, to.kind)
  try {
    const child = await parts.dialer.dial(call, {
      ...{ to, timeoutSeconds: rules.timeout },
      ...(callerId === undefined ? {} : { callerId }),
      ...(statusCallback === undefined ? {} : { statusCallback }),
    })
    return { child, party }
  } catch (err) {
    parts.log.error({ err, callSid: call.sid }, 'a party could not be dialled')
    return undefined
  }
}

/** Numbers are written in many ways; a SIP party may be shown anything. */
function shownId(call: Turn['call'], callerId: string, kind: Party['to']['kind']): string {
  const isName = callerId.startsWith('client:') || (kind === 'sip' && !callerId.startsWith('+'))
  return isName ? callerId : (numberOf(callerId, call) ?? callerId)
}

/** Waits for the first who answers, for the last who does not, or for the signal. */
function firstAnswer(
  ringing: readonly Ringing[],
  signal: AbortSignal,
): Promise<{ readonly winner?: Ringing; readonly last?: ChildCall }> {
  if (ringing.length === 0) return Promise.resolve({})
  let left = ringing.length
  return new Promise((resolve) => {
    void untilAborted(signal).then(() => resolve({}))
    for (const each of ringing) {
      void each.child.answered.then((answered) => {
        left -= 1
        if (answered) resolve({ winner: each })
        else if (left === 0) resolve({ last: each.child })
      })
    }
  })
}

/** Who answered in the same moment as another is hung up on. Never rejects. */
async function stopRinging({ parts }: Turn, child: ChildCall): Promise<void> {
  try {
    await (child.leg.state === 'answered' ? child.hangUp() : child.cancel())
  } catch (err) {
    parts.log.warn({ err, callSid: child.sid }, 'a party could not be told to stop ringing')
  }
}
