/** What each metric of ours means, for `# HELP` and for the documentation. */
export const metricHelp: Readonly<Record<string, string | undefined>> = Object.freeze({
  trunkline_accepted_total:
    'Messages that were accepted; those answered again under their idempotency key are not counted.',
  trunkline_attempts_total: 'Attempts at sending that ended, by gateway and by how the delivery goes on.',
  trunkline_events_logged_rows_total: 'Rows of events that were given their place in the log.',
  trunkline_follower_lag_rows: 'Rows of the event log that a follower has still to read.',
  trunkline_follower_lost_rows_total: 'Rows of the event log that were dropped before a follower had read them.',
  trunkline_gateway_seconds: 'Time that a gateway took for an attempt, by gateway and outcome.',
  trunkline_gateway_up:
    '1 while a gateway is used, 0 while it is left alone because it failed or is being tried again.',
  trunkline_http_request_seconds:
    'Time from a request’s headers to the end of its answer, by route, method and status.',
  trunkline_http_streams: 'Live event streams that are open.',
  trunkline_kafka_batch_seconds: 'Time from a batch of Kafka records to its commit.',
  trunkline_kafka_dead_failures_total: 'Failed tries at writing to the topic of dead records.',
  trunkline_kafka_dead_total: 'Kafka records that went to the topic of dead records, by reason.',
  trunkline_kafka_deleted_unread_total: 'Kafka records that the topic had deleted before they were read.',
  trunkline_kafka_events_total: 'Status moves told as Kafka records, by topic.',
  trunkline_kafka_lag_records: 'Kafka records that are still to be read, by topic.',
  trunkline_kafka_partitions: 'Kafka partitions that this process reads.',
  trunkline_kafka_paused: '1 while reading from Kafka is paused for a reason, else 0.',
  trunkline_kafka_records_total: 'Kafka records that were worked off, by outcome.',
  trunkline_promoted_total: 'Held deliveries that became due and went into the queue.',
  trunkline_queue_depth: 'Deliveries that are waiting, by place.',
  trunkline_receipts_total: 'Receipts that came in, by gateway and status.',
  trunkline_verify_refused_total: 'Verifications that were refused, by code.',
  trunkline_verify_sends_total: 'One-time codes that were sent, by method, gateway and outcome.',
  trunkline_webhook_deliveries: 'Deliveries of events to webhooks that wait or were given up, by state.',
  trunkline_webhook_duration_seconds: 'Time that a webhook took to answer.',
  trunkline_webhooks_total: 'Calls of webhooks, by outcome.',
})
