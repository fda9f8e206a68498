import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzing } from '../../../test/support/fuzzing.ts'
import { receiptOf } from './bounce-receipt.ts'
import { parseDeliveryReport, parseDeliveryStatus } from './delivery-report.ts'

const target = { gateway: 'relay', deliveryId: 'EM00', providerId: 'em00@acme.example', at: 1_700_000_000_000 }

function report(status: string, over: { type?: string; encoding?: string; statusType?: string } = {}): Buffer {
  const {
    type = 'multipart/report; report-type=delivery-status; boundary=b',
    encoding,
    statusType = 'message/delivery-status',
  } = over
  const head = `From: <>\r\nContent-Type: ${type}\r\n\r\n--b\r\n\r\nSorry.\r\n`
  const part = `--b\r\nContent-Type: ${statusType}\r\n${encoding === undefined ? '' : `Content-Transfer-Encoding: ${encoding}\r\n`}\r\n${status}\r\n`
  return Buffer.from(
    `${head}${part}--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: hi\r\n\r\nAction: delivered\r\n--b--\r\n`,
  )
}

const failed =
  'Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; ann@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1\r\n  no such user\r\n'

test('a report of failure is read, with what the last server said', async () => {
  const reports = await parseDeliveryReport(report(failed))
  assert.deepEqual(reports, [{ action: 'failed', status: '5.1.1', diagnostic: '550 5.1.1 no such user' }])
})

test('the status part may be encoded, and of the kind for international mail', async () => {
  const encoded = Buffer.from(failed).toString('base64')
  assert.equal((await parseDeliveryReport(report(encoded, { encoding: 'base64' }))).length, 1)
  assert.equal((await parseDeliveryReport(report(failed, { statusType: 'message/global-delivery-status' }))).length, 1)
  assert.equal((await parseDeliveryReport(report(failed, { type: 'Multipart/Report;\r\n boundary="b"' }))).length, 1)
})

test('mail that is no report has none, nor has one that breaks off or makes no sense', async () => {
  const plain = Buffer.from('Subject: I am on holiday\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n')
  assert.deepEqual(await parseDeliveryReport(plain), [])
  assert.deepEqual(await parseDeliveryReport(report(failed, { type: 'multipart/mixed; boundary=b' })), [])
  assert.deepEqual(await parseDeliveryReport(report('nothing')), [])
  assert.deepEqual(await parseDeliveryReport(report('Reporting-MTA: x\r\n\r\nAction: exploded\r\nStatus: 5.1.1')), [])
  assert.deepEqual(await parseDeliveryReport(Buffer.alloc(0)), [])
  assert.deepEqual(await parseDeliveryReport(report(failed).subarray(0, 120)), [])
})

test('several recipients, sloppy spacing and missing fields are coped with', () => {
  const text =
    'Reporting-MTA: x\n\n\nACTION : Delayed (will retry)\nStatus:4.4.1 timeout\n \nAction:failed\nStatus: nonsense\n\nAction: delivered\nAction: failed\n'
  assert.deepEqual(parseDeliveryStatus(text), [
    { action: 'delayed', status: '4.4.1', diagnostic: '' },
    { action: 'failed', status: null, diagnostic: '' },
    { action: 'delivered', status: null, diagnostic: '' },
  ])
})

test('whatever bytes come, reading ends without an error', async () => {
  const pieces = fc.constantFrom(
    '\r\n',
    '\n',
    '--b',
    '--b--',
    'Content-Type: ',
    'multipart/report; boundary=b',
    'message/delivery-status',
    'Action: failed',
    'Status: 5.1.1',
    ': ',
    ' ',
    '\u0000',
    'ü',
    '=?utf-8?q?=',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 60 }), async (parts) => {
      const reports = await parseDeliveryReport(Buffer.from(parts.join('')))
      assert.ok(Array.isArray(reports))
    }),
    fuzzing(300),
  )
})

test('a failure is a receipt with the code and the reason', () => {
  const receipt = receiptOf([{ action: 'failed', status: '5.1.1', diagnostic: '550 5.1.1 no such user' }], target)
  assert.deepEqual(receipt, {
    ...target,
    status: 'undelivered',
    errorCode: '5.1.1',
    reason: 'bounced: 550 5.1.1 no such user',
  })
})

test('a failure without details is a receipt all the same', () => {
  const receipt = receiptOf([{ action: 'failed', status: null, diagnostic: '' }], target)
  assert.deepEqual(receipt, {
    ...target,
    status: 'undelivered',
    errorCode: 'bounced',
    reason: 'bounced: no reason told',
  })
})

test('delivered is delivered, handed on is sent, delayed is no news', () => {
  const of = (action: 'delivered' | 'relayed' | 'expanded' | 'delayed') =>
    receiptOf([{ action, status: null, diagnostic: '' }], target)
  assert.equal(of('delivered')?.status, 'delivered')
  assert.equal(of('relayed')?.status, 'sent')
  assert.equal(of('expanded')?.status, 'sent')
  assert.equal(of('delayed'), null)
  assert.equal(receiptOf([], target), null)
})

test('of several recipients a failure counts before the rest', () => {
  const receipt = receiptOf(
    [
      { action: 'delayed', status: '4.4.1', diagnostic: '' },
      { action: 'delivered', status: '2.0.0', diagnostic: '' },
      { action: 'failed', status: '5.2.2', diagnostic: 'full' },
    ],
    target,
  )
  assert.equal(receipt?.errorCode, '5.2.2')
})
