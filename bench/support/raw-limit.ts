import pg from 'pg'

/**
 * What the database does when nothing but writing is asked of it: the rows of an accepted message (message, queue, outbox), in batches, one
 * statement in flight, committed with fsync. Rows a second of messages.
 */
export async function rawLimit(url: string, batch: number, seconds: number): Promise<number> {
  const db = new pg.Client(url)
  await db.connect()
  await db.query(`
    create table raw_message (id uuid primary key, client_id uuid, created_at timestamptz, request jsonb, deliveries jsonb, final boolean, phone text, email text);
    create index on raw_message (client_id, id);
    create index on raw_message (phone, id);
    create table raw_queue (delivery_id uuid primary key, client_id uuid, route text, priority smallint, tag bigint, state jsonb);
    create index on raw_queue (route, priority, tag, delivery_id);
    create table raw_outbox (id bigint generated always as identity primary key, client_id uuid, created_at timestamptz, events jsonb)`)
  const client = '01a1fc4c-0c19-759a-b592-399f3cdd4d1e'
  const request = {
    to: { phone: '+14155550123' },
    steps: [{ channel: 'sms' }],
    strategy: 'all',
    category: 'transactional',
    content: { text: 'Your parcel arrives today between 14:00 and 16:00.' },
  }
  const at = new Date().toISOString()
  const timeline = ['accepted', 'queued'].map((status) => ({ status, at }))
  const delivery = {
    channel: 'sms',
    to: '+14155550123',
    from: null,
    gateways: ['loopback'],
    gateway: 'loopback',
    status: 'queued',
    final: false,
    dueAt: null,
    reason: null,
    segments: 1,
    errorCode: null,
    attempts: [],
    timeline,
  }
  const context = {
    clientId: 'AC01a1fc4c0c19759ab592399f3cdd4d1e',
    messageId: 'NT01a1fc4c0c19759ab592399f3cdd4d1e',
    deliveryId: 'SM01a1fc4c0c19759ab592399f3cdd4d1e',
    channel: 'sms',
    metadata: {},
  }
  const state = { gateways: ['loopback'], index: 0, event: context }
  const event = {
    id: 'EV01a1fc4c0c19759ab592399f3cdd4d1e',
    type: 'delivery.queued',
    timestamp: at,
    data: { ...context, status: 'queued', final: false, reason: null, errorCode: null, sequence: 2 },
  }
  const text = `
    with input as materialized (select * from json_to_recordset($1::text::json) as i(id uuid, request jsonb, deliveries jsonb, state jsonb, events jsonb)),
    m as (insert into raw_message select id, $2, $3, request, deliveries, false, '+14155550123', null from input),
    q as (insert into raw_queue select id, $2, 'loopback', 1, 1, state from input)
    insert into raw_outbox (client_id, created_at, events) select $2, $3, jsonb_agg(events) from input`
  let counter = 0
  const began = performance.now()
  let written = 0
  while (performance.now() < began + seconds * 1000) {
    const rows = Array.from({ length: batch }, () => ({
      id: `01a1fc4c-0c19-759a-8000-${(counter++).toString(16).padStart(12, '0')}`,
      request,
      deliveries: [delivery],
      state,
      events: [event, event],
    }))
    await db.query({ name: 'raw', text, values: [JSON.stringify(rows), client, at] })
    written += batch
  }
  const rate = written / ((performance.now() - began) / 1000)
  await db.query('drop table raw_message, raw_queue, raw_outbox')
  await db.end()
  return rate
}
