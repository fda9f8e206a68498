import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Database } from '@trunkline/postgres'
import { describeOnEachEngine } from '@trunkline/testkit'
import { createPeople } from '../src/compose/people.ts'
import { migrationSets } from '../src/migrations.ts'

const [one, two] = ['aaaaaaaa-0000-4000-8000-000000000001', 'aaaaaaaa-0000-4000-8000-000000000002'] as const
const phone = '+4930901820'
const idOf = (n: number) => `01a1fde2-0000-7000-8000-0000000${n}0000`
const sid = (prefix: string, id: string) => prefix + id.replaceAll('-', '')

const recipient = (db: Database, client: string, id: string, number: string, email: string | null = null) =>
  db.query({
    text: `insert into channels_recipient (client_id, id, phone, email, profile, created_at, updated_at) values ($1, $2, $3, $4, '{}', now(), now())`,
    values: [client, id, number, email],
  })
const message = (db: Database, id: string, client: string, to: object) =>
  db.query({
    text: `insert into channels_message (id, client_id, created_at, request, deliveries, final) values ($1, $2, now(), jsonb_build_object('to', $3::text::jsonb), '[]', true)`,
    values: [id, client, JSON.stringify(to)],
  })
const told = (db: Database, n: number, client: string, data: object) =>
  db.query({
    text: `insert into events_delivery (endpoint_id, position, index, event, made_at, due_at) values ($1, $2, 0, $3::text::jsonb, now(), now())`,
    values: [client, n, JSON.stringify({ id: `EV${n}`, data: { clientId: sid('AC', client), ...data } })],
  })
const read = async <Row>(db: Database, text: string) => (await db.query<Row>({ text, values: [] })).rows
const asked = { phones: [], emails: [], recipients: [], clientId: null }

describeOnEachEngine('forgetting', migrationSets, (open) => {
  test('a name is its client’s own: who is called the same by another client keeps everything', async (t) => {
    const db = await open(t)
    const people = createPeople(db)
    await recipient(db, one, 'u-42', phone)
    await recipient(db, two, 'u-42', '+4930901829')
    await message(db, idOf(1), one, { recipient: 'u-42' })
    await message(db, idOf(2), two, { recipient: 'u-42' })
    await told(db, 1, one, { recipient: 'u-42' })
    await told(db, 2, two, { recipient: 'u-42' })
    await assert.rejects(people.forget({ ...asked, recipients: ['u-42'] }), { code: 'validation-failed' })
    await people.forget({ ...asked, phones: [phone] })
    assert.deepEqual(await read(db, 'select client_id, phone from channels_recipient'), [
      { client_id: two, phone: '+4930901829' },
    ])
    assert.deepEqual(await read(db, 'select client_id from channels_message'), [{ client_id: two }])
    assert.deepEqual(await read(db, 'select endpoint_id from events_delivery'), [{ endpoint_id: two }])
    await people.forget({ ...asked, recipients: ['u-42'] })
    assert.deepEqual(await read(db, 'select id from channels_recipient'), [])
  })

  test('of one client alone nothing of another’s is deleted', async (t) => {
    const db = await open(t)
    await told(db, 1, one, { to: phone })
    await told(db, 2, two, { to: phone })
    await message(db, idOf(1), one, { phone })
    await message(db, idOf(2), two, { phone })
    await createPeople(db).forget({ ...asked, phones: [phone], clientId: one })
    assert.deepEqual(await read(db, 'select endpoint_id from events_delivery'), [{ endpoint_id: two }])
    assert.deepEqual(await read(db, 'select client_id from channels_message'), [{ client_id: two }])
  })

  test('a number behind the name of a service is the person’s number', async (t) => {
    const db = await open(t)
    await recipient(db, one, 'u-7', `whatsapp:${phone}`, 'ana@example.com')
    await message(db, idOf(1), one, { phone })
    await message(db, idOf(2), one, { email: 'ana@example.com' })
    const { addresses } = await createPeople(db).forget({ ...asked, recipients: ['u-7'], clientId: one })
    assert.deepEqual(addresses, [phone, 'ana@example.com'])
    assert.deepEqual(await read(db, 'select id from channels_message'), [])
    await recipient(db, one, 'u-7', `whatsapp:${phone}`, 'ana@example.com')
    assert.deepEqual((await createPeople(db).forget({ ...asked, phones: [phone] })).addresses, [
      phone,
      'ana@example.com',
    ])
  })

  test('the key of a batch stays for everybody else of it', async (t) => {
    const db = await open(t)
    await message(db, idOf(1), one, { phone })
    await message(db, idOf(2), one, { phone: '+4930901829' })
    await db.query({
      text: `insert into channels_idempotency (client_id, key, fingerprint, created_at, messages, rejected) values ($1, 'k', 'f', now(), $2, $3::text::jsonb)`,
      values: [one, [idOf(1), idOf(2)], JSON.stringify([{ index: 2, detail: `${phone} is wrong` }])],
    })
    const { left } = await createPeople(db).forget({ ...asked, phones: [phone] })
    assert.deepEqual(left, [])
    assert.deepEqual(await read(db, 'select messages, rejected from channels_idempotency'), [
      { messages: [idOf(2)], rejected: null },
    ])
  })
})
