import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClientRow } from './client.ts'
import { activeStatus, disabledByOperator, statusByParent } from './status.ts'

const at = new Date(1000)
const later = new Date(2000)
const row = (more: Partial<ClientRow> = {}): ClientRow => ({
  id: '00000000-0000-7000-8000-000000000001',
  name: 'a',
  parent_id: null,
  declared: false,
  token: '',
  created_at: at,
  updated_at: null,
  version: 1,
  ...activeStatus,
  ...more,
})

const after = (before: ClientRow, wanted: 'active' | 'suspended' | 'closed', when = at): ClientRow => {
  const next = statusByParent(before, wanted, when)
  assert.ok(typeof next === 'object', String(next))
  return { ...before, ...next }
}

test('a parent suspends its subaccount and lets it work again', () => {
  const suspended = after(row(), 'suspended')
  assert.deepEqual([suspended.status, suspended.disabled_by, suspended.closed_at], ['disabled', 'parent', null])
  assert.equal(statusByParent(suspended, 'suspended', later), undefined)
  assert.equal(after(suspended, 'active').status, 'active')
  assert.equal(statusByParent(row(), 'active', at), undefined)
})

test('what is closed stays closed, whether it was active or suspended before', () => {
  for (const before of [row(), after(row(), 'suspended')]) {
    const closed = after(before, 'closed', later)
    assert.deepEqual(closed.closed_at, later)
    assert.equal(statusByParent(closed, 'closed', later), undefined)
    assert.equal(statusByParent(closed, 'active', later), 'closed')
    assert.equal(statusByParent(closed, 'suspended', later), 'closed')
  }
})

test('a parent cannot undo what the operator did, also where it had suspended the subaccount before', () => {
  for (const before of [row(), after(row(), 'suspended')]) {
    const columns = disabledByOperator(before, later, 'abuse')
    assert.ok(columns)
    const held = { ...before, ...columns }
    assert.equal(statusByParent(held, 'active', later), 'disabled-by-operator')
    assert.equal(disabledByOperator(held, later, 'again'), undefined)
    assert.equal(held.disabled_reason, 'abuse')
  }
})
