import type { ConferenceEnd, ConferenceOptions } from './conference-desk.ts'
import type { Participant } from './participant.ts'

/** Who may be in a conference where nobody says so (https://www.twilio.com/docs/voice/twiml/conference#maxparticipants). */
const usualMost = 250

/** Why a party is not let in, by Twilio's codes; undefined where it is. */
export function refusalOf(
  { maxParticipants = usualMost, participantLabel, coach }: ConferenceOptions,
  members: readonly Participant[],
): ConferenceEnd | undefined {
  if (members.length >= maxParticipants) return { reason: 'full', code: 16020 }
  if (participantLabel !== undefined && members.some(({ label }) => label === participantLabel)) {
    return { reason: 'duplicate-label', code: 16025 }
  }
  if (coach !== undefined && !members.some(({ callSid }) => callSid === coach)) return { reason: 'failed', code: 13240 }
  return undefined
}

/** Whether a party could not be written down because somebody who is being called into the conference has its label. */
export const isTakenLabel = (error: unknown): boolean =>
  (error as { readonly constraint?: unknown }).constraint === 'voice_participant_label'
