import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findRestError, restError, restErrorTable } from './rest-errors.ts'

test('an error has the body that Twilio sends', () => {
  assert.deepEqual(restError(20404), {
    code: 20404,
    message: 'SID or path unknown, belongs to another account, was deleted, or account SID in path malformed',
    more_info: 'https://www.twilio.com/docs/errors/20404',
    status: 404,
  })
  assert.deepEqual(Object.keys(restError(20003)), ['code', 'message', 'more_info', 'status'])
})

test('message, status and details of the case go before those of the table', () => {
  const body = restError(21211, { message: "The 'To' number 123 is not valid", details: { to: '123' } })
  assert.deepEqual([body.message, body.status, body.details], ["The 'To' number 123 is not valid", 400, { to: '123' }])
  assert.equal(restError(30003, { status: 400 }).status, 400)
  assert.equal(restError(99999, { status: 400, message: 'x' }).code, 99999)
})

test('a code that no REST answer carries is not sent by accident', () => {
  assert.equal(findRestError(30003)?.status, undefined)
  assert.throws(() => restError(30003), /give its status/)
  assert.throws(() => restError(99999), RangeError)
  assert.throws(() => restError(99999, { status: 400 }), /give its message/)
})

test('every row is whole, and the codes that programs know best have their statuses', () => {
  const table = restErrorTable()
  assert.ok(table.size >= 870)
  for (const [code, row] of table) {
    assert.equal(row.code, code)
    assert.ok(row.condition.length > 5 && row.area, String(code))
    assert.ok(row.status === undefined || (row.status >= 400 && row.status < 600), String(code))
  }
  const known = [20003, 20404, 20429, 21211, 21610, 21614, 20009, 60200, 60202].map(
    (code) => findRestError(code)?.status,
  )
  assert.deepEqual(known, [401, 404, 429, 400, 400, 400, 409, 400, 429])
  assert.equal(findRestError(12200)?.level, 'warning')
})
