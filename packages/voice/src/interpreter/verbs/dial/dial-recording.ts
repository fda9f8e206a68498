import type { ActiveRecording } from '../../../recording/recording-desk.ts'
import type { Turn } from '../verb.ts'
import type { DialRecording } from './dial-rules.ts'

/**
 * Records a `<Dial>`: what the caller says, and what the caller hears, which is the other party once they are joined. Kept with the caller's call. Undefined
 * where it could not be begun; the call goes on all the same.
 */
export async function beginRecording(
  { call, parts }: Turn,
  { dual, track, trimSilence, callback }: DialRecording,
): Promise<ActiveRecording | undefined> {
  const endpoint = call.leg.media
  const inbound = { endpoint, track: 'inbound' } as const
  const outbound = { endpoint, track: 'outbound' } as const
  const mono = { both: [inbound, outbound], inbound: [inbound], outbound: [outbound] }[track]
  try {
    return await parts.recordings.begin(call, {
      ...{ source: 'DialVerb', channels: dual ? [[inbound], [outbound]] : [mono], track, trimSilence },
      ...(callback === undefined ? {} : { callback }),
    })
  } catch (err) {
    parts.log.warn({ err, callSid: call.sid }, 'a call could not be recorded; it goes on')
    return undefined
  }
}
