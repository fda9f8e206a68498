import type { Queryable } from '@trunkline/postgres'

/** The addresses of people whom clients know under these names, or who have one of these addresses: one person may have several. */
export async function addressesOfPeople(
  db: Queryable,
  asked: {
    readonly clientId: string | null
    readonly recipients: readonly string[]
    readonly phones: readonly string[]
    readonly emails: readonly string[]
  },
): Promise<readonly { readonly id: string; readonly phone: string | null; readonly email: string | null }[]> {
  const { rows } = await db.query<{ id: string; phone: string | null; email: string | null }>({
    text: `select id, phone, email from channels_recipient where ($1::uuid is null or client_id = $1)
      and (id = any($2::text[]) or phone = any($3::text[]) or lower(email) = any($4::text[]))`,
    values: [asked.clientId, asked.recipients, asked.phones, asked.emails.map((email) => email.toLowerCase())],
  })
  return rows
}
