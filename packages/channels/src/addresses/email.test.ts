import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzing } from '../../test/support/fuzzing.ts'
import { parseEmail } from './email.ts'

function address(raw: string): string | null {
  const parsed = parseEmail(raw)
  return parsed.ok ? parsed.address : null
}

test('ordinary addresses are taken, with the domain in lower case', () => {
  assert.equal(address('ann@example.org'), 'ann@example.org')
  assert.equal(address(' Ann.Smith+news@Mail.Example.ORG '), 'Ann.Smith+news@mail.example.org')
  assert.equal(address("o'neil!#$%&*/=?^_`{|}~-@x-1.example"), "o'neil!#$%&*/=?^_`{|}~-@x-1.example")
})

test('a domain in another script becomes ASCII', () => {
  assert.equal(address('ann@bücher.example'), 'ann@xn--bcher-kva.example')
  assert.equal(address('ann@例え.テスト'), 'ann@xn--r8jz45g.xn--zckzah')
})

test('what is no address, or of a form that is not taken, is refused with a reason', () => {
  const wrong = [
    '',
    '@',
    'ann',
    'ann@',
    '@x.org',
    'a b@x.org',
    'a@b@c.org',
    '.a@x.org',
    'a.@x.org',
    'a..b@x.org',
    '"a b"@x.org',
  ]
  const alsoWrong = [
    'a@localhost',
    'a@[192.0.2.1]',
    'a@192.0.2.1',
    'a@-x.org',
    'a@x-.org',
    'a@x_y.org',
    'a@x..org',
    'a@x.org.',
  ]
  const stillWrong = ['a@x.org:25', 'a@ex%41mple.org', '<a@x.org>', 'jörg@x.org', 'a@x.org, b@x.org', 'a\u0000@x.org']
  for (const raw of [...wrong, ...alsoWrong, ...stillWrong]) {
    const parsed = parseEmail(raw)
    assert.ok(!parsed.ok && parsed.reason.length > 0, raw)
  }
})

test('an address cannot bring a header of its own', () => {
  for (const raw of ['a@x.org\r\nBcc: b@x.org', 'a\r\n@x.org', 'a\nb@x.org', 'a@x\r.org'])
    assert.equal(address(raw), null)
})

test('lengths are limited as SMTP limits them', () => {
  const local = 'x'.repeat(64)
  const label = 'y'.repeat(63)
  assert.ok(address(`${local}@x.org`))
  assert.equal(address(`${local}x@x.org`), null)
  assert.ok(address(`a@${label}.org`))
  assert.equal(address(`a@${label}y.org`), null)
  assert.equal(address(`${local}@${label}.${label}.${label}.org`), null)
  assert.equal(address(`a@${'x.'.repeat(200)}org`), null)
})

test('what is taken is printable ASCII with one @, and is taken again unchanged', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.emailAddress(),
        fc.string({ unit: 'binary' }).map((it) => `${it}@example.org`),
        fc.string(),
      ),
      (raw) => {
        const first = address(raw)
        if (first === null) return
        assert.match(first, /^[\x21-\x3f\x41-\x7e]+@[a-z0-9.-]+$/)
        assert.equal(address(first), first)
      },
    ),
    fuzzing(),
  )
})
