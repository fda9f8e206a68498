import type { Statement } from '@trunkline/postgres'

/** A row of `voice_call_quality`. */
export interface QualityRow {
  readonly call_id: string
  readonly updated_at: Date
  readonly samples: number
  readonly mos_sum: number
  readonly mos_worst: number | null
  readonly rtt_sum: number
  readonly rtt_worst: number | null
  readonly jitter_sum: number
  readonly jitter_worst: number | null
  readonly packets_lost: number
  readonly packets_received: number
  readonly packets_sent: number
  readonly codec: string | null
  readonly events: readonly {
    readonly at: string
    readonly level: string
    readonly group: string
    readonly name: string
  }[]
}

/** What one report adds to a call's row. */
export interface QualityReport extends Omit<QualityRow, 'call_id' | 'updated_at'> {
  readonly callId: string
  readonly clientId: string
  readonly at: Date
}

/** Reports of one call, and events of them, that are kept: an hour of a noisy call, and some. */
export const mostReports = 5_000
export const mostEvents = 50

/** Adds a report to the row of its call; nothing happens where the client has no such call, or it has told enough. */
export const addQuality = (report: QualityReport): Statement => ({
  name: 'voice-call-quality-add',
  text: `insert into voice_call_quality as q (call_id, client_id, updated_at, reports, samples, mos_sum, mos_worst, rtt_sum, rtt_worst,
      jitter_sum, jitter_worst, packets_lost, packets_received, packets_sent, codec, events)
    select c.id, c.client_id, $3, 1, $4, $5, $6::real, $7, $8::real, $9, $10::real, $11, $12, $13, $14, $15::jsonb
    from voice_call c where c.id = $1 and c.client_id = $2
    on conflict (call_id) do update set updated_at = excluded.updated_at, reports = q.reports + 1,
      samples = q.samples + excluded.samples,
      mos_sum = q.mos_sum + excluded.mos_sum, mos_worst = least(q.mos_worst, excluded.mos_worst),
      rtt_sum = q.rtt_sum + excluded.rtt_sum, rtt_worst = greatest(q.rtt_worst, excluded.rtt_worst),
      jitter_sum = q.jitter_sum + excluded.jitter_sum, jitter_worst = greatest(q.jitter_worst, excluded.jitter_worst),
      packets_lost = greatest(q.packets_lost, excluded.packets_lost),
      packets_received = greatest(q.packets_received, excluded.packets_received),
      packets_sent = greatest(q.packets_sent, excluded.packets_sent),
      codec = coalesce(excluded.codec, q.codec),
      events = case when jsonb_array_length(q.events) < ${mostEvents} then q.events || excluded.events else q.events end
    where q.reports < ${mostReports}`,
  values: [
    ...[report.callId, report.clientId, report.at, report.samples, report.mos_sum, report.mos_worst, report.rtt_sum],
    ...[report.rtt_worst, report.jitter_sum, report.jitter_worst, report.packets_lost, report.packets_received],
    ...[report.packets_sent, report.codec, JSON.stringify(report.events)],
  ],
})

/** What is known of one call of a client. */
export const getQuality = (clientId: string, callId: string): Statement => ({
  name: 'voice-call-quality-get',
  text: `select call_id, updated_at, samples, mos_sum, mos_worst, rtt_sum, rtt_worst, jitter_sum, jitter_worst, packets_lost,
      packets_received, packets_sent, codec, events
    from voice_call_quality where client_id = $1 and call_id = $2`,
  values: [clientId, callId],
})
