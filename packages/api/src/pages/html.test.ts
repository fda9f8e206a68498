import assert from 'node:assert/strict'
import { test } from 'node:test'
import { html } from './html.ts'

test('every value is escaped unless it is HTML already', () => {
  const evil = `<img src=x onerror="alert('1')">&`
  const page = html`<p title="${evil}">${evil}${html`<b>${evil}</b>`}</p>`
  const escaped = '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;'
  assert.equal(page.text, `<p title="${escaped}">${escaped}<b>${escaped}</b></p>`)
})

test('lists are joined and nothing is nothing', () => {
  assert.equal(html`${['a', 1, null, undefined, false, [html`<i>`, '<']]}`.text, 'a1<i>&lt;')
})
