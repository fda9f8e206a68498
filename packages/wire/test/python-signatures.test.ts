import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { RequestValidator } from '@trunkline/wire'

/** What twilio-python 9.13.0 made of URLs and parameters picked at random. */
interface PythonCase {
  readonly url: string
  readonly params: Record<string, string | string[]>
  readonly signed: string
  readonly signature: string
  readonly valid: boolean
}

const file = new URL('./fixtures/twilio-python-9.13-signatures.json', import.meta.url)
const cases: PythonCase[] = JSON.parse(readFileSync(file, 'utf8'))

test('RequestValidator gives the signatures and verdicts of twilio-python', () => {
  const validator = new RequestValidator('12345')
  for (const { url, params, signed, signature, valid } of cases) {
    assert.equal(validator.computeSignature(signed, params), signature, signed)
    assert.equal(validator.validate(url, params, signature), valid, `${signed} seen as ${url}`)
  }
  assert.ok(cases.length >= 60 && cases.some((one) => one.valid) && cases.some((one) => !one.valid))
})
