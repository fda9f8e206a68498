import type { Queryable } from '@trunkline/postgres'
import type { PushAddress } from '../ports.ts'
import type { Device, Profile, ProfileInput } from '../recipient/profile.ts'

interface RecipientRow {
  readonly client_id: string
  readonly id: string
  readonly phone: string | null
  readonly email: string | null
  readonly profile: Omit<ProfileInput, 'phone' | 'email'>
  readonly created_at: Date
  readonly updated_at: Date
  readonly devices: readonly { readonly id: string; readonly address: PushAddress; readonly registeredAt: number }[]
}

/** A person of a client's. */
export interface RecipientKey {
  readonly clientId: string
  readonly id: string
}

const columns = `r.client_id, r.id, r.phone, r.email, r.profile, r.created_at, r.updated_at,
  coalesce((select json_agg(json_build_object('id', d.id, 'address', d.address, 'registeredAt', extract(epoch from d.registered_at) * 1000)
    order by d.registered_at, d.id) from channels_device d where d.client_id = r.client_id and d.recipient = r.id), '[]') as devices`

function toProfile(row: RecipientRow): Profile {
  const { id, phone, email, profile, created_at: createdAt, updated_at: updatedAt } = row
  const devices: Device[] = row.devices.map((one) => ({ ...one, registeredAt: new Date(one.registeredAt) }))
  return {
    ...{ id, ...profile },
    ...(phone === null ? {} : { phone }),
    ...(email === null ? {} : { email }),
    ...{ devices, createdAt, updatedAt },
  }
}

/** Reads people. Who is not there is not in the result. */
export async function readRecipients(
  db: Queryable,
  keys: readonly RecipientKey[],
): Promise<{ readonly clientId: string; readonly profile: Profile }[]> {
  if (keys.length === 0) return []
  const { rows } = await db.query<RecipientRow>({
    name: 'channels-recipients',
    text: `select ${columns} from (select distinct * from unnest($1::uuid[], $2::text[]) as k(client_id, id)) k
      join channels_recipient r on r.client_id = k.client_id and r.id = k.id`,
    values: [keys.map((one) => one.clientId), keys.map((one) => one.id)],
  })
  return rows.map((row) => ({ clientId: row.client_id, profile: toProfile(row) }))
}

/** A client's people in the order of their names. */
export async function listRecipients(
  db: Queryable,
  {
    clientId,
    after,
    limit,
  }: { readonly clientId: string; readonly after?: string | undefined; readonly limit: number },
): Promise<Profile[]> {
  const { rows } = await db.query<RecipientRow>({
    text: `select ${columns} from channels_recipient r where r.client_id = $1 and ($2::text is null or r.id > $2) order by r.id limit $3`,
    values: [clientId, after ?? null, limit],
  })
  return rows.map(toProfile)
}

/** Writes what is said of a person; devices stay. */
export async function upsertRecipient(
  db: Queryable,
  { clientId, id }: RecipientKey,
  { phone, email, ...profile }: ProfileInput,
  now: Date,
): Promise<void> {
  await db.query({
    text: `insert into channels_recipient (client_id, id, phone, email, profile, created_at, updated_at)
      values ($1, $2, $3, $4, $5::text::jsonb, $6, $6)
      on conflict (client_id, id) do update set phone = excluded.phone, email = excluded.email, profile = excluded.profile, updated_at = excluded.updated_at`,
    values: [clientId, id, phone ?? null, email ?? null, JSON.stringify(profile), now],
  })
}

/** Makes a person known of whom nothing is said yet. Whoever is known stays as they are, and until the end of the transaction. */
export async function ensureRecipient(db: Queryable, { clientId, id }: RecipientKey, now: Date): Promise<void> {
  await db.query({
    text: `insert into channels_recipient as r (client_id, id, profile, created_at, updated_at) values ($1, $2, '{}', $3, $3)
      on conflict (client_id, id) do update set updated_at = r.updated_at`,
    values: [clientId, id, now],
  })
}

/** Deletes a person with all devices. */
export async function deleteRecipient(db: Queryable, { clientId, id }: RecipientKey): Promise<boolean> {
  const { rowCount } = await db.query({
    text: 'delete from channels_recipient where client_id = $1 and id = $2',
    values: [clientId, id],
  })
  return rowCount > 0
}

/** Registers a push address with a person, whoever had it before. Returns the device's id. */
export async function upsertDevice(
  db: Queryable,
  { clientId, id: recipient }: RecipientKey,
  device: { readonly id: string; readonly key: Uint8Array; readonly address: PushAddress },
  now: Date,
): Promise<{ readonly id: string; readonly added: boolean }> {
  const { rows } = await db.query<{ id: string; added: boolean }>({
    text: `insert into channels_device (id, client_id, recipient, type, key, address, registered_at)
      values ($1, $2, $3, $4, $5, $6::text::jsonb, $7)
      on conflict (client_id, type, key) do update
      set recipient = excluded.recipient, address = excluded.address, registered_at = excluded.registered_at
      returning id, (xmax = 0) as added`,
    values: [device.id, clientId, recipient, device.address.type, device.key, JSON.stringify(device.address), now],
  })
  return rows[0] as { id: string; added: boolean }
}

/** How many devices a person has. */
export async function countDevices(db: Queryable, { clientId, id }: RecipientKey): Promise<number> {
  const { rows } = await db.query<{ devices: number }>({
    text: 'select count(*)::int as devices from channels_device where client_id = $1 and recipient = $2',
    values: [clientId, id],
  })
  return rows[0]?.devices ?? 0
}

/** Takes a device away from a person. */
export async function deleteDevice(db: Queryable, { clientId, id }: RecipientKey, deviceId: string): Promise<boolean> {
  const { rowCount } = await db.query({
    text: 'delete from channels_device where client_id = $1 and recipient = $2 and id = $3',
    values: [clientId, id, deviceId],
  })
  return rowCount > 0
}

/** Takes away a push address that is gone, unless it was registered after `since`. Returns whose it was. */
export async function deleteGoneDevice(
  db: Queryable,
  gone: { readonly clientId: string; readonly type: string; readonly key: Uint8Array; readonly since: Date },
): Promise<string | undefined> {
  const { rows } = await db.query<{ recipient: string }>({
    text: 'delete from channels_device where client_id = $1 and type = $2 and key = $3 and registered_at <= $4 returning recipient',
    values: [gone.clientId, gone.type, gone.key, gone.since],
  })
  return rows[0]?.recipient
}
