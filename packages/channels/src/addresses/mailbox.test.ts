import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseMailbox } from './mailbox.ts'

test('a sender is read with and without a name', () => {
  for (const [raw, name, address] of [
    ['no-reply@acme.example', '', 'no-reply@acme.example'],
    ['<no-reply@acme.example>', '', 'no-reply@acme.example'],
    ['Acme <no-reply@Acme.Example>', 'Acme', 'no-reply@acme.example'],
    ['Müller & Söhne <no-reply@müller.example>', 'Müller & Söhne', 'no-reply@xn--mller-kva.example'],
    ['"Acme, \\"Inc.\\"" <no-reply@acme.example>', 'Acme, "Inc."', 'no-reply@acme.example'],
  ] as const) {
    const parsed = parseMailbox(raw)
    assert.deepEqual(parsed.ok && [parsed.name, parsed.address], [name, address], raw)
  }
})

test('what is no sender is refused', () => {
  const breaks = ['Acme\r\nBcc: x <a@x.org>', 'Acme\n<a@x.org>', 'Acme\u2028 <a@x.org>', 'Acme\u0000 <a@x.org>']
  for (const raw of [
    ...breaks,
    '',
    'Acme',
    'Acme <>',
    'Acme <a@x.org> x',
    'a@x.org <b>',
    `${'x'.repeat(600)} <a@x.org>`,
  ]) {
    const parsed = parseMailbox(raw)
    assert.ok(!parsed.ok && parsed.reason.length > 0, raw)
  }
})
