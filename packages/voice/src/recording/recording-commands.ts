import { uuidFromSid } from '@trunkline/wire'
import type { Commands } from '../call/commands.ts'
import type { RunningCall } from '../call/running-call.ts'
import { VoiceError } from '../errors.ts'
import type { RecordOptions } from '../media/media.ts'
import type { RunningRecordingDesk } from './create-recording-desk.ts'
import type { RecordingTrack } from './recording-record.ts'
import { currentRecording, type StartRecording, type UpdateRecording } from './recordings.ts'

/** The calls that run in this process. */
export interface LiveCalls {
  find(callSid: string): RunningCall | undefined
}

/** What `recording.start` carries. */
type StartBody = StartRecording & { readonly callSid: string }
/** What `recording.update` carries. */
type UpdateBody = UpdateRecording & {
  readonly sid: string
  readonly callSid?: string
  readonly conferenceSid?: string
}

/** Answers what REST asks of recordings, in the process that runs the calls. */
export function handleRecordingCommands(commands: Commands, desk: RunningRecordingDesk, calls: LiveCalls): void {
  commands.handle('recording.start', async ({ clientId, body }) => {
    const { callSid, channels, track, trimSilence, callback } = body as unknown as StartBody
    const call = calls.find(callSid)
    if (call === undefined || call.clientId !== clientId || call.status !== 'in-progress') {
      throw new VoiceError(21220, `the call ${callSid} is not in progress, so it cannot be recorded`)
    }
    const { sid } = await desk.begin(call, {
      ...{ source: 'StartCallRecordingAPI', channels: callChannels(call, channels, track), track, trimSilence },
      ...(callback === undefined ? {} : { callback }),
    })
    return { sid, status: 'in-progress' }
  })
  commands.handle('recording.update', async ({ clientId, body }) => {
    const { sid, callSid, conferenceSid, status, pause } = body as unknown as UpdateBody
    const owner = {
      ...{ clientId, callId: callSid === undefined ? null : uuidFromSid(callSid) },
      conferenceId: conferenceSid === undefined ? null : uuidFromSid(conferenceSid),
    }
    const running = desk.running(owner).filter((each) => sid === currentRecording || each.sid === sid)
    const [only, another] = running
    if (only === undefined) throw new VoiceError(20404, `no such recording runs: ${sid}`)
    if (another !== undefined) throw new VoiceError(21220, `several recordings run: name the one that is meant`)
    const changed = await desk.change(only.sid, { status, pause })
    return { sid: changed.sid, status: changed.status }
  })
}

/** What of a call goes into which channel: what the party says first, what it hears beside it. */
export function callChannels(
  { leg: { media: endpoint } }: Pick<RunningCall, 'leg'>,
  channels: 'mono' | 'dual',
  track: RecordingTrack,
): RecordOptions['channels'] {
  if (track !== 'both') return [[{ endpoint, track }]]
  const [said, heard] = [{ endpoint, track: 'inbound' } as const, { endpoint, track: 'outbound' } as const]
  return channels === 'dual' ? [[said], [heard]] : [[said, heard]]
}
