import { isSid, uuidFromSid } from '@trunkline/wire'
import type { QualityReport } from '../../../store/call-quality-store.ts'
import { isRecord } from '../frame.ts'

type Numbers = Omit<QualityReport, 'callId' | 'clientId' | 'at'>

/** Samples of one report that are looked at: the SDK sends ten. */
const mostSamples = 60
/** Counters of a call that is a week long. */
const largestCount = 2 ** 31 - 1

const nothing: Numbers = {
  ...{ samples: 0, mos_sum: 0, mos_worst: null, rtt_sum: 0, rtt_worst: null, jitter_sum: 0, jitter_worst: null },
  ...{ packets_lost: 0, packets_received: 0, packets_sent: 0, codec: null, events: [] },
}

const numberOf = (value: unknown, most: number): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? Math.min(value, most) : undefined

const textOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 64) : '')

function callOf(payload: unknown): string | undefined {
  const sid = isRecord(payload) ? payload.call_sid : undefined
  return typeof sid === 'string' && isSid(sid, 'CA') ? uuidFromSid(sid) : undefined
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

function readMetrics(samples: readonly Readonly<Record<string, unknown>>[]): Numbers {
  const all = (name: string, most: number): number[] => samples.flatMap((sample) => numberOf(sample[name], most) ?? [])
  const highest = (name: string): number => Math.floor(Math.max(0, ...all(name, largestCount)))
  const [mos, rtt, jitter] = [all('mos', 5), all('rtt', 60_000), all('jitter', 60_000)]
  const codec = textOf(samples.at(-1)?.audio_codec)
  return {
    samples: samples.length,
    ...{ mos_sum: sum(mos), mos_worst: mos.length > 0 ? Math.min(...mos) : null },
    ...{ rtt_sum: sum(rtt), rtt_worst: rtt.length > 0 ? Math.max(...rtt) : null },
    ...{ jitter_sum: sum(jitter), jitter_worst: jitter.length > 0 ? Math.max(...jitter) : null },
    packets_lost: highest('total_packets_lost'),
    packets_received: highest('total_packets_received'),
    packets_sent: highest('total_packets_sent'),
    codec: codec === '' ? null : codec,
    events: [],
  }
}

/** Events that say something of the call: warnings, errors, how it went and what the person thought of it. Others are not kept. */
function isWorthKeeping(level: string, group: string): boolean {
  return level === 'WARNING' || level === 'ERROR' || group === 'connection' || group === 'feedback'
}

/**
 * Reads what the SDK posts: ten one-second samples (`/v4/EndpointMetrics`), or one event (`/v4/EndpointEvents`). Gives the call's UUID and what is to be added; undefined where
 * there is nothing to keep.
 */
export function readReport(body: unknown, now: Date): (Numbers & { readonly callId: string }) | undefined {
  if (!isRecord(body)) return undefined
  const { payload } = body
  if (Array.isArray(payload)) {
    const samples = payload.slice(0, mostSamples).filter(isRecord)
    const callId = callOf(samples[0])
    return callId === undefined ? undefined : { callId, ...readMetrics(samples) }
  }
  const [level, group, name] = [textOf(body.level), textOf(body.group), textOf(body.name)]
  const callId = callOf(payload)
  if (callId === undefined || !isWorthKeeping(level, group)) return undefined
  return { callId, ...nothing, events: [{ at: now.toISOString(), level, group, name }] }
}
