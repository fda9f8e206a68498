import type { RunningCall } from '../call/running-call.ts'
import type { DocumentPlace, Interpreter } from '../interpreter/program.ts'
import type { Leg } from '../leg/leg.ts'
import type { MediaEndpoint, MediaRoom } from '../media/media.ts'
import type { LiveConference } from './live-conference.ts'
import type { Participant } from './participant.ts'
import { heardVerbs } from './participant-sound.ts'

/** Says something to one party alone, and tells how that ended. Never rejects. */
export async function announceTo(conference: LiveConference, member: Participant, place: DocumentPlace): Promise<void> {
  const { stopped, code } = await member.sound.play(place, conference.parameters)
  if (!member.gone) conference.noteAnnouncement(place.url, member, failure(code))
  if (!stopped && !member.gone) conference.playOwnSound(member)
}

/** Says something to all, and tells how that ended. Never rejects. */
export async function announceToAll(
  conference: LiveConference,
  interpreter: Pick<Interpreter, 'run'>,
  place: DocumentPlace,
  signal: AbortSignal,
): Promise<void> {
  const program = { document: place, parameters: conference.parameters }
  const end = await interpreter.run(roomCall(conference, signal), program, { signal, verbs: heardVerbs })
  const code = end.kind === 'failed' ? end.code : undefined
  conference.noteAnnouncement(place.url, undefined, failure(code))
}

const failure = (code: number | undefined): string | undefined =>
  code === undefined ? undefined : `the document cannot be had or not be run (${code})`

/** A call to play to: what it hears, the room hears. It is nobody's party, so nothing else can be done with it. */
function roomCall(conference: LiveConference, over: AbortSignal): RunningCall {
  const accountSid = conference.accountSid
  return {
    ...{ sid: conference.sid, clientId: conference.clientId, accountSid, direction: 'inbound', from: '', to: '' },
    ...{ leg: roomLeg(conference), status: 'in-progress', placement: conference.sid, over },
    parameters: () => ({ AccountSid: accountSid, ApiVersion: '2010-04-01' }),
    async answer() {},
    async hangUp() {},
    async reject() {},
  }
}

function roomLeg({ sid, room }: LiveConference): Leg {
  const never = new Promise<never>(() => undefined)
  return {
    ...{ id: sid, kind: 'line', direction: 'inbound', state: 'answered', media: roomEndpoint(room, never) },
    ...{ answered: Promise.resolve(true), ended: never, parameters: {} },
    onRinging: () => () => undefined,
    async ring() {},
    async answer() {},
    async reject() {},
    async hangUp() {},
  }
}

function roomEndpoint(room: MediaRoom, closed: Promise<never>): MediaEndpoint {
  return {
    ...{ id: room.id, closed },
    play: (sound, options) => room.play(sound, options),
    async sendDigits() {},
    onDigit: () => () => undefined,
    injectDigit() {},
    bridge: () => Promise.reject(new Error('a room cannot be bridged')),
    figures: async () => ({ packetsSent: 0, packetsReceived: 0, packetsLost: 0, jitter: 0, strangers: 0 }),
    async close() {},
  }
}
