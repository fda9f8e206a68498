import pg from 'pg'

/** How many transactions a second a database commits that insert, or update, one row each, over so many connections. */
export async function oneRowRates(
  url: string,
  connections: number,
  seconds: number,
): Promise<{ readonly insert: number; readonly update: number }> {
  const pool = Array.from({ length: connections }, () => new pg.Client(url))
  for (const db of pool) await db.connect()
  await pool[0]?.query('create table raw_one (id bigint primary key, who text not null, n int not null)')
  let last = 0
  const insert = await rate(pool, seconds, (db) =>
    db.query({ name: 'raw-insert', text: 'insert into raw_one values ($1, $2, 0)', values: [last++, '+14155550123'] }),
  )
  const update = await rate(pool, seconds, (db) =>
    db.query({
      name: 'raw-update',
      text: 'update raw_one set n = n + 1 where id = $1',
      values: [Math.floor(Math.random() * last)],
    }),
  )
  await pool[0]?.query('drop table raw_one')
  for (const db of pool) await db.end()
  return { insert, update }
}

async function rate(
  pool: readonly pg.Client[],
  seconds: number,
  work: (db: pg.Client) => Promise<unknown>,
): Promise<number> {
  let done = 0
  const began = performance.now()
  const end = began + seconds * 1_000
  const one = async (db: pg.Client) => {
    while (performance.now() < end) {
      await work(db)
      done += 1
    }
  }
  await Promise.all(pool.map(one))
  return done / ((performance.now() - began) / 1_000)
}
