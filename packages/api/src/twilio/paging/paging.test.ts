import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { createSealer } from '@trunkline/postgres'
import { TwilioError } from '../errors/twilio-error.ts'
import { parseForm } from '../http/twilio-bodies.ts'
import { TwilioParams } from '../http/twilio-params.ts'
import type { PageRequest } from '../route.ts'
import { cutPage } from './cut-page.ts'
import { pageBody2010, pageBodyMeta } from './page-body.ts'
import { readPageRequest } from './page-request.ts'
import { createPageTokens } from './page-tokens.ts'

const tokens = createPageTokens(createSealer(randomBytes(32)))
const scope = 'account:list'
const read = (query: string, style: '2010' | 'meta' = '2010') =>
  readPageRequest(new TwilioParams(parseForm(query)), style, tokens, scope)
const refused = (code: number) => (error: unknown) => error instanceof TwilioError && error.code === code

/** A list as a store reads it, newest (highest) first. */
const stored = Array.from({ length: 7 }, (_, i) => String.fromCharCode(103 - i))
function readRows(page: PageRequest): string[] {
  if (page.before !== undefined)
    return stored
      .filter((row) => row > (page.before ?? ''))
      .reverse()
      .slice(0, page.size + 1)
  return stored.filter((row) => page.after === undefined || row < page.after).slice(0, page.size + 1)
}
const options = { key: 'rows', cursor: (row: string) => row, view: (row: string) => ({ row }) }

interface Body2010 {
  readonly rows: readonly { readonly row: string }[]
  readonly next_page_uri: string | null
  readonly previous_page_uri: string | null
  readonly [name: string]: unknown
}
function get(uri: string): Body2010 {
  const query = uri.split('?')[1] ?? ''
  const page = read(query)
  const filters = [...new TwilioParams(parseForm(query)).pairs()].filter(([name]) => !name.startsWith('Page'))
  const place = { address: '/2010-04-01/List.json', filters, scope, tokens }
  return pageBody2010(cutPage(readRows(page), page, options), page, place) as Body2010
}
const letters = ({ rows }: Body2010) => rows.map(({ row }) => row).join('')

test('a list is walked forward and back again, page by page', () => {
  const seen: string[] = []
  let body = get('/2010-04-01/List.json?PageSize=3&DateSent%3E=2026-01-01')
  for (;;) {
    seen.push(letters(body))
    assert.match(String(body.uri), /DateSent%3E=2026-01-01/)
    if (body.next_page_uri === null) break
    body = get(body.next_page_uri)
  }
  assert.deepEqual(seen, ['gfe', 'dcb', 'a'])
  assert.deepEqual([body.page, body.start, body.end, body.page_size], [2, 6, 6, 3])
  for (;;) {
    if (body.previous_page_uri === null) break
    body = get(body.previous_page_uri)
    seen.push(letters(body))
  }
  assert.deepEqual(seen.slice(3), ['dcb', 'gfe'])
  assert.deepEqual([body.page, body.start, body.end], [0, 0, 2])
})

test('an empty list has no pages around it', () => {
  const page = read('')
  const body = pageBody2010(cutPage([], page, options), page, { address: '/x', filters: [], scope, tokens }) as Body2010
  assert.deepEqual([body.rows, body.next_page_uri, body.previous_page_uri, body.end], [[], null, null, 0])
  assert.equal(body.first_page_uri, '/x?PageSize=50&Page=0')
})

test('the other products tell of pages in meta, with the address of the request', () => {
  const page = { size: 2, number: 0 }
  const place = {
    address: 'https://verify.example/v2/Services',
    filters: [['FriendlyName', 'a b']] as const,
    scope,
    tokens,
  }
  const body = pageBodyMeta(cutPage(readRows(page), page, options), page, place) as {
    meta: Record<string, unknown>
    rows: unknown
  }
  assert.deepEqual(body.rows, [{ row: 'g' }, { row: 'f' }])
  assert.match(
    String(body.meta.next_page_url),
    /^https:\/\/verify\.example\/v2\/Services\?FriendlyName=a%20b&PageSize=2&Page=1&PageToken=PA/,
  )
  assert.equal(body.meta.url, 'https://verify.example/v2/Services?FriendlyName=a%20b&PageSize=2&Page=0')
  assert.deepEqual(
    [body.meta.key, body.meta.page_size, body.meta.page, body.meta.previous_page_url],
    ['rows', 2, 0, null],
  )
})

test('PageSize is 50, 1000 at most; the 2010 API clamps and the others refuse', () => {
  assert.equal(read('').size, 50)
  assert.equal(read('PageSize=1000').size, 1000)
  assert.equal(read('PageSize=5000').size, 1000)
  assert.throws(() => read('PageSize=5000', 'meta'), refused(20007))
  for (const wrong of ['0', '-1', 'x', '1.5']) assert.throws(() => read(`PageSize=${wrong}`), refused(20001), wrong)
})

test('a page above 0 needs a token, and a token is good for the list that it was given out for', () => {
  assert.throws(() => read('Page=1'), refused(70002))
  const token = tokens.seal({ direction: 'after', cursor: 'c' }, scope)
  assert.deepEqual(read(`Page=1&PageToken=${token}`), { size: 50, number: 1, after: 'c' })
  const foreign = tokens.seal({ direction: 'after', cursor: 'c' }, 'other:list')
  const turned = `PB${token.slice(2)}`
  const changed = `${token.slice(0, 9)}${token[9] === 'A' ? 'B' : 'A'}${token.slice(10)}`
  for (const wrong of [foreign, turned, 'PASM0123', 'x', changed, 'P'.repeat(5000)]) {
    assert.throws(() => read(`Page=1&PageToken=${wrong}`), refused(21481), wrong.slice(0, 20))
  }
})
