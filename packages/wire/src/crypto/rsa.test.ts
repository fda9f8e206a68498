import assert from 'node:assert/strict'
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { test } from 'node:test'
import { readSequence } from './der.ts'
import * as node from './node.ts'
import * as portable from './portable.ts'
import { RsaKeyError } from './rsa-key-error.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = (key: KeyObject, type: 'pkcs1' | 'pkcs8' | 'spki') =>
  String(key.export({ format: 'pem', type: type as 'pkcs1' }))
const pkcs8 = pem(privateKey, 'pkcs8')
const spki = pem(publicKey, 'spki')
const algorithms = ['RS256', 'PS256'] as const
const seams = { node, portable }

for (const algorithm of algorithms) {
  for (const [signer, one] of Object.entries(seams)) {
    for (const [verifier, other] of Object.entries(seams)) {
      test(`${algorithm} signed on ${signer} verifies on ${verifier}, from every form of key`, () => {
        const signature = one.rsaSign(algorithm, pkcs8, 'grün')
        assert.equal(signature.length, 256)
        for (const key of [spki, pem(publicKey, 'pkcs1'), pkcs8, pem(privateKey, 'pkcs1')]) {
          assert.ok(other.rsaVerify(algorithm, key, 'grün', signature))
        }
        assert.ok(other.rsaVerify(algorithm, spki, 'x', one.rsaSign(algorithm, pem(privateKey, 'pkcs1'), 'x')))
        assert.ok(!other.rsaVerify(algorithm, spki, 'blau', signature))
        assert.ok(!other.rsaVerify(algorithm === 'RS256' ? 'PS256' : 'RS256', spki, 'grün', signature))
        assert.ok(!other.rsaVerify(algorithm, spki, 'grün', signature.subarray(1)))
        const flipped = Uint8Array.from(signature)
        flipped[200] = (flipped[200] ?? 0) ^ 1
        assert.ok(!other.rsaVerify(algorithm, spki, 'grün', flipped))
        assert.ok(!other.rsaVerify(algorithm, spki, 'grün', new Uint8Array(256).fill(255)))
        assert.ok(!other.rsaVerify(algorithm, spki, 'grün', new Uint8Array(256)))
      })
    }
  }
}

test('RS256 has one signature only, PS256 another one each time', () => {
  assert.deepEqual(new Uint8Array(node.rsaSign('RS256', pkcs8, 'x')), portable.rsaSign('RS256', pkcs8, 'x'))
  assert.notDeepEqual(portable.rsaSign('PS256', pkcs8, 'x'), portable.rsaSign('PS256', pkcs8, 'x'))
})

test('a modulus whose length is one bit over a byte works for PS256', () => {
  const odd = generateKeyPairSync('rsa', { modulusLength: 2049 })
  const signature = portable.rsaSign('PS256', pem(odd.privateKey, 'pkcs8'), 'x')
  assert.ok(node.rsaVerify('PS256', pem(odd.publicKey, 'spki'), 'x', signature))
  const back = node.rsaSign('PS256', pem(odd.privateKey, 'pkcs8'), 'x')
  assert.ok(portable.rsaVerify('PS256', pem(odd.publicKey, 'spki'), 'x', new Uint8Array(back)))
})

test('keys that are no RSA keys, too short, encrypted or broken are refused on both seams, not repeated in the message', () => {
  const short = generateKeyPairSync('rsa', { modulusLength: 1024 })
  const curve = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const encrypted = String(privateKey.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'x' }))
  const privateWrong = ['', 'nonsense', spki, pem(short.privateKey, 'pkcs8'), pem(curve.privateKey, 'pkcs8'), encrypted]
  const publicWrong = ['', 'nonsense', pem(short.publicKey, 'spki'), pem(curve.publicKey, 'spki')]
  const broken = pkcs8.replace(/\n[A-Za-z0-9+/]{60}/, '\nAAAA')
  for (const seam of [node, portable]) {
    for (const key of [...privateWrong, broken]) {
      assert.throws(
        () => seam.rsaSign('RS256', key, 'x'),
        (error) => error instanceof RsaKeyError && (key === '' || !error.message.includes(key)),
        key.slice(0, 60),
      )
    }
    for (const key of publicWrong) {
      assert.throws(() => seam.rsaVerify('RS256', key, 'x', new Uint8Array(256)), RsaKeyError, key.slice(0, 60))
    }
  }
})

test('a key whose parts do not fit together signs nothing, for that would give its primes away', () => {
  const der = new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs1' }))
  const exponent1 = readSequence(der)?.[6]
  assert.ok(exponent1)
  exponent1.content[50] = (exponent1.content[50] ?? 0) ^ 1
  const broken = `-----BEGIN RSA PRIVATE KEY-----\n${Buffer.from(der).toString('base64')}\n-----END RSA PRIVATE KEY-----`
  assert.throws(() => portable.rsaSign('RS256', broken, 'x'), /do not fit together/)
})
