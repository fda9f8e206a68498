import { sidFromUuid, uuidFromSid } from '@trunkline/wire'
import type { RunningCall } from '../call/running-call.ts'
import { VoiceError } from '../errors.ts'
import type { MediaEndpoint, MediaRoom, Pcm } from '../media/media.ts'
import type { Log } from '../ports.ts'
import type { ConferenceRow } from '../store/conference-store.ts'
import { deleteParticipant, deleteParticipants } from '../store/participant-store.ts'
import { isTakenLabel, refusalOf } from './admission.ts'
import type { ConferenceEnd, ConferenceOptions } from './conference-desk.ts'
import { ConferenceLedger, type LedgerParts } from './conference-ledger.ts'
import type { ConferenceEndReason } from './conference-record.ts'
import { endParams, type LeaveReason, snapshot } from './conference-words.ts'
import { Participant } from './participant.ts'
import type { PrivateSoundParts } from './participant-sound.ts'
import type { RoomRecording } from './room-recording.ts'

/** What a conference is made of. */
export interface LiveConferenceParts extends LedgerParts, PrivateSoundParts {
  readonly log: Log
  readonly room: MediaRoom
  readonly beep: (moment: 'enter' | 'exit') => Pcm
  readonly recording: RoomRecording
}

/** A conference of this process: who is in it, and what they hear. The state that counts is here; the tables follow. */
export class LiveConference {
  readonly id: string
  readonly sid: string
  readonly clientId: string
  readonly name: string
  readonly room: MediaRoom
  /** Ends the announcement that all hear, where one is made. */
  announcing: AbortController | undefined
  /** Resolves when it is over and all is written down. */
  readonly closed: Promise<void>
  readonly #parts: LiveConferenceParts
  readonly #ledger: ConferenceLedger
  readonly #members = new Map<string, Participant>()
  #offSpeech: (() => void) | undefined
  #started = false
  #over = false
  #close: () => void = () => undefined

