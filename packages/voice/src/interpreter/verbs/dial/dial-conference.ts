import type { ConferenceEnd, ConferenceOptions } from '../../../conference/conference-desk.ts'
import { uncertain } from '../../uncertain.ts'
import type { Turn } from '../verb.ts'
import { beginRecording } from './dial-recording.ts'
import type { DialRules } from './dial-rules.ts'

/** Takes the call into a conference until it leaves, and gives what the action is told (https://www.twilio.com/docs/voice/twiml/conference). */
export async function runConference(
  turn: Turn,
  rules: DialRules,
  room: ConferenceOptions,
): Promise<Record<string, string>> {
  const { call, parts, sleep } = turn
  const stay = new AbortController()
  const off = rules.hangupOnStar ? call.leg.media.onDigit((digit) => digit === '*' && stay.abort()) : () => undefined
  void sleep(rules.timeLimit * 1000, stay.signal).then(() => stay.abort())
  const recording = rules.recording && (await beginRecording(turn, rules.recording))
  try {
    const end = await parts.conferences.join(call, room, AbortSignal.any([turn.signal, stay.signal]))
    const status = statusOf(turn, room, end)
    return { DialCallStatus: status, ...(recording === undefined ? {} : { RecordingUrl: recording.url }) }
  } finally {
    off()
    stay.abort()
    await recording?.stop()
  }
}

function statusOf(turn: Turn, { name }: ConferenceOptions, { reason, code }: ConferenceEnd): string {
  switch (reason) {
    case 'full':
      turn.warn(code ?? 16020, `the conference ${name} is full`)
      return 'failed'
    case 'duplicate-label':
      turn.warn(code ?? 16025, `the label is taken in the conference ${name}`)
      return 'failed'
    case 'failed':
      turn.warn(code ?? 16099, `the conference ${name} could not be joined`)
      return 'failed'
    case 'left':
    case 'ended':
    case 'party-left':
    case 'aborted':
      return uncertain.conferenceStatus
  }
}
