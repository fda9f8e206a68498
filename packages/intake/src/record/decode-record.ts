import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { ChannelName } from '@trunkline/channels'
import { problemTable } from '@trunkline/wire'
import type { KafkaConfig } from '../config/kafka-config.ts'
import type { SourceTopic } from '../topics/topic-names.ts'
import { identify } from './client-identity.ts'
import type { IncomingRecord } from './incoming-record.ts'
import type { Poison } from './poison.ts'
import { identityOf, keyHeader, type RecordIdentity } from './record-identity.ts'

const longestOrderKey = 255
const defaultMaxBytes = 1_048_576
/** What is nested deeper overflows the stack of whoever walks through it, and would take its whole batch along. */
const deepest = 1000

/** What a record asks for. */
export interface DecodedRecord {
  readonly clientSid: string
  /** As the body of HTTP: `clientId` is taken off, the record's key is its `orderKey`. */
  readonly request: Readonly<Record<string, unknown>>
  /** What the record is known by when it comes again. */
  readonly identity: RecordIdentity
  readonly channel?: ChannelName
}

/** What {@link decodeRecord} goes by. */
export interface DecodingRules {
  readonly config: Pick<KafkaConfig, 'trustClientId' | 'clients' | 'maxRecordBytes'>
  readonly sources: ReadonlyMap<string, SourceTopic>
}

/** Reads one record. The shape of the message itself is checked where all messages are accepted. */
export function decodeRecord(
  record: IncomingRecord & { readonly value: Buffer },
  { config, sources }: DecodingRules,
): DecodedRecord | { readonly poison: Poison } {
  const { maxRecordBytes = defaultMaxBytes } = config
  if (record.value.length > maxRecordBytes) {
    const detail = `The value has ${record.value.length} bytes; ${maxRecordBytes} are allowed (kafka.maxRecordBytes).`
    return { poison: { code: 'body-too-large', detail } }
  }
  const body = parseObject(record.value)
  if ('poison' in body) return body
  const { clientId, ...rest } = body.object
  const source = sources.get(record.topic) ?? { name: record.topic }
  const client = identify(record, clientId, source, config)
  if ('poison' in client) return client
  const { clientSid } = client
  const identity = identityOf(record)
  if (identity === undefined) return { poison: { ...wrongKey, clientSid } }
  const orderKey = rest.orderKey ?? orderKeyOf(record.key)
  const request = orderKey === undefined ? rest : { ...rest, orderKey }
  return { clientSid, request, identity, ...(source.channel === undefined ? {} : { channel: source.channel }) }
}

const wrongKey: Poison = {
  code: 'idempotency-key-invalid',
  detail: `The header ${keyHeader} is not usable: 1 to 255 printable ASCII characters.`,
}

/** The key as text where that is an order key; its hash where it is longer, or no text. */
function orderKeyOf(key: Buffer | null): string | undefined {
  if (key === null || key.length === 0) return undefined
  const text = isUtf8(key) ? key.toString('utf8') : undefined
  if (text !== undefined && text.length <= longestOrderKey && !text.includes('\0')) return text
  return `sha256:${createHash('sha256').update(key).digest('hex')}`
}

function parseObject(value: Buffer): { readonly object: Record<string, unknown> } | { readonly poison: Poison } {
  if (!isUtf8(value)) return { poison: { code: 'json-malformed', detail: 'The value is not UTF-8.' } }
  if (value.length > 2 * deepest && depthOf(value) > deepest) {
    return { poison: { code: 'validation-failed', detail: `The value is nested more than ${deepest} levels deep.` } }
  }
  try {
    const parsed: unknown = JSON.parse(value.toString('utf8'))
    if (parsed !== null && typeof parsed === 'object' && !Array.isArray(parsed)) {
      return { object: parsed as Record<string, unknown> }
    }
    return { poison: { code: 'validation-failed', detail: 'The value is JSON, but no object.' } }
  } catch {
    // The parser's words would quote the value.
    const { title, advice } = problemTable['json-malformed']
    return { poison: { code: 'json-malformed', detail: `${title}. ${advice}` } }
  }
}

const [quote, backslash, openList, closeList, openObject, closeObject] = Buffer.from('"\\[]{}')

/** How deep lists and objects of a JSON text are nested. */
function depthOf(json: Buffer): number {
  let depth = 0
  let most = 0
  let inText = false
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at]
    if (inText && byte === backslash) at += 1
    else if (byte === quote) inText = !inText
    else if (inText) continue
    else if (byte === openList || byte === openObject) most = Math.max(most, ++depth)
    else if (byte === closeList || byte === closeObject) depth -= 1
  }
  return most
}
