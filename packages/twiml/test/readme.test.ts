import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { runInNewContext } from 'node:vm'
import { parseTwiml, VoiceResponse } from '@trunkline/twiml'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const [program, data] = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code!)

test('the program in the README runs, and makes a document without problems', () => {
  const printing = `${program}\nconsole.log(JSON.stringify([response.toString(), validateTwiml(document, 'voice')]))`
  const options = ['--conditions=trunkline-source', '--input-type=module-typescript', '--eval', printing]
  const cwd = fileURLToPath(new URL('..', import.meta.url))
  const [xml, problems] = JSON.parse(execFileSync(process.execPath, options, { cwd, encoding: 'utf8' }))
  assert.match(
    xml,
    /<Say voice="Polly\.Amy">Press one for sales\.<break time="1s"\/><\/Say><\/Gather><Redirect method="GET">/,
  )
  assert.deepEqual(problems, [])
})

test('the data in the README are what a document is', () => {
  const response = new VoiceResponse()
  response.say({ voice: 'Polly.Amy' }, 'Hello')
  assert.deepEqual(JSON.parse(JSON.stringify(runInNewContext(`(${data})`))), parseTwiml(response.toString()))
})
