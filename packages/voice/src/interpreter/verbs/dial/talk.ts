import type { ChildCall, ChildEnd } from '../../../call/running-call.ts'
import { untilAborted } from '../../abort.ts'
import type { Turn } from '../verb.ts'
import type { DialRules } from './dial-rules.ts'
import type { Party } from './parties.ts'

/** How a talk with a party that has answered went. */
export interface Talk {
  readonly bridged: boolean
  /** How the party's call ended; undefined where REST has taken it for a document of its own. */
  readonly end: ChildEnd | undefined
}

/** What happens at the moment at which the parties are joined. */
export type Joining = (child: ChildCall) => Promise<void>

/**
 * Prepares a party that has answered (keys, whisper), joins it with the caller, and parts them when one of them goes, at the time limit, at the caller's star,
 * or when a redirect ends it.
 */
export async function talkWith(
  turn: Turn,
  rules: DialRules,
  { child, party }: { readonly child: ChildCall; readonly party: Party },
  joining: Joining,
): Promise<Talk> {
  const bridged = (await prepare(turn, child, party)) && (await join(turn, rules, child, joining))
  if (child.takenAway.aborted) return { bridged, end: undefined }
  await child.hangUp()
  return { bridged, end: await child.ended }
}

/** Keys and whisper; false where the party is not to be put through. */
async function prepare(turn: Turn, child: ChildCall, { sendDigits, whisper }: Party): Promise<boolean> {
  const signal = AbortSignal.any([turn.signal, child.over, child.takenAway])
  if (sendDigits !== undefined) await child.leg.media.sendDigits(sendDigits, signal)
  if (whisper !== undefined && !signal.aborted) {
    const end = await turn.whisper(child, { document: whisper }, signal)
    if (end.kind !== 'done') return false
  }
  return !signal.aborted
}

async function join(turn: Turn, rules: DialRules, child: ChildCall, joining: Joining): Promise<boolean> {
  await joining(child)
  if (turn.signal.aborted || child.over.aborted || child.takenAway.aborted) return false
  const { media } = turn.call.leg
  const parted = new AbortController()
  const off = rules.hangupOnStar ? media.onDigit((digit) => digit === '*' && parted.abort()) : () => undefined
  try {
    const bridge = await media.bridge(child.leg.media)
    const limit = turn.sleep(rules.timeLimit * 1000, parted.signal)
    await Promise.race([
      ...[child.ended, limit, untilAborted(parted.signal), untilAborted(turn.signal)],
      ...[untilAborted(child.takenAway), untilAborted(child.over)],
    ])
    await bridge.end()
    return true
  } catch (err) {
    // A party that went in this very moment has no sound to join.
    turn.parts.log.info({ err, callSid: turn.call.sid }, 'two parties could not be joined')
    return false
  } finally {
    parted.abort()
    off()
  }
}
