import type { Commands } from '../call/commands.ts'
import type { DocumentPlace } from '../interpreter/program.ts'
import type { RunningConferenceDesk } from './create-conference-desk.ts'
import type { ParticipantChange } from './update-participant.ts'

/** What the commands carry, each what it needs. */
interface Body {
  readonly sid: string
  readonly callSid: string
  readonly place: DocumentPlace
  readonly change: ParticipantChange
}

/** Answers what REST asks of conferences, in the process that runs the calls. */
export function handleConferenceCommands(commands: Commands, desk: RunningConferenceDesk): void {
  const on = (kind: string, work: (clientId: string, body: Body) => Promise<void> | void) => {
    commands.handle(kind, async ({ clientId, body }) => {
      await work(clientId, body as unknown as Body)
      return null
    })
  }
  on('conference.complete', (clientId, { sid }) => desk.complete(clientId, sid))
  on('conference.announce', (clientId, { sid, place }) => desk.announce(clientId, sid, place))
  on('participant.update', (clientId, { sid, callSid, change }) => desk.update(clientId, sid, callSid, change))
  on('participant.remove', (clientId, { sid, callSid }) => desk.kick(clientId, sid, callSid))
}
