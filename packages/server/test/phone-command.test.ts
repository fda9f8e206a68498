import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { eventually } from '@trunkline/testkit'
import { startCommand, startServer } from './support/server-process.ts'

test('two people at built-in phones call each other from the command line', async (t) => {
  const { folder, demo } = await startServer(t)
  const [alice, bob] = demo.phoneNumbers.map(({ phoneNumber }) => phoneNumber)
  const phone = (...words: string[]) => startCommand(t, folder, ['phone', ...words])
  const called = phone(alice ?? '', '--answer', '--record', join(folder, 'heard.wav'))
  await called.printed(/is in your hand/)
  const taken = phone(alice ?? '')
  await taken.printed(/409 number-taken: Somebody holds/)
  assert.equal((await taken.ended).code, 1)

  const caller = phone(bob ?? '', '--dial', alice ?? '')
  await called.printed(new RegExp(`rings: \\${bob} calls \\${alice}`))
  await Promise.all([called.printed(/connected/), caller.printed(/connected/)])
  assert.equal((await caller.stop('SIGINT')).code, 0)
  await called.printed(/over: completed, by the other side/)
  await called.printed(/s of sound are in/)
  const wav = readFileSync(join(folder, 'heard.wav'))
  assert.equal(wav.toString('latin1', 0, 4), 'RIFF')
  await eventually(() => assert.equal(wav.readUInt32LE(40), wav.length - 44))
})
