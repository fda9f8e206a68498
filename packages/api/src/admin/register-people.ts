import { parseEmail, parsePhone } from '@trunkline/channels'
import { ProblemError, uuidFromSid } from '@trunkline/wire'
import { type Static, Type } from 'typebox'
import type { ApiServer } from '../http/api-server.ts'
import type { PeoplePort } from '../ports.ts'

const tags = ['admin']

const personSchema = Type.Object(
  {
    phone: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'In international form.' })),
    email: Type.Optional(Type.String({ minLength: 3, maxLength: 320 })),
    recipient: Type.Optional(
      Type.String({ minLength: 1, maxLength: 128, description: 'The client’s name of the person.' }),
    ),
    clientId: Type.Optional(
      Type.String({ pattern: '^AC[0-9a-f]{32}$', description: 'Of one client alone; left out: of all.' }),
    ),
  },
  { additionalProperties: false, $id: 'PersonQuestion' },
)
const rows = Type.Array(Type.Object({ what: Type.String(), rows: Type.Integer() }))
const forgottenSchema = Type.Object(
  {
    addresses: Type.Array(Type.String(), {
      description: 'Of the person: those that were given, and those that clients know.',
    }),
    deleted: rows,
    left: Type.Array(Type.Object({ what: Type.String(), rows: Type.Integer() }), {
      description:
        'Tables in which the addresses still stand: a client’s own number, or another client’s data where one client was named.',
    }),
  },
  { $id: 'Forgotten' },
)
const exportSchema = Type.Object(
  { addresses: Type.Array(Type.String()), data: Type.Object({}, { additionalProperties: true }) },
  { $id: 'PersonExport' },
)

/** `/v1/admin/people/…`: all that is kept of a person, to be forgotten or to be handed out. */
export function registerPeople(app: ApiServer, people: PeoplePort): void {
  const config = { problems: ['number-invalid', 'email-invalid', 'recipient-missing'] as const }
  app.post(
    '/people/forget',
    {
      config: { problems: [...config.problems] },
      schema: {
        tags,
        summary: 'Delete all that is kept of a person',
        description:
          'Messages, events, calls with their recordings, verifications, suppressions: everywhere. It cannot be undone.',
        operationId: 'forgetPerson',
        body: personSchema,
        response: { 200: forgottenSchema },
      },
    },
    async (request) => mutable(await people.forget(personOf(request.body))),
  )
  app.post(
    '/people/export',
    {
      config: { problems: [...config.problems] },
      schema: {
        tags,
        summary: 'Get all that is kept of a person',
        operationId: 'exportPerson',
        body: personSchema,
        response: { 200: exportSchema },
      },
    },
    async (request) => mutable(await people.export(personOf(request.body))),
  )
}

// Answers are typed as what JSON is: to be changed by whoever has them.
const mutable = <Value>(value: Value) => value as { -readonly [Key in keyof Value]: Value[Key] } as never

function personOf({ phone, email, recipient, clientId }: Static<typeof personSchema>) {
  if (phone === undefined && email === undefined && recipient === undefined) {
    const detail = 'say who: phone, email or recipient'
    throw new ProblemError('recipient-missing', detail, { errors: [{ pointer: '', detail }] })
  }
  return {
    phones: phone === undefined ? [] : [checked('number-invalid', '/phone', readPhone(phone))],
    emails: email === undefined ? [] : [checked('email-invalid', '/email', parseEmail(email))],
    recipients: recipient === undefined ? [] : [recipient],
    clientId: clientId === undefined ? null : uuidFromSid(clientId),
  }
}

/** The number itself: what stands before it says by which service it is reached. */
function readPhone(text: string) {
  const phone = parsePhone(text)
  return phone.ok ? { ok: true as const, address: phone.e164 } : phone
}

function checked(
  code: 'number-invalid' | 'email-invalid',
  pointer: string,
  parsed: { readonly ok: true; readonly address: string } | { readonly ok: false; readonly reason: string },
): string {
  if (parsed.ok) return parsed.address
  throw new ProblemError(code, parsed.reason, { errors: [{ pointer, detail: parsed.reason }] })
}
