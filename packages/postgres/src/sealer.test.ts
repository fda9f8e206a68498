import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { DatabaseError } from './database-error.ts'
import { createSealer } from './sealer.ts'

const secret = randomBytes(32)
const sealBroken = (error: unknown) => error instanceof DatabaseError && error.code === 'SEAL_BROKEN'

test('what was sealed opens with the same secret and context', () => {
  for (const plain of ['', 'x', 'ünï 👍', 'y'.repeat(100_000)]) {
    const sealed = createSealer(secret).seal(plain, 'api_key:1')
    assert.equal(createSealer(secret).open(sealed, 'api_key:1'), plain)
  }
})

test('a sealed text shows nothing of the plain one and differs each time', () => {
  const sealer = createSealer(secret)
  const texts = new Set(Array.from({ length: 50 }, () => sealer.seal('hunter2', 'a')))
  assert.equal(texts.size, 50)
  for (const text of texts) assert.match(text, /^v1\.[\w-]+$/)
})

test('another secret or another context does not open it', () => {
  const sealed = createSealer(secret).seal('plain', 'api_key:1')
  assert.throws(() => createSealer(secret).open(sealed, 'api_key:2'), sealBroken)
  assert.throws(() => createSealer(randomBytes(32)).open(sealed, 'api_key:1'), sealBroken)
})

test('a change anywhere is noticed', () => {
  const sealer = createSealer(secret)
  const bytes = Buffer.from(sealer.seal('plain', 'a').slice(3), 'base64url')
  for (let index = 0; index < bytes.length; index++) {
    const changed = Buffer.from(bytes)
    changed[index] = (changed[index] as number) ^ 1
    assert.throws(() => sealer.open(`v1.${changed.toString('base64url')}`, 'a'), sealBroken, `byte ${index}`)
  }
})

test('text that was never sealed is refused', () => {
  const sealer = createSealer(secret)
  for (const text of ['', 'plain', 'v1.', 'v1.AAAA', `v2.${'A'.repeat(80)}`]) {
    assert.throws(() => sealer.open(text, 'a'), sealBroken, text)
  }
})

test('the fingerprint tells secrets apart and is not the key', () => {
  assert.equal(createSealer(secret).fingerprint, createSealer(secret).fingerprint)
  assert.notEqual(createSealer(secret).fingerprint, createSealer(randomBytes(32)).fingerprint)
  assert.ok(!createSealer(secret).fingerprint.includes(secret.toString('hex').slice(0, 8)))
})

test('a secret that is too short to be one is refused', () => {
  assert.throws(() => createSealer(randomBytes(15)), /16 bytes/)
})

test('with the same random bytes the text is the same', () => {
  const zeros = (length: number) => new Uint8Array(length)
  assert.equal(createSealer(secret, zeros).seal('a', 'b'), createSealer(secret, zeros).seal('a', 'b'))
})
