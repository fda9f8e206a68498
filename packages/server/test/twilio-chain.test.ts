/** One server sends through another one's Twilio-compatible edge, while both and their PostgreSQL are killed; the long run is `npm run bench:chaos -- --edge`. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startProgram, withoutPostgres } from '@trunkline/testkit'

test('a server that sends through another loses and doubles nothing while both and the database are killed', {
  skip: withoutPostgres,
}, async (t) => {
  const bench = new URL('../../../bench/chaos-edge.ts', import.meta.url)
  const run = startProgram(t, bench, ['--minutes', '0.4', '--pace', '15'])
  const { code } = await run.ended
  assert.equal(code, 0, run.output())
  assert.match(run.output(), /killed +near \d+ times, far \d+ times, postgresql \d+ times/)
  assert.match(run.output(), /ok: nothing lost, nothing doubled\n/)
})
