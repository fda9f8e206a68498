import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { createSealer } from '@trunkline/postgres'
import type { CallRow } from '../store/call-store.ts'
import type { NewCall } from './new-call.ts'
import { openAuth, openProgram, sealRequest } from './sealed-request.ts'

const sealer = createSealer(new Uint8Array(32).fill(7))
const base = { to: '+14155550123', from: '+14155550100' }
const rowOf = (id: string, request: NewCall) => ({ id, request }) as unknown as CallRow

test('a program whose words are a secret is sealed for its own row, and opened again', () => {
  const id = randomUUID()
  const program = { twiml: '<Response><Say>Your code is 123456</Say></Response>' }
  const written = sealRequest(sealer, { ...base, program, confidential: true }, id)
  assert.ok(!JSON.stringify(written).includes('123456'))
  assert.deepEqual(openProgram(sealer, rowOf(id, written)), program)
  assert.throws(() => openProgram(sealer, rowOf(randomUUID(), written)))
})

test('other programs are written as they are, and a call that is over has none', () => {
  const id = randomUUID()
  const request = { ...base, program: { twiml: '<Response/>' } }
  assert.deepEqual(sealRequest(sealer, request, id), request)
  assert.deepEqual(openProgram(sealer, rowOf(id, request)), request.program)
  assert.equal(openProgram(sealer, rowOf(id, base as NewCall)), undefined)
})

test('the password of a SIP party is sealed', () => {
  const id = randomUUID()
  const sipAuth = { username: 'ana', password: 'open sesame' }
  const written = sealRequest(sealer, { ...base, program: { twiml: '<Response/>' }, sipAuth }, id)
  assert.ok(!JSON.stringify(written).includes('sesame'))
  assert.deepEqual(openAuth(sealer, rowOf(id, written)), sipAuth)
})