  constructor(row: ConferenceRow, parts: LiveConferenceParts) {
    this.id = row.id
    this.sid = sidFromUuid('CF', row.id)
    this.clientId = row.client_id
    this.name = row.name
    this.room = parts.room
    this.#parts = parts
    this.#ledger = new ConferenceLedger(row, parts)
    this.closed = new Promise((resolve) => {
      this.#close = resolve
    })
    // The thread that mixed it died: nobody hears anybody any more.
    void parts.room.closed.then(() => this.#end('last-participant-left', undefined, 'moderator_ended_conference'))
  }

  get accountSid(): string {
    return sidFromUuid('AC', this.clientId)
  }

  get over(): boolean {
    return this.#over
  }

  get started(): boolean {
    return this.#started
  }

  get members(): readonly Participant[] {
    return [...this.#members.values()]
  }

  member(callSid: string): Participant | undefined {
    return this.#members.get(callSid)
  }

  /** Takes a call in and keeps it until it leaves. Never rejects. */
  async join(call: RunningCall, options: ConferenceOptions, signal: AbortSignal): Promise<ConferenceEnd> {
    const refusal = refusalOf(options, this.members)
    if (refusal !== undefined) return { ...refusal, conferenceSid: this.sid }
    const coached = options.coach === undefined ? undefined : this.#members.get(options.coach)
    const member = new Participant(call, options, this.#parts, coached)
    this.#members.set(call.sid, member)
    const gone = AbortSignal.any([call.over, signal])
    const leave = () => this.#partyLeft(member)
    try {
      await this.#sit(member)
      if (gone.aborted) leave()
      else gone.addEventListener('abort', leave, { once: true })
      if (!member.gone) this.#welcome(member)
    } catch (err) {
      this.#parts.log.warn({ conference: this.sid, callSid: call.sid, err }, 'a call could not join a conference')
      const taken = isTakenLabel(err)
      this.#leave(
        member,
        taken ? { reason: 'duplicate-label', code: 16025 } : { reason: 'failed', code: 16099 },
        'participant_add_failed',
      )
    }
    const end = await member.left
    gone.removeEventListener('abort', leave)
    return { ...end, conferenceSid: this.sid }
  }

  async #sit(member: Participant): Promise<void> {
    await this.#ledger.write({
      callback: member.options.statusCallback ?? null,
      rows: [member.row(this.id)],
      move: { event: 'participant-join', participant: snapshot(member) },
    })
    if (this.#ledger.wants('participant-speech-start')) {
      this.#offSpeech ??= this.room.onSpeech((endpoint, speaking) => this.#tellSpeech(endpoint, speaking))
    }
    if (member.gone) return
    const seat = await this.room.join(member.endpoint, member.seating(this.#started))
    // Somebody may have taken it out meanwhile, and then found no seat to leave.
    if (member.gone) await seat.leave()
    else member.seat = seat
  }

  /** It sits: what it hears, and whether the conference starts with it. */
  #welcome(member: Participant): void {
    const startable = this.#members.size >= 2 && this.members.some(({ startOnEnter }) => startOnEnter)
    if (!this.#started && startable) this.#start()
    else if (!this.#started) this.playOwnSound(member)
    else this.#seatAgain(member)
    if (this.#started && member.beepsOn('onEnter')) this.#beep('enter')
    if (member.options.record) this.#record(member.options)
  }

  #start(): void {
    this.#started = true
    this.#ledger.note({ status: 'in-progress', move: { event: 'conference-start' } })
    for (const member of this.members) {
      this.playOwnSound(member)
      this.#seatAgain(member)
    }
    const asking = this.members.find(({ options }) => options.record)
    if (asking !== undefined) this.#record(asking.options)
  }

  #record(options: ConferenceOptions): void {
    if (this.#started && !this.#over) this.#parts.recording.begin(this, options)
  }

  /** What a party hears beside the room, as it is now: the music until the start, what it was put on hold with, or nothing. */
  playOwnSound(member: Participant): void {
    const waiting = !member.held && !this.#started
    const sound = member.held ? member.holdSound : waiting ? member.wait : 'silence'
    void member.sound.play(sound, this.parameters).then(({ code }) => {
      if (code === undefined) return
      const about = { conference: this.sid, callSid: member.callSid, code }
      this.#parts.log.warn(about, 'what a participant was to hear cannot be had')
      // Whoever cannot be kept waiting goes on with its document; whoever is on hold stays where it is, in silence.
      if (waiting) this.#leave(member, { reason: 'failed', code }, 'participant_add_failed')
    })
  }

  #seatAgain(member: Participant): void {
    void this.reseat(member).catch((err: unknown) => {
      if (!member.gone)
        this.#parts.log.warn({ conference: this.sid, callSid: member.callSid, err }, 'a seat did not change')
    })
  }

  /** What requests for documents of this conference carry beside those of the call. */
  get parameters(): Readonly<Record<string, string>> {
    return { ConferenceSid: this.sid, FriendlyName: this.name }
  }

  /** Tells the room how a party takes part now. */
  async reseat(member: Participant): Promise<void> {
    await member.seat?.set(member.seating(this.#started))
  }

  /** Writes a change of a party down, and tells of it. */
  async note(member: Participant, event?: 'mute' | 'unmute' | 'hold' | 'unhold' | 'modify'): Promise<void> {
    await this.#ledger.write({
      rows: [member.row(this.id)],
      ...(event === undefined ? {} : { move: { event: `participant-${event}`, participant: snapshot(member) } }),
    })
  }

  /** Tells how an announcement ended. */
  noteAnnouncement(url: string, member: Participant | undefined, failure: string | undefined): void {
    this.#ledger.note({
      move: {
        event: failure === undefined ? 'announcement-end' : 'announcement-fail',
        ...(member === undefined ? {} : { participant: snapshot(member) }),
        extra: { AnnounceUrl: url, ...(failure === undefined ? {} : { ReasonAnnouncementFailed: failure }) },
      },
    })
  }

  /** Takes a party out. */
  async kick(callSid: string): Promise<void> {
    const member = this.#members.get(callSid)
    if (member === undefined) throw new VoiceError(20404, `the call ${callSid} is not in the conference ${this.sid}`)
    this.#leave(member, { reason: 'left' }, 'participant_updated_via_api')
    await this.#ledger.settled()
  }

  /** Ends it. */
  async complete(): Promise<void> {
    this.#end('conference-ended-via-api', undefined, 'conference_ended_via_api')
    await this.closed
  }

  #partyLeft(member: Participant): void {
    const left = member.call.over.aborted
    const end: ConferenceEnd = left ? { reason: 'party-left' } : { reason: 'aborted' }
    this.#leave(member, end, left ? 'participant_hung_up' : 'participant_updated_via_api')
  }

  #leave(member: Participant, end: ConferenceEnd, reason: LeaveReason): void {
    if (member.gone) return
    member.gone = true
    this.#members.delete(member.callSid)
    this.#tellLeave(member, reason)
    for (const coach of this.members.filter(({ coached }) => coached === member)) this.#stopCoaching(coach)
    void this.#unseat(member).finally(() => member.end(end))
    if (this.#over) return
    const kicked = end.reason === 'left'
    if (member.endOnExit && reason !== 'participant_add_failed') {
      const why = `participant-with-end-conference-on-exit-${kicked ? 'kicked' : 'left'}` as const
      this.#end(why, member, 'moderator_ended_conference')
    } else if (this.#members.size === 0) {
      this.#end(kicked ? 'last-participant-kicked' : 'last-participant-left', member, 'moderator_ended_conference')
    } else if (this.#started && member.beepsOn('onExit')) this.#beep('exit')
  }

  #tellLeave(member: Participant, reason: LeaveReason): void {
    this.#ledger.note({
      rows: [() => deleteParticipant(this.id, uuidFromSid(member.callSid))],
      move: {
        event: 'participant-leave',
        participant: snapshot(member),
        extra: { ParticipantCallStatus: member.call.status, ReasonParticipantLeft: reason },
      },
    })
  }

  /** Whom it spoke to is gone: nobody else is to hear it by accident. */
  #stopCoaching(coach: Participant): void {
    coach.coached = undefined
    coach.muted = true
    this.#seatAgain(coach)
    void this.note(coach, 'modify').catch(() => undefined) // The ledger has logged it.
  }

  async #unseat(member: Participant): Promise<void> {
    await member.sound.stop()
    await member.seat?.leave().catch((err: unknown) => {
      this.#parts.log.debug({ conference: this.sid, callSid: member.callSid, err }, 'a seat was gone already')
    })
  }

  #end(reason: ConferenceEndReason, by: Participant | undefined, told: LeaveReason): void {
    if (this.#over) return
    this.#over = true
    const others = this.members
    for (const member of others) this.#leave(member, { reason: 'ended' }, told)
    this.#offSpeech?.()
    this.#ledger.note({
      ...{ status: 'completed', reason, ...(by === undefined ? {} : { endedBy: uuidFromSid(by.callSid) }) },
      rows: [() => deleteParticipants(this.id)],
      move: { event: 'conference-end', extra: endParams(reason, by) },
    })
    void this.#tidy(others)
  }

  async #tidy(others: readonly Participant[]): Promise<void> {
    try {
      await this.#parts.recording.stop()
      await Promise.all(others.map(({ left }) => left))
      await this.room.close()
    } catch (err) {
      this.#parts.log.warn({ conference: this.sid, err }, 'a room was not closed as it should')
    }
    await this.#ledger.settled()
    this.#close()
  }

  #beep(moment: 'enter' | 'exit'): void {
    this.room.play(this.#parts.beep(moment)).catch((err: unknown) => {
      if (!this.#over) this.#parts.log.warn({ conference: this.sid, err }, 'a conference heard no beep')
    })
  }

  #tellSpeech(endpoint: MediaEndpoint, speaking: boolean): void {
    const participant = this.members.find((member) => member.endpoint === endpoint)
    if (participant === undefined || !this.#started) return
    const event = speaking ? 'participant-speech-start' : 'participant-speech-stop'
    this.#ledger.note({ move: { event, participant: snapshot(participant) } })
  }
}
