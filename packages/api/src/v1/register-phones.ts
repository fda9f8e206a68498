import type { PhoneAction, RemotePhones } from '@trunkline/voice'
import { ProblemError } from '@trunkline/wire'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { clientOf } from '../auth/client-auth.ts'
import type { ApiServer } from '../http/api-server.ts'
import type { ClientAccounts } from '../ports.ts'
import { pumpEvents, type StreamEvent, type StreamTimes } from '../streams/event-stream.ts'
import type { StreamPlaces } from '../streams/stream-places.ts'

/** What the routes need. */
export interface PhoneRoutes {
  readonly phones: RemotePhones
  readonly accounts: ClientAccounts
  readonly places: StreamPlaces
  readonly times: StreamTimes
}

const params = Type.Object({
  number: Type.String({ maxLength: 40, description: 'A number of the client, such as `+14155550123`.' }),
})

const query = Type.Object(
  { record: Type.Optional(Type.Boolean({ description: 'Whether what is heard is told after each call.' })) },
  { additionalProperties: false },
)

const body = Type.Object(
  {
    action: Type.Union(
      (['answer', 'reject', 'press', 'hangUp', 'dial', 'release'] as const).map((name) => Type.Literal(name)),
      { description: 'What the person at the phone does.' },
    ),
    call: Type.Optional(
      Type.String({ maxLength: 64, description: 'Which call, as the events name it. Default: the one that there is.' }),
    ),
    digits: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'Keys, for `press`.' })),
    to: Type.Optional(Type.String({ minLength: 1, maxLength: 40, description: 'Whom to call, for `dial`.' })),
  },
  { additionalProperties: false },
)

const done = Type.Object(
  { call: Type.Union([Type.String(), Type.Null()], { description: 'The call that it was done to.' }) },
  { $id: 'PhoneActionDone' },
)

/** `/v1/phones/{number}`: a built-in phone in the hands of a program or of the command line. */
export function registerPhones(app: ApiServer, routes: PhoneRoutes): void {
  app.get(
    '/phones/:number/events',
    {
      exposeHeadRoute: false,
      config: { problems: ['rate-limited', 'number-taken', 'number-invalid'] },
      schema: {
        tags: ['phones'],
        summary: 'Pick up a built-in phone, and hear what happens at it',
        description:
          'Server-sent events, as long as the connection stands: `held`, then `ringing`, `calling`, `answered`, `text` (what is said), `digit`, `ended` and, with `record`, `sound`. ' +
          'The phone is put down when the connection ends. A number of nobody’s can be held where calls to it go to built-in phones.',
        operationId: 'holdPhone',
        params,
        querystring: query,
        produces: ['text/event-stream'],
      },
    },
    (request, reply) => stream(request, reply, { ...request.params, record: request.query.record ?? false }, routes),
  )
  app.post(
    '/phones/:number',
    {
      config: { problems: ['not-found', 'number-invalid'] },
      schema: {
        tags: ['phones'],
        summary: 'Answer, refuse, press keys, hang up, dial: at a built-in phone that is held',
        operationId: 'usePhone',
        params,
        body,
        response: { 200: done },
      },
    },
    async (request) => routes.phones.act(clientOf(request).id, request.params.number, readAction(request.body)),
  )
}

function readAction({ action, call, digits, to }: Static<typeof body>): PhoneAction {
  if (action === 'dial') return { action, to: required(to, '/to') }
  if (action === 'release') return { action }
  const which = call === undefined ? {} : { call }
  if (action === 'press') return { action, digits: required(digits, '/digits'), ...which }
  return { action, ...which }
}

function required(value: string | undefined, pointer: string): string {
  if (value !== undefined) return value
  throw new ProblemError('validation-failed', undefined, { errors: [{ pointer, detail: 'is missing' }] })
}

async function stream(
  request: FastifyRequest,
  reply: FastifyReply,
  { number: text, record }: { readonly number: string; readonly record: boolean },
  { phones, accounts, places, times }: PhoneRoutes,
): Promise<void> {
  const client = clientOf(request)
  const place = places.enter(client.id)
  try {
    const { number } = await phones.hold(client.id, text, { record })
    const header = request.headers.authorization ?? ''
    const stillAllowed = () =>
      Promise.resolve(accounts.authenticateHeader(header)).then(
        () => true,
        (error: unknown) => !(error instanceof ProblemError && error.status < 500),
      )
    openStream(reply)
    const source = eventsOf(phones, client.id, number, place.abort.signal)
    await pumpEvents(reply.raw, source, { ...times, abort: place.abort, stillAllowed })
    // Whoever runs the calls puts it down by itself where it can't be asked now.
    await phones.act(client.id, number, { action: 'release' }).catch(() => undefined)
  } finally {
    place.leave()
  }
}

/** Writes the head of an endless answer. From here on Fastify leaves the response to us. */
function openStream(reply: FastifyReply): void {
  reply.hijack()
  reply.raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
}

async function* eventsOf(
  phones: RemotePhones,
  clientId: string,
  number: string,
  signal: AbortSignal,
): AsyncIterable<StreamEvent> {
  yield { event: 'held', data: JSON.stringify({ type: 'held', number }) }
  for (let after: number | null = 0; after !== null && !signal.aborted; ) {
    const { events, next } = await phones.events(clientId, number, after)
    for (const event of events) yield { event: event.type, data: JSON.stringify(event) }
    after = next
  }
}
