import assert from 'node:assert/strict'
import { test } from 'node:test'
import { base32, fromBase32 } from './base32.ts'
import { acceptTotp, hotp, type OtpAlgorithm, type OtpConfig, totp } from './otp.ts'
import { otpauthUri, qrSvg } from './otpauth.ts'

const ascii = (length: number) => Buffer.from('1234567890'.repeat(7).slice(0, length))

test('HOTP gives the values of RFC 4226, appendix D', () => {
  const values = '755224 287082 359152 969429 338314 254676 287922 162583 399871 520489'.split(' ')
  const config = { algorithm: 'sha1', digits: 6 } as const
  assert.deepEqual(
    values.map((_, counter) => hotp(ascii(20), counter, config)),
    values,
  )
})

test('TOTP gives the values of RFC 6238, appendix B', () => {
  const rows: readonly (readonly [number, string])[] = [
    [59, '94287082 46119246 90693936'],
    [1111111109, '07081804 68084774 25091201'],
    [1111111111, '14050471 67062674 99943326'],
    [1234567890, '89005924 91819424 93441116'],
    [2000000000, '69279037 90698825 38618901'],
    [20000000000, '65353130 77737706 47863826'],
  ]
  const kinds: readonly (readonly [OtpAlgorithm, number])[] = [
    ['sha1', 20],
    ['sha256', 32],
    ['sha512', 64],
  ]
  for (const [seconds, values] of rows) {
    const made = kinds.map(([algorithm, length]) =>
      totp(ascii(length), seconds * 1000, { algorithm, digits: 8, period: 30, skew: 1 }),
    )
    assert.equal(made.join(' '), values)
  }
})

test('a code is taken once, and none of an earlier step after it', () => {
  const config: OtpConfig = { algorithm: 'sha1', digits: 6, period: 30, skew: 1 }
  const secret = ascii(20)
  const now = 1_000_000_000_000
  const code = (steps: number) => totp(secret, now + steps * 30_000, config)
  const first = acceptTotp(secret, code(0), { config, now, state: { lastStep: -1, drift: 0 } })
  assert.ok(first)
  assert.equal(acceptTotp(secret, code(0), { config, now, state: first }), undefined)
  assert.equal(acceptTotp(secret, code(-1), { config, now, state: first }), undefined)
  assert.ok(acceptTotp(secret, code(1), { config, now, state: first }))
  assert.equal(acceptTotp(secret, code(2), { config, now, state: first }), undefined)
  for (const wrong of ['', '12345', 'foobar', '１２３４５６', code(0) + code(0)]) {
    assert.equal(acceptTotp(secret, wrong, { config, now, state: { lastStep: -1, drift: 0 } }), undefined)
  }
})

test('a clock that drifts is followed step by step, and not beyond ten minutes', () => {
  const config: OtpConfig = { algorithm: 'sha1', digits: 6, period: 30, skew: 1 }
  const secret = ascii(20)
  let state = { lastStep: -1, drift: 0 }
  let drift = 0
  for (let at = 1_000_000_000_000; ; at += 3_600_000) {
    drift += 1
    const next = acceptTotp(secret, totp(secret, at + drift * 30_000, config), { config, now: at, state })
    if (next === undefined) break
    assert.equal(next.drift, drift)
    state = next
  }
  assert.equal(drift, 21)
})

test('base32 is that of RFC 4648, and is read as people write it', () => {
  const rows = [
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ]
  for (const [plain = '', coded = ''] of rows) {
    assert.equal(base32(Buffer.from(plain)), coded)
    assert.equal(Buffer.from(fromBase32(coded.toLowerCase()) ?? []).toString(), plain)
    assert.equal(Buffer.from(fromBase32(`${coded.slice(0, 2)} ${coded.slice(2)}====`) ?? []).toString(), plain)
  }
  assert.equal(fromBase32('01'), undefined)
})

test('the URI has the secret first, blanks as %20 and no colon in its names', () => {
  const config: OtpConfig = { algorithm: 'sha1', digits: 6, period: 30, skew: 1 }
  const uri = otpauthUri({ issuer: 'Acme: Shop', account: 'ana@example.com', secret: ascii(20), config })
  assert.equal(
    uri,
    'otpauth://totp/Acme%20%20Shop:ana%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Acme%20%20Shop&algorithm=SHA1&digits=6&period=30',
  )
  assert.match(qrSvg(uri), /^<svg [^>]*viewBox/)
})
