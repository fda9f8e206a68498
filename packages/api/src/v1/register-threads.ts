import { parsePhone, type TextMessage } from '@trunkline/channels'
import { isUuid, ProblemError, sidFromUuid, uuidFromSid } from '@trunkline/wire'
import { Type } from 'typebox'
import { clientOf } from '../auth/client-auth.ts'
import type { ApiServer } from '../http/api-server.ts'
import type { ChannelsPort } from '../ports.ts'
import { nullableText, pageOf, pageQuery } from '../schema/page.ts'

const number = (description: string) => Type.String({ minLength: 1, maxLength: 64, description })
const params = Type.Object({ number: number('Yours.'), person: number('The person’s.') })

const textSchema = Type.Object(
  {
    id: Type.String({ description: 'SM and 32 hex digits.' }),
    direction: Type.String({ description: 'inbound: from the person; outbound: to the person' }),
    from: nullableText,
    to: Type.String(),
    text: Type.String({ description: 'Empty where it was erased, or is a code.' }),
    media: Type.Array(Type.Object({ url: Type.String(), type: nullableText })),
    status: Type.String({ description: 'received, or the status of the delivery' }),
    createdAt: Type.String(),
  },
  { $id: 'Text' },
)

/** `/v1/threads`: what a person and one of the client's numbers have written to each other. */
export function registerThreads(app: ApiServer, { texts }: Pick<ChannelsPort, 'texts'>): void {
  app.get(
    '/threads/:number/:person',
    {
      config: { problems: ['number-invalid'] },
      schema: {
        tags: ['messages'],
        summary: 'What a person and one of your numbers wrote to each other',
        description:
          'Newest first, whichever gateway brought it. Every text from a person is told as the event `message.received` too.',
        operationId: 'getThread',
        params,
        querystring: pageQuery(200),
        response: { 200: pageOf('texts', textSchema) },
      },
    },
    async (request) => {
      const [ours, theirs] = [address(request.params.number, '/number'), address(request.params.person, '/person')]
      const { limit = 50 } = request.query
      const after = request.query.after === undefined ? undefined : cursorOf(request.query.after)
      const { id } = clientOf(request)
      const [sent, received] = await Promise.all([
        texts.list(id, { from: ours, to: theirs, after, limit: limit + 1 }),
        texts.list(id, { from: theirs, to: ours, after, limit: limit + 1 }),
      ])
      // Where one search ended early, what the other found behind that place waits for the next page.
      const edge = [sent.edge, received.edge].reduce((a, b) => (a === null ? b : b === null || a > b ? a : b))
      const all = [...sent.texts, ...received.texts].filter((text) => edge === null || text.id >= edge)
      const page = all.sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, limit)
      const more = all.length > limit || edge !== null
      const next = page.at(-1)?.id ?? edge
      return { texts: page.map(view), next: more && next !== null ? sidFromUuid('SM', next) : null }
    },
  )
}

const view = ({ id, direction, from, to, text, media, status, createdAt }: TextMessage) => ({
  ...{ id: sidFromUuid('SM', id), direction, from, to, text, status },
  media: media.map((one) => ({ ...one })),
  createdAt: createdAt.toISOString(),
})

function address(text: string, pointer: string): string {
  const phone = parsePhone(text)
  if (phone.ok) return phone.address
  throw new ProblemError('number-invalid', phone.reason, { errors: [{ pointer, detail: phone.reason }] })
}

function cursorOf(after: string): string {
  const id = /^SM[0-9a-f]{32}$/.test(after) ? uuidFromSid(after) : ''
  if (isUuid(id)) return id
  const detail = 'the cursor must be the next of the page before'
  throw new ProblemError('query-invalid', detail, { errors: [{ pointer: '/after', detail }] })
}
