import type { Queryable } from '@trunkline/postgres'

/** The addresses of people whom clients know under these names, or who have one of these addresses: one person may have several. Somebody who is no longer known is found by their messages, without addresses. */
export async function addressesOfPeople(
  db: Queryable,
  asked: {
    readonly clientId: string | null
    readonly recipients: readonly string[]
    readonly phones: readonly string[]
    readonly emails: readonly string[]
  },
): Promise<
  readonly {
    readonly clientId: string
    readonly id: string
    readonly phone: string | null
    readonly email: string | null
  }[]
> {
  const { rows } = await db.query<{ clientId: string; id: string; phone: string | null; email: string | null }>({
    text: `select client_id as "clientId", id, regexp_replace(phone, '^.*:', '') as phone, email from channels_recipient
      where ($1::uuid is null or client_id = $1)
        and (id = any($2::text[]) or regexp_replace(phone, '^.*:', '') = any($3::text[]) or lower(email) = any($4::text[]))
      union
      select client_id, request -> 'to' ->> 'recipient', null, null from channels_message
      where cardinality($2::text[]) > 0 and ($1::uuid is null or client_id = $1) and request -> 'to' ->> 'recipient' = any($2::text[])`,
    values: [asked.clientId, asked.recipients, asked.phones, asked.emails.map((email) => email.toLowerCase())],
  })
  return rows
}
