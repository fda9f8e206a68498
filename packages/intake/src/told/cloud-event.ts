import type { EventRecord } from '@trunkline/events'
import { sidFromUuid } from '@trunkline/wire'
import type { OutgoingRecord } from '../connection/steady-producer.ts'

const contentType = Buffer.from('application/json')
const names = Object.fromEntries(
  ['ce_specversion', 'ce_id', 'ce_type', 'ce_source', 'ce_time', 'ce_subject', 'content-type'].map((name) => [
    name,
    Buffer.from(name),
  ]),
) as Readonly<Record<string, Buffer>>
const specVersion = Buffer.from('1.0')

/**
 * An event as a CloudEvent 1.0 in binary mode (Kafka protocol binding §3.2): attributes are headers, the value is the data. The key is the
 * message's id or the call's, so that the moves of one stay in one partition and in order. `ce_source` and `ce_id` together never name two events.
 * @param clientId UUID of the client whose event it is
 */
export function cloudEvent(
  topic: string,
  clientId: string,
  { id, type, timestamp, data }: EventRecord,
): OutgoingRecord {
  const { messageId, callSid, deliveryId } = data
  const thing = typeof messageId === 'string' ? messageId : typeof callSid === 'string' ? callSid : id
  const subject = typeof deliveryId === 'string' ? deliveryId : thing
  return {
    topic,
    key: Buffer.from(thing),
    value: Buffer.from(JSON.stringify(data)),
    headers: [
      header('ce_specversion', specVersion),
      header('ce_id', id),
      header('ce_type', type),
      header('ce_source', sourceOf(clientId)),
      header('ce_time', timestamp),
      header('ce_subject', subject),
      header('content-type', contentType),
    ],
  }
}

/** `urn:trunkline:AC…`: a URI reference, as CloudEvents asks. */
export function sourceOf(clientId: string): string {
  return `urn:trunkline:${sidFromUuid('AC', clientId)}`
}

function header(name: string, value: string | Buffer): readonly [Buffer, Buffer] {
  return [names[name] ?? Buffer.from(name), typeof value === 'string' ? Buffer.from(value) : value]
}
