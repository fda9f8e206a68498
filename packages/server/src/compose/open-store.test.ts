import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DatabaseError } from '@trunkline/postgres'
import { quietLog } from '@trunkline/testkit'
import { patiently } from './open-store.ts'

const away = () => new DatabaseError('UNAVAILABLE', 'connect ECONNREFUSED 127.0.0.1:5432')

test('a start waits for a database that does not answer yet', async () => {
  let tries = 0
  const work = async () => {
    tries += 1
    if (tries < 3) throw away()
    return 'open'
  }
  assert.equal(await patiently(quietLog, work, { patience: 60_000, askEvery: 1, tellEvery: 1 }), 'open')
})

test('a start that has waited in vain says which setting is wrong, and what to do', async () => {
  const work = () => Promise.reject(away())
  await assert.rejects(patiently(quietLog, work, { patience: 0, askEvery: 1, tellEvery: 1 }), {
    name: 'ConfigError',
    message:
      'DATABASE_URL: the database did not answer for 0 s (connect ECONNREFUSED 127.0.0.1:5432). Start it, or give the address of one that runs.',
  })
})

test('what another try does not mend is thrown at once', async () => {
  const work = () => Promise.reject(new Error('password authentication failed'))
  await assert.rejects(patiently(quietLog, work), { message: 'password authentication failed' })
})
