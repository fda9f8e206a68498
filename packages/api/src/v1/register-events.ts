import { ProblemError } from '@trunkline/wire'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { clientOf } from '../auth/client-auth.ts'
import type { ApiServer } from '../http/api-server.ts'
import type { ClientAccounts, EventFeed } from '../ports.ts'
import { pumpEvents, type StreamEvent, type StreamTimes } from '../streams/event-stream.ts'
import type { StreamPlaces } from '../streams/stream-places.ts'

/** What the live stream needs. */
export interface EventRoutes {
  readonly events: EventFeed
  readonly accounts: ClientAccounts
  readonly places: StreamPlaces
  readonly times: StreamTimes
}

/** A place in the stream: `<row>-<index>`, as an event's `id:` line gave it. */
const position = /^\d{1,16}-\d{1,6}$/

const query = Type.Object(
  {
    after: Type.Optional(
      Type.String({
        maxLength: 24,
        description: 'Begin after this event, like Last-Event-ID; `0-0` begins with the oldest that is kept.',
      }),
    ),
  },
  { additionalProperties: false },
)

/** `GET /v1/events`: every status move of the client, as server-sent events. */
export function registerEvents(app: ApiServer, routes: EventRoutes): void {
  app.get(
    '/events',
    {
      exposeHeadRoute: false,
      config: { problems: ['rate-limited'] },
      schema: {
        tags: ['events'],
        summary: 'Every status move of the client, live',
        description:
          'Server-sent events. `id` is the place in the stream: send the last one as Last-Event-ID to go on after it; a week is kept. ' +
          '`event` is the type and `data` the event as webhooks get it. A comment line comes at least every 15 seconds.',
        operationId: 'streamEvents',
        querystring: query,
        produces: ['text/event-stream'],
      },
    },
    (request, reply) => stream(request, reply, request.query.after, routes),
  )
}

async function stream(
  request: FastifyRequest,
  reply: FastifyReply,
  queryAfter: string | undefined,
  { events, accounts, places, times }: EventRoutes,
): Promise<void> {
  const client = clientOf(request)
  const after = startOf(request, queryAfter)
  const place = places.enter(client.id)
  try {
    const source = await begun(events, client.id, { after, signal: place.abort.signal })
    openStream(reply)
    const header = request.headers.authorization ?? ''
    const stillAllowed = async () => {
      await accounts.authenticateHeader(header)
      return true
    }
    const allowedOrAway = () => stillAllowed().catch((error) => !(error instanceof ProblemError && error.status < 500))
    await pumpEvents(reply.raw, source, { ...times, abort: place.abort, stillAllowed: allowedOrAway })
  } finally {
    place.leave()
  }
}

/** Begins to read, so that the answer's head promises what is true: whatever happens once it is there is told. */
async function begun(
  feed: EventFeed,
  clientId: string,
  options: { readonly after: string | undefined; readonly signal: AbortSignal },
): Promise<AsyncIterable<StreamEvent>> {
  const ready = Promise.withResolvers<void>()
  const events = feed.stream(clientId, { ...options, onReady: ready.resolve })[Symbol.asyncIterator]()
  const first = events.next()
  // The first comes before where the log cannot be read: then there is a problem to be answered, and no stream to be cut.
  await Promise.race([ready.promise, first])
  return asServerEvents(first, events)
}

/** The header of a reconnecting EventSource goes before the query, which still has where the first connection began. */
function startOf(request: FastifyRequest, queryAfter: string | undefined): string | undefined {
  const header = request.headers['last-event-id']
  const after = typeof header === 'string' && header !== '' ? header : queryAfter
  if (after === undefined || position.test(after)) return after
  throw new ProblemError('query-invalid', `${JSON.stringify(after)} is no place in the stream.`, {
    errors: [{ pointer: '/after', detail: 'must be the id of an event, such as 123-0' }],
  })
}

/** Writes the head of an endless answer. From here on Fastify leaves the response to us. */
function openStream(reply: FastifyReply): void {
  reply.hijack()
  reply.raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // nginx would otherwise keep events until its buffer is full.
    'x-accel-buffering': 'no',
  })
  reply.raw.write('retry: 1000\n\n')
}

type FedEvents = ReturnType<ReturnType<EventFeed['stream']>[typeof Symbol.asyncIterator]>

async function* asServerEvents(first: ReturnType<FedEvents['next']>, events: FedEvents): AsyncIterable<StreamEvent> {
  try {
    for (let next = await first; next.done !== true; next = await events.next()) {
      const { position: id, event } = next.value
      yield { id, event: event.type, data: JSON.stringify(event) }
    }
  } finally {
    await events.return?.()
  }
}
