import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseError } from '@trunkline/postgres'
import { quietLog } from '@trunkline/testkit'
import { endedLeg } from '../leg/ended-leg.ts'
import type { Leg, LegEnd } from '../leg/leg.ts'
import type { CallRow } from '../store/call-store.ts'
import type { CallWriter, Writing } from './call-writer.ts'
import { LiveCall } from './live-call.ts'
import type { CallGround } from './voice-ports.ts'

const owner = '01900000-0000-7000-8000-00000000000a'
const row: CallRow = {
  ...{ id: '01900000-0000-7000-8000-000000000001', client_id: '01900000-0000-7000-8000-000000000002', parent_id: null },
  ...{ direction: 'outbound-api', status: 'queued', from_address: '+14155550100', to_address: '+14155550101' },
  ...{ forwarded_from: null, caller_name: null, created_at: new Date(0), updated_at: new Date(0), started_at: null },
  ...{ answered_at: null, ended_at: null, answered_by: null, error_code: null, reason: null, sip_code: null },
  ...{ origin: null, parameters: {}, callback: null, told: 0, owner },
  request: { to: '+14155550101', from: '+14155550100', program: { twiml: '<Response/>' }, timeLimitSeconds: 0.1 },
}

/** A call whose moves are written as the test says, and its leg. */
function liveCall(move: (writing: Writing) => Promise<number | undefined>) {
  const ground = { clock: { now: () => Date.now() }, log: quietLog } as CallGround
  const writer = { move: (_row: CallRow, writing: Writing) => move(writing) } as unknown as CallWriter
  const { signal: termOver } = new AbortController()
  const run = async () => ({ kind: 'done' }) as const
  const call = new LiveCall({ ground, writer, row, owner, termOver, placement: 'p', run })
  const [answered, ended] = [Promise.withResolvers<boolean>(), Promise.withResolvers<LegEnd>()]
  let hungUp = 0
  let state: Leg['state'] = 'calling'
  const leg: Leg = {
    ...endedLeg('leg', { cause: 'completed', by: 'party' }),
    ...{ answered: answered.promise, ended: ended.promise },
    get state() {
      return state
    },
    hangUp: async () => void hungUp++,
  }
  call.attach(leg)
  return {
    call,
    hungUp: () => hungUp,
    answer() {
      state = 'answered'
      answered.resolve(true)
    },
    end() {
      state = 'ended'
      ended.resolve({ cause: 'completed', by: 'party' })
    },
  }
}

test('an answer that is written only after the party has gone sets no time limit on what is over', async () => {
  const written = Promise.withResolvers<void>()
  const moves: string[] = []
  const { call, answer, end, hungUp } = liveCall(async ({ to }) => {
    moves.push(to)
    if (to === 'in-progress') await written.promise
    return 0
  })
  answer()
  await sleep(1)
  end()
  await sleep(1)
  written.resolve()
  assert.equal((await call.ended).status, 'completed')
  assert.deepEqual(moves, ['in-progress', 'completed'])
  await sleep(300)
  assert.equal(hungUp(), 0)
})

test('an end that the database does not take at once is written later: the call is not in progress for ever', async () => {
  let tries = 0
  const { call, answer, end } = liveCall(async ({ to }) => {
    if (to === 'completed' && ++tries === 1) throw new DatabaseError('UNAVAILABLE', 'too many wait')
    return 0
  })
  answer()
  await sleep(1)
  end()
  assert.equal((await call.ended).status, 'completed')
  assert.equal(tries, 2)
})
