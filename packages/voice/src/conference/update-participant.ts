import { VoiceError } from '../errors.ts'
import type { DocumentPlace } from '../interpreter/program.ts'
import { announceTo } from './announcement.ts'
import type { LiveConference } from './live-conference.ts'
import type { Participant } from './participant.ts'

/** What REST changes of a participant; what is left out stays. JSON. */
export interface ParticipantChange {
  readonly muted?: boolean
  readonly hold?: boolean
  /** What is heard on hold; our own music where left out. */
  readonly holdSound?: DocumentPlace
  /** Said to this party alone, once. */
  readonly announce?: DocumentPlace
  /** What is heard until the conference starts. */
  readonly wait?: DocumentPlace
  readonly beepOnExit?: boolean
  readonly endConferenceOnExit?: boolean
  readonly coaching?: boolean
  readonly callSidToCoach?: string
}

/** Changes a participant and tells of it. @throws VoiceError 16027, 16028 */
export async function updateParticipant(
  conference: LiveConference,
  member: Participant,
  change: ParticipantChange,
): Promise<void> {
  // First what can be refused, so that nothing is done by halves.
  const coached = coachedBy(conference, member, change)
  await mute(conference, member, change)
  await modify(conference, member, change, coached)
  if (change.wait !== undefined) {
    member.wait = change.wait
    if (!conference.started && !member.held) conference.playOwnSound(member)
  }
  await hold(conference, member, change)
  if (change.announce !== undefined) void announceTo(conference, member, change.announce)
}

async function mute(conference: LiveConference, member: Participant, { muted }: ParticipantChange): Promise<void> {
  if (muted === undefined || muted === member.muted) return
  member.muted = muted
  await conference.reseat(member)
  await conference.note(member, muted ? 'mute' : 'unmute')
}

/** Whom it speaks to from now on; undefined: all. */
function coachedBy(
  conference: LiveConference,
  member: Participant,
  { coaching, callSidToCoach }: ParticipantChange,
): Participant | undefined {
  if (coaching === false) return undefined
  if (callSidToCoach === undefined) return member.coached
  const coached = conference.member(callSidToCoach)
  if (coached === undefined || coached === member) {
    throw new VoiceError(16028, `the call ${callSidToCoach}, who is to be coached, is not in the conference`)
  }
  if (coached.held) throw new VoiceError(16027, `the call ${callSidToCoach}, who is to be coached, is on hold`)
  return coached
}

async function modify(
  conference: LiveConference,
  member: Participant,
  { beepOnExit, endConferenceOnExit }: ParticipantChange,
  coached: Participant | undefined,
): Promise<void> {
  const beep = beepOnExit === undefined ? member.beep : beepWith(member, beepOnExit)
  const endOnExit = endConferenceOnExit ?? member.endOnExit
  if (beep === member.beep && endOnExit === member.endOnExit && coached === member.coached) return
  member.beep = beep
  member.endOnExit = endOnExit
  member.coached = coached
  await conference.reseat(member)
  await conference.note(member, 'modify')
}

function beepWith(member: Participant, onExit: boolean): Participant['beep'] {
  if (member.beepsOn('onEnter')) return onExit ? 'true' : 'onEnter'
  return onExit ? 'onExit' : 'false'
}

async function hold(
  conference: LiveConference,
  member: Participant,
  { hold: held, holdSound }: ParticipantChange,
): Promise<void> {
  const again = held === true && member.held && holdSound !== undefined
  if (held === undefined || (held === member.held && !again)) return
  member.holdSound = holdSound ?? 'music'
  const moved = held !== member.held
  member.held = held
  await conference.reseat(member)
  conference.playOwnSound(member)
  if (moved) await conference.note(member, held ? 'hold' : 'unhold')
}
