import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSettings, SettingsError } from './settings.ts'

const environment = {
  TWILIO_ACCOUNT_SID: `AC${'1'.repeat(32)}`,
  TWILIO_API_KEY: `SK${'2'.repeat(32)}`,
  TWILIO_API_SECRET: 'secret',
  TWILIO_AUTH_TOKEN: 'token',
  TWILIO_APPLICATION_SID: `AP${'3'.repeat(32)}`,
  SOFTPHONE_NUMBERS: '{"+81-50-1234-9876": "DeviceId_0001"}',
}

test('reads what it needs; the rest has defaults', async () => {
  const settings = readSettings(environment)
  assert.equal((await settings.directory.find('+815012349876'))?.identity, 'DeviceId_0001')
  assert.deepEqual([settings.host, settings.port, settings.signalling], ['127.0.0.1', 4100, undefined])
})

for (const name of Object.keys(environment)) {
  test(`names ${name} where it is missing`, () => {
    assert.throws(
      () => readSettings({ ...environment, [name]: '' }),
      (error) => error instanceof SettingsError && error.message.includes(name),
    )
  })
}

test('refuses to be open to a network without a password, unless told that a login stands before it', () => {
  assert.throws(() => readSettings({ ...environment, SOFTPHONE_HOST: '0.0.0.0' }), /SOFTPHONE_PASSWORD/)
  assert.equal(readSettings({ ...environment, SOFTPHONE_HOST: '0.0.0.0', SOFTPHONE_PASSWORD: 'x' }).password, 'x')
  assert.equal(readSettings({ ...environment, SOFTPHONE_HOST: '0.0.0.0', SOFTPHONE_OPEN: 'true' }).host, '0.0.0.0')
})

test('refuses wrong values by name', () => {
  for (const [name, value] of [
    ['SOFTPHONE_PORT', 'x'],
    ['SOFTPHONE_NUMBERS', '{'],
    ['SOFTPHONE_NUMBERS', '/no/such/file.json'],
    ['SOFTPHONE_SIGNALLING', 'voice.example; script-src *'],
    ['TWILIO_ACCOUNT_SID', 'AC1'],
  ] as const)
    assert.throws(
      () => readSettings({ ...environment, [name]: value }),
      (error) => error instanceof SettingsError && error.message.includes(name),
    )
})
