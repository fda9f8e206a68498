import type { Statement } from '@trunkline/postgres'
import { uuidFromSid } from '@trunkline/wire'
import type { RunningCall } from '../call/running-call.ts'
import type { MediaEndpoint, Seat, SeatOptions } from '../media/media.ts'
import { putParticipant } from '../store/participant-store.ts'
import type { ConferenceBeep, ConferenceEnd, ConferenceOptions } from './conference-desk.ts'
import type { ToldParticipant } from './conference-events.ts'
import { ParticipantSound, type PrivateSound, type PrivateSoundParts } from './participant-sound.ts'

/** A party that is in a conference. */
export class Participant implements ToldParticipant {
  readonly call: RunningCall
  readonly options: ConferenceOptions
  readonly sound: ParticipantSound
  /** How its stay ended. */
  readonly left: Promise<ConferenceEnd>
  muted: boolean
  held = false
  /** Whom it is heard by alone. */
  coached: Participant | undefined
  endOnExit: boolean
  beep: ConferenceBeep
  wait: PrivateSound
  /** What it hears while it is held. */
  holdSound: PrivateSound = 'music'
  gone = false
  seat: Seat | undefined
  #leave: (end: ConferenceEnd) => void = () => undefined

  constructor(
    call: RunningCall,
    options: ConferenceOptions,
    parts: PrivateSoundParts,
    coached: Participant | undefined,
  ) {
    this.call = call
    this.options = options
    this.sound = new ParticipantSound(call, parts)
    this.left = new Promise((resolve) => {
      this.#leave = resolve
    })
    this.muted = options.muted
    this.endOnExit = options.endConferenceOnExit
    this.beep = options.beep
    this.wait = options.wait ?? 'music'
    this.coached = coached
  }

  get callSid(): string {
    return this.call.sid
  }

  get label(): string | null {
    return this.options.participantLabel ?? null
  }

  get coaching(): boolean {
    return this.coached !== undefined
  }

  get startOnEnter(): boolean {
    return this.options.startConferenceOnEnter
  }

  get endpoint(): MediaEndpoint {
    return this.call.leg.media
  }

  beepsOn(moment: 'onEnter' | 'onExit'): boolean {
    return this.beep === 'true' || this.beep === moment
  }

  /** How it sits in the room. @param started whether the conference has: until then nobody is heard */
  seating(started: boolean): SeatOptions {
    return {
      ...{ muted: this.muted, held: !started || this.held },
      ...(this.coached === undefined ? {} : { coachOf: this.coached.endpoint }),
    }
  }

  /** As it is written down. */
  row(conferenceId: string): (at: Date) => Statement {
    const content = {
      ...{ conferenceId, callId: uuidFromSid(this.callSid), clientId: this.call.clientId, joined: true },
      ...{ label: this.label, muted: this.muted, held: this.held },
      ...{ coachedId: this.coached === undefined ? null : uuidFromSid(this.coached.callSid) },
      ...{ startOnEnter: this.startOnEnter, endOnExit: this.endOnExit },
    }
    return (at) => putParticipant({ ...content, at })
  }

  /** Says how its stay ended. */
  end(end: ConferenceEnd): void {
    this.#leave(end)
  }
}
