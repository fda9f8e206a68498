/**
 * The headers that a dead record carries before its own: why it is here, and where it stood. Its key and value are as they were.
 */
export const deadHeaders = {
  code: 'dead-code',
  detail: 'dead-detail',
  errors: 'dead-errors',
  client: 'dead-client',
  topic: 'dead-topic',
  topicId: 'dead-topic-id',
  partition: 'dead-partition',
  offset: 'dead-offset',
  timestamp: 'dead-timestamp',
  /** Where it stood as it is known by, where it has no key. */
  place: 'dead-place',
  at: 'dead-at',
  /** Set where the value could not be kept because it is larger than the topic takes; it stands where it stood. */
  withoutValue: 'dead-without-value',
} as const
