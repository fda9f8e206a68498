import { type ChannelName, channelNames, sendOnChannelSchema, sendSchema } from '@trunkline/channels'
import { deadHeaders } from '../dead/dead-headers.ts'
import { deadTopic, eventsTopic, sendTopic } from '../topics/topic-names.ts'
import { eventDataSchema } from './event-data.ts'

type Json = { readonly [name: string]: unknown }

const reference = (path: string): Json => ({ $ref: `#/${path}` })
const text = (description: string, more: Json = {}): Json => ({ type: 'string', description, ...more })
const idOf = (topic: string): string => topic.replaceAll('.', '_')

/**
 * The AsyncAPI 3.0 document of the topics that all clients share. Its schemas are those by which messages are checked, also over HTTP; a client's own
 * topics take and carry the same.
 * @param version of this server
 */
export function asyncApi(version: string): Json {
  const sources: readonly (readonly [topic: string, channel: ChannelName | undefined])[] = [
    [sendTopic, undefined],
    ...channelNames.map((channel) => [`${sendTopic}.${channel}`, channel] as const),
  ]
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Trunkline over Kafka',
      version,
      license: { name: 'Apache-2.0' },
      description:
        'Publish a message, and be told what becomes of it. Operations are seen from Trunkline: it receives what clients send.',
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries([
      ...sources.map(([topic, channel]) => [idOf(topic), sourceChannel(topic, channel)]),
      [idOf(eventsTopic), channelOf(eventsTopic, 'Every change of a delivery’s status, of all clients.', 'event')],
      [
        idOf(deadTopic),
        channelOf(deadTopic, 'Records that could not be accepted, as they were, with the reason.', 'dead'),
      ],
    ]),
    operations: Object.fromEntries([
      ...sources.map(([topic]) => [`receive_${idOf(topic)}`, operation('receive', topic)]),
      ...[eventsTopic, deadTopic].map((topic) => [`send_${idOf(topic)}`, operation('send', topic)]),
    ]),
    components: { messages, schemas },
  }
}

function sourceChannel(topic: string, channel: ChannelName | undefined): Json {
  const about =
    channel === undefined
      ? 'Messages, on the channels that they name or the client’s.'
      : `Messages on the channel ${channel}.`
  return channelOf(topic, about, channel === undefined ? 'send' : 'sendOnChannel')
}

function channelOf(topic: string, description: string, message: string): Json {
  return { address: topic, description, messages: { [message]: reference(`components/messages/${message}`) } }
}

function operation(action: 'send' | 'receive', topic: string): Json {
  return { action, channel: reference(`channels/${idOf(topic)}`) }
}

/** The schema of a body, with `clientId` besides. */
function withClient(schema: typeof sendSchema | typeof sendOnChannelSchema): Json {
  const { $id: _, properties, ...rest } = JSON.parse(JSON.stringify(schema)) as Json & { properties: Json }
  const clientId = text('The client that sends; on a topic of its own it may be left out.', {
    pattern: '^AC[0-9a-f]{32}$',
  })
  return { ...rest, properties: { clientId, ...properties } }
}

const schemas: Json = {
  send: withClient(sendSchema),
  sendOnChannel: withClient(sendOnChannelSchema),
  sendHeaders: {
    type: 'object',
    properties: {
      'idempotency-key': text(
        'Names the message: however often it is sent, there is one. Without it, topic, partition and offset do.',
        {
          pattern: '^[\\x20-\\x7e]{1,255}$',
        },
      ),
      'trunkline-secret': text('The secret of a client that is held to one.'),
    },
  },
  event: JSON.parse(JSON.stringify(eventDataSchema)),
  eventHeaders: {
    type: 'object',
    required: ['ce_specversion', 'ce_id', 'ce_type', 'ce_source', 'content-type'],
    properties: {
      ce_specversion: { const: '1.0' },
      ce_id: text('The same however often the event is told.'),
      ce_type: text('delivery.<status>'),
      ce_source: text('urn:trunkline:<client id>'),
      ce_time: text('When it happened.', { format: 'date-time' }),
      ce_subject: text('The delivery.'),
      'content-type': { const: 'application/json' },
    },
  },
  deadHeaders: {
    type: 'object',
    required: [deadHeaders.code, deadHeaders.topic, deadHeaders.partition, deadHeaders.offset],
    properties: Object.fromEntries(Object.values(deadHeaders).map((name) => [name, { type: 'string' }])),
    additionalProperties: { description: 'The headers that the record had.' },
  },
}

const key = (description: string): Json => ({ kafka: { key: text(description) } })

const messages: Json = {
  ...Object.fromEntries(
    ['send', 'sendOnChannel'].map((name) => [
      name,
      {
        payload: reference(`components/schemas/${name}`),
        headers: reference('components/schemas/sendHeaders'),
        bindings: key('The orderKey: messages with one key leave in their order.'),
      },
    ]),
  ),
  event: {
    title: 'A CloudEvent in binary mode',
    payload: reference('components/schemas/event'),
    headers: reference('components/schemas/eventHeaders'),
    bindings: key('The id of the message.'),
  },
  dead: { payload: {}, headers: reference('components/schemas/deadHeaders'), bindings: key('As it was.') },
}
