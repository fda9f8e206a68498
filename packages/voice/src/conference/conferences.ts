import type { Queryable } from '@trunkline/postgres'
import { isSid, sidFromUuid, uuidFromSid } from '@trunkline/wire'
import type { Commands } from '../call/commands.ts'
import { VoiceError } from '../errors.ts'
import type { DocumentPlace } from '../interpreter/program.ts'
import type { Clock } from '../ports.ts'
import type { Keyset } from '../recording/recording-record.ts'
import { type ConferenceRow, findConference, getConference, listConferences } from '../store/conference-store.ts'
import {
  deleteParticipant,
  deleteUnreached,
  getParticipant,
  listParticipants,
  type ParticipantRow,
  putParticipant,
} from '../store/participant-store.ts'
import { isTakenLabel } from './admission.ts'
import type { ConferenceFilter, ConferenceRecord, ParticipantFilter, ParticipantRecord } from './conference-record.ts'
import { openRoom } from './open-room.ts'
import { conferenceOf, participantOf } from './record-of-row.ts'
import type { ParticipantChange } from './update-participant.ts'

/** A party that is called into a conference. */
export interface InvitedParticipant {
  readonly label?: string
  readonly muted: boolean
  readonly startConferenceOnEnter: boolean
  readonly endConferenceOnExit: boolean
  readonly callSidToCoach?: string
}

/** The conferences of all clients, by the database: any process may ask. */
export interface Conferences {
  /** Undefined for what is not there or somebody else's. */
  get(clientId: string, sid: string): Promise<ConferenceRecord | undefined>
  /** The open one of a name. */
  find(clientId: string, name: string): Promise<ConferenceRecord | undefined>
  page(clientId: string, filter: ConferenceFilter, keyset: Keyset): Promise<readonly ConferenceRecord[]>
  /** Ends one. @throws VoiceError 20404, 20500 when nobody who runs calls answers in time */
  complete(clientId: string, sid: string): Promise<void>
  /** Says something to all. @throws VoiceError 16001 where nobody is in it */
  announce(clientId: string, sid: string, place: DocumentPlace): Promise<void>
  /** Whoever is in it, or being called into it: by the SID of the call, or the label. */
  participant(clientId: string, sid: string, name: string): Promise<ParticipantRecord | undefined>
  participants(
    clientId: string,
    sid: string,
    filter: ParticipantFilter,
    keyset: Keyset,
  ): Promise<readonly ParticipantRecord[]>
  /** @throws VoiceError 20404 for one that is not in it (any more), 16027, 16028 */
  update(clientId: string, sid: string, callSid: string, change: ParticipantChange): Promise<void>
  /** Takes a party out: its call goes on with its document. @throws VoiceError 20404 */
  kick(clientId: string, sid: string, callSid: string): Promise<void>
  /** The room of a name, opened where it is not: for a party that is about to be called. */
  open(clientId: string, name: string): Promise<ConferenceRecord>
  /**
   * Writes down who is about to be called.
   * @returns the SID that the call is to have
   * @throws VoiceError 16026 for a label that another one has
   */
  invite(clientId: string, sid: string, party: InvitedParticipant): Promise<string>
  /** Takes that back, where the call could not be made. */
  disinvite(sid: string, callSid: string): Promise<void>
}

/** Of what it is made. */
export interface ConferencesOptions {
  readonly db: Queryable
  readonly clock: Clock
  readonly ids: { uuid(): string }
  readonly commands: Commands
}

/** Makes the side of conferences that any process may ask. */
export function createConferences({ db, clock, ids, commands }: ConferencesOptions): Conferences {
  const now = () => new Date(clock.now())
  const ask = async (kind: string, clientId: string, body: Readonly<Record<string, unknown>>): Promise<void> => {
    await commands.ask({ kind, clientId, body })
  }
  return {
    async get(clientId, sid) {
      if (!isSid(sid, 'CF')) return undefined
      const { rows } = await db.query<ConferenceRow>(getConference(clientId, uuidFromSid(sid)))
      return rows[0] && conferenceOf(rows[0])
    },
    async find(clientId, name) {
      const { rows } = await db.query<ConferenceRow>(findConference(clientId, name))
      return rows[0] && conferenceOf(rows[0])
    },
    async page(clientId, filter, { after = null, before = null, limit }) {
      const { rows } = await db.query<ConferenceRow>(
        listConferences({
          ...{ clientId, name: filter.name ?? null, status: filter.status ?? null, after, before, limit },
          ...{ createdFrom: filter.createdFrom ?? null, createdBefore: filter.createdBefore ?? null },
          ...{ updatedFrom: filter.updatedFrom ?? null, updatedBefore: filter.updatedBefore ?? null },
        }),
      )
      return rows.map(conferenceOf)
    },
    complete: (clientId, sid) => ask('conference.complete', clientId, { sid }),
    announce: (clientId, sid, place) => ask('conference.announce', clientId, { sid, place }),
    async participant(clientId, sid, name) {
      const by = isSid(name, 'CA') ? { callId: uuidFromSid(name) } : { label: name }
      const { rows } = await db.query<ParticipantRow>(getParticipant(clientId, uuidFromSid(sid), by))
      return rows[0] && participantOf(rows[0])
    },
    async participants(clientId, sid, { muted = null, hold = null, coaching = null }, keyset) {
      const { after = null, before = null, limit } = keyset
      const { rows } = await db.query<ParticipantRow>(
        listParticipants({
          ...{ clientId, conferenceId: uuidFromSid(sid), muted, held: hold, coaching, after, before, limit },
        }),
      )
      return rows.map(participantOf)
    },
    update: (clientId, sid, callSid, change) => ask('participant.update', clientId, { sid, callSid, change }),
    kick: (clientId, sid, callSid) => ask('participant.remove', clientId, { sid, callSid }),
    async open(clientId, name) {
      return conferenceOf(await openRoom(db, { id: ids.uuid(), clientId, name, at: now() }))
    },
    async invite(clientId, sid, party) {
      const [conferenceId, callId] = [uuidFromSid(sid), ids.uuid()]
      await db.query(deleteUnreached())
      const row = putParticipant({
        ...{
          conferenceId,
          callId,
          clientId,
          joined: false,
          label: party.label ?? null,
          muted: party.muted,
          held: false,
        },
        ...{ startOnEnter: party.startConferenceOnEnter, endOnExit: party.endConferenceOnExit, at: now() },
        coachedId: party.callSidToCoach === undefined ? null : uuidFromSid(party.callSidToCoach),
      })
      await db.query(row).catch((cause: unknown) => {
        if (!isTakenLabel(cause)) throw cause
        throw new VoiceError(16026, `another participant has the label ${JSON.stringify(party.label)}`, { cause })
      })
      return sidFromUuid('CA', callId)
    },
    async disinvite(sid, callSid) {
      await db.query(deleteParticipant(uuidFromSid(sid), uuidFromSid(callSid)))
    },
  }
}
