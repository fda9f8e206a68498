import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { dkimSigningOf } from './dkim-key.ts'

const pem = (type: 'rsa' | 'ed25519', modulusLength = 2_048): string => {
  const pair = type === 'rsa' ? generateKeyPairSync('rsa', { modulusLength }) : generateKeyPairSync('ed25519')
  return pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
}
const names = { domainName: 'acme.example', keySelector: 'mail' }

test('a key is taken from the settings or from a file', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'dkim-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const privateKey = pem('rsa')
  writeFileSync(join(folder, 'key.pem'), privateKey)
  assert.equal(dkimSigningOf({ ...names, privateKey }, folder).privateKey, privateKey)
  assert.equal(dkimSigningOf({ ...names, privateKeyFile: 'key.pem' }, folder).privateKey, privateKey)
})

test('both unsubscribe headers are among those that are signed', () => {
  const { headerFieldNames } = dkimSigningOf({ ...names, privateKey: pem('rsa') }, '/')
  for (const header of ['From', 'Subject', 'List-Unsubscribe', 'List-Unsubscribe-Post']) {
    assert.ok(headerFieldNames.split(':').includes(header), header)
  }
})

test('a key that could not sign is refused, and the words do not have the key in them', () => {
  const broken = '-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----'
  const cases: readonly (readonly [object, RegExp])[] = [
    [{}, /give one of privateKey and privateKeyFile/],
    [{ privateKey: broken, privateKeyFile: 'x' }, /give one of/],
    [{ privateKey: broken }, /not a key in PEM/],
    [{ privateKey: pem('ed25519') }, /of type ed25519; only RSA/],
    [{ privateKey: pem('rsa', 512) }, /has 512 bits/],
    [{ privateKeyFile: 'nowhere.pem' }, /nowhere\.pem cannot be read \(ENOENT\)/],
  ]
  for (const [keys, words] of cases) {
    assert.throws(
      () => dkimSigningOf({ ...names, ...keys }, '/nonexistent'),
      (error) => error instanceof Error && words.test(error.message) && !error.message.includes('c2VjcmV0'),
    )
  }
})
