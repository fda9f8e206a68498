import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chooseSender, type PooledSender } from './choose-sender.ts'

const number = (sender: string): PooledSender => ({ kind: 'phone-number', sender })
const us = [number('+12125550123'), number('+14155550199'), number('+12135550188')]
const german = number('+4915112345678')
const name: PooledSender = { kind: 'alpha-sender', sender: 'ACME' }

test('a recipient keeps the sender that it knows, while the service has it', () => {
  const wish = { recipient: '+14155550123', known: '+12135550188', areaCode: true }
  assert.equal(chooseSender(us, wish), '+12135550188')
  assert.equal(chooseSender([us[0] as PooledSender], wish), '+12125550123')
})

test('a number of the same area goes before one of the country, and that before all others', () => {
  const pool = [...us, german, name]
  assert.equal(chooseSender(pool, { recipient: '+14155550123', areaCode: true }), '+14155550199')
  assert.equal(chooseSender(pool, { recipient: '+4915187654321', areaCode: true }), '+4915112345678')
})

test('a name is used where no number is near and names are allowed', () => {
  assert.equal(chooseSender([us[0] as PooledSender, name], { recipient: '+447400123456', areaCode: true }), 'ACME')
  assert.equal(chooseSender([german, name], { recipient: '+14155550123', areaCode: true }), german.sender)
  assert.equal(chooseSender([name], { recipient: '+14155550123', areaCode: true }), undefined)
})

test('recipients are spread over the pool, each always to the same sender', () => {
  const chosen = Array.from({ length: 300 }, (_, n) => `+1305555${String(n).padStart(4, '0')}`).map((recipient) => {
    const [first, second] = [1, 2].map(() => chooseSender(us, { recipient, areaCode: false }))
    assert.equal(first, second)
    return first
  })
  for (const { sender } of us) assert.ok(chosen.filter((one) => one === sender).length > 50, sender)
})
