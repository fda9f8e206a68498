import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withoutScripts } from './link-guard.ts'

test('an address that would run a program leads nowhere, however it is written', () => {
  for (const address of [
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\tscript:alert(1)',
    'java\r\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    '&#106;avascript:alert(1)',
    '&#x6a;avascript&colon;alert(1)',
    'java&Tab;script:alert(1)',
    'vbscript:x',
    'data:text/html,x',
    'data: text/html,x',
    'data:image/svg+xml,x',
  ])
    for (const quote of ['"', "'"])
      assert.equal(withoutScripts(`<a href = ${quote}${address}${quote}>x</a>`), '<a href = "#">x</a>', address)
})

test('other addresses stay as they are', () => {
  for (const html of [
    '<a href="https://acme.example/javascript:x?a=1&amp;b=2">x</a>',
    "<img src='data:image/png;base64,AAAA'>",
    '<a href="mailto:ana@example.com">x</a>',
    '<p>href="</p>',
  ])
    assert.equal(withoutScripts(html), html)
})
