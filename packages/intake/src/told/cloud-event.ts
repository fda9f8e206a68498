import type { EventRecord } from '@trunkline/events'
import { sidFromUuid } from '@trunkline/wire'
import type { OutgoingRecord } from '../connection/outgoing-record.ts'

const specVersion = ['ce_specversion', '1.0'] as const
const contentType = ['content-type', 'application/json'] as const

/**
 * Makes CloudEvents 1.0 in binary mode of one client's events (Kafka protocol binding §3.2): attributes are headers, the value is the data. The key
 * is the message's id or the call's, so that the moves of one stay in one partition and in order. `ce_source` and `ce_id` together never name two
 * events.
 * @param clientId UUID of the client whose events they are
 */
export function cloudEvents(topic: string, clientId: string): (event: EventRecord) => OutgoingRecord {
  const source = ['ce_source', sourceOf(clientId)] as const
  return ({ id, type, timestamp, data }) => {
    const { messageId, callSid, deliveryId } = data
    const thing = typeof messageId === 'string' ? messageId : typeof callSid === 'string' ? callSid : id
    const subject = typeof deliveryId === 'string' ? deliveryId : thing
    return {
      topic,
      key: thing,
      value: JSON.stringify(data),
      headers: [
        specVersion,
        ['ce_id', id],
        ['ce_type', type],
        source,
        ['ce_time', timestamp],
        ['ce_subject', subject],
        contentType,
      ],
    }
  }
}

/** `urn:trunkline:AC…`: a URI reference, as CloudEvents asks. */
export function sourceOf(clientId: string): string {
  return `urn:trunkline:${sidFromUuid('AC', clientId)}`
}
