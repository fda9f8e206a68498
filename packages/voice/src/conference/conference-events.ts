import { type FormCallback, type NewFormWebhookJob, targetOf } from '@trunkline/events'
import { type ConferenceEvent, sidFromUuid } from '@trunkline/wire'
import { rfc2822 } from '../recording/rfc2822.ts'
import type { ConferenceCallback, ConferenceEventGroup } from './conference-desk.ts'

/** A participant, as events tell of it. */
export interface ToldParticipant {
  readonly callSid: string
  readonly label: string | null
  readonly muted: boolean
  readonly held: boolean
  readonly coaching: boolean
  readonly startOnEnter: boolean
  readonly endOnExit: boolean
}

/** A conference, as events tell of it. */
export interface ToldConference {
  readonly id: string
  readonly clientId: string
  readonly name: string
}

const groups: Readonly<Record<ConferenceEvent, ConferenceEventGroup>> = {
  'conference-start': 'start',
  'conference-end': 'end',
  'participant-join': 'join',
  'participant-leave': 'leave',
  'participant-mute': 'mute',
  'participant-unmute': 'mute',
  'participant-hold': 'hold',
  'participant-unhold': 'hold',
  'participant-modify': 'modify',
  'participant-speech-start': 'speaker',
  'participant-speech-stop': 'speaker',
  'announcement-end': 'announcement',
  'announcement-fail': 'announcement',
}

/** Whether a program has asked for an event. */
export const isWanted = (callback: ConferenceCallback | null, event: ConferenceEvent): callback is ConferenceCallback =>
  callback?.events.includes(groups[event]) === true

/** An event of a conference. */
export interface ConferenceMove {
  readonly event: ConferenceEvent
  readonly participant?: ToldParticipant
  /** What this event alone says. */
  readonly extra?: Readonly<Record<string, string>>
}

/**
 * The callback of an event (https://www.twilio.com/docs/voice/twiml/conference#statuscallback).
 * @param sequence 1 for the first that is told
 */
export function conferenceCallback(
  { id, clientId, name }: ToldConference,
  { url, method }: ConferenceCallback,
  { event, participant, extra }: ConferenceMove,
  { sequence, at }: { readonly sequence: number; readonly at: Date },
): NewFormWebhookJob {
  const params = {
    ConferenceSid: sidFromUuid('CF', id),
    FriendlyName: name,
    AccountSid: sidFromUuid('AC', clientId),
    SequenceNumber: String(sequence),
    Timestamp: rfc2822(at),
    StatusCallbackEvent: event,
    ...(participant === undefined ? {} : participantParams(participant)),
    ...extra,
  }
  const payload: FormCallback = { url, method, params }
  return {
    ...{ kind: 'conference-status', clientId, subject: id, sequence, part: 0 },
    ...{ lane: `conference:${id}`, target: targetOf(url), payload },
  }
}

function participantParams(given: ToldParticipant): Record<string, string> {
  return {
    CallSid: given.callSid,
    Muted: String(given.muted),
    Hold: String(given.held),
    Coaching: String(given.coaching),
    StartConferenceOnEnter: String(given.startOnEnter),
    EndConferenceOnExit: String(given.endOnExit),
    ...(given.label === null ? {} : { ParticipantLabel: given.label }),
  }
}
