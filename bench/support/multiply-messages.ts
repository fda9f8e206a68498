import type pg from 'pg'

/**
 * Fills the store with finished messages of one client until it has `count`: the one that is there is written again and again under other ids,
 * a millisecond apart, back from its own. Returns how many there are.
 */
export async function multiplyMessages(db: pg.Client, count: number): Promise<number> {
  const { rows } = await db.query('select count(*)::int as n from channels_message')
  const missing = count - (rows[0]?.n ?? 0)
  if (missing > 0)
    // Ids as the server makes them (UUIDv7): milliseconds, version, a running number where chance would be, and four digits for the delivery.
    await db.query(
      `
with model as (select * from channels_message where final order by id limit 1),
made as (
  select (substr(t, 1, 8) || '-' || substr(t, 9, 4) || '-7' || substr(c, 1, 3) || '-a' || substr(c, 4, 3) || '-' || substr(c, 7, 6) || '000000')::uuid as id, at
  from (select lpad(to_hex(floor(extract(epoch from created_at) * 1000)::bigint - n), 12, '0') as t, lpad(to_hex(n), 12, '0') as c,
               created_at - n * interval '1 millisecond' as at from model, generate_series(1, $1::bigint) n) s)
insert into channels_message (id, client_id, created_at, request, deliveries, final, phone, email)
select made.id, m.client_id, made.at, m.request, m.deliveries, m.final, m.phone, m.email from made, model m on conflict do nothing`,
      [missing],
    )
  // A store that fills by requests is analysed as it grows; this one was filled in one statement.
  await db.query('vacuum analyze channels_message')
  return (await db.query('select count(*)::int as n from channels_message')).rows[0]?.n ?? 0
}
