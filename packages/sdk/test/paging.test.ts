import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { Client } from '@trunkline/sdk'
import { type RecordingServer, startRecordingServer } from './recording-server.ts'

const accountSid = `AC${'d'.repeat(32)}`
const root = `/2010-04-01/Accounts/${accountSid}/Messages.json`

/** Three pages of two, in the style of the 2010 API. */
function oldStyle(url: string): object {
  const page = Number(new URL(url).searchParams.get('Page') ?? 0)
  const link = (to: number): string | null => (to < 0 || to > 2 ? null : `${root}?Page=${to}&PageToken=PA${to}`)
  return {
    messages: [{ sid: `SM${page * 2}` }, { sid: `SM${page * 2 + 1}` }],
    page,
    page_size: 2,
    next_page_uri: link(page + 1),
    previous_page_uri: link(page - 1),
    uri: root,
  }
}

describe('lists', () => {
  let server: RecordingServer
  let client: Client
  before(async () => {
    server = await startRecordingServer()
    client = new Client(accountSid, 'token', { fetch: server.fetch })
  })
  beforeEach(() => {
    server.requests.length = 0
    server.answer = ({ url }) => ({ body: oldStyle(url), headers: { 'x-page': String(server.requests.length) } })
  })
  after(() => server[Symbol.asyncDispose]())

  const sids = (items: { sid: string }[]): string[] => items.map((item) => item.sid)
  const all = ['SM0', 'SM1', 'SM2', 'SM3', 'SM4', 'SM5']

  test('are read to the end, page by page', async () => {
    assert.deepEqual(sids(await client.messages.list()), all)
    assert.equal(server.requests.length, 3)
  })

  test('stop at the limit, without a page that is not needed', async () => {
    assert.deepEqual(sids(await client.messages.list({ limit: 4 })), all.slice(0, 4))
    assert.equal(server.requests.length, 2)
    assert.equal(new URL(server.requests[0]?.url ?? '').search, '?PageSize=4')
  })

  test('take their filters and page size along', async () => {
    await client.messages.list({ to: '+1', dateSentAfter: new Date(0), pageSize: 2, limit: 1 })
    assert.equal(
      new URL(server.requests[0]?.url ?? '').search,
      '?To=%2B1&DateSent%3E=1970-01-01T00%3A00%3A00Z&PageSize=2',
    )
  })

  test('can be iterated over: the list itself, or with filters; leaving the loop ends the requests', async () => {
    const seen: string[] = []
    for await (const { sid } of client.messages) {
      seen.push(sid)
      if (seen.length === 3) break
    }
    assert.deepEqual(seen, all.slice(0, 3))
    assert.equal(server.requests.length, 2)
    const some = []
    for await (const message of client.messages.iterate({ limit: 3 })) some.push(message)
    assert.deepEqual(sids(some), all.slice(0, 3))
  })

  test('call a function for each record, until it is done', async () => {
    const seen: string[] = []
    await client.messages.each((message) => seen.push(message.sid))
    assert.deepEqual(seen, all)
    seen.length = 0
    const ends: unknown[] = []
    await client.messages.each({ limit: 5, done: (error?: Error) => ends.push(error) }, (message, done) => {
      seen.push(message.sid)
      if (message.sid === 'SM2') done()
    })
    assert.deepEqual([seen, ends], [all.slice(0, 3), [undefined]])
  })

  test('each tells what went wrong: to done where there is one, else by rejecting', async () => {
    const bad = new Error('bad')
    const visit = (): void => {
      throw bad
    }
    await assert.rejects(client.messages.each(visit), bad)
    const ends: unknown[] = []
    await client.messages.each({ callback: visit, done: (error?: Error) => ends.push(error) })
    assert.deepEqual(ends, [bad])
    await assert.rejects(
      client.messages.each((_message, done) => done(bad)),
      bad,
    )
    const info = await client.messages.eachWithHttpInfo({ limit: 1, callback: () => {} })
    assert.deepEqual(
      [info.statusCode, info.headers['x-page'], info.body],
      [200, String(server.requests.length), undefined],
    )
  })

  test('give status and headers of the first page', async () => {
    const { body, statusCode, headers } = await client.messages.listWithHttpInfo({ limit: 3 })
    assert.deepEqual([sids(body), statusCode, headers['x-page']], [all.slice(0, 3), 200, '1'])
  })

  test('give single pages, forward and back', async () => {
    const first = await client.messages.page({ pageSize: 2, pageNumber: 0, pageToken: 'PA0' })
    assert.equal(new URL(server.requests[0]?.url ?? '').search, '?PageSize=2&Page=0&PageToken=PA0')
    assert.equal(first.previousPage(), undefined)
    assert.equal(first.nextPageUrl, `https://api.twilio.com${root}?Page=1&PageToken=PA1`)
    const second = await first.nextPage()
    assert.deepEqual(sids([...(second ?? [])]), ['SM2', 'SM3'])
    const third = await second?.nextPage({ headers: { 'X-Trace': '3' } })
    assert.equal(server.requests.at(-1)?.headers['x-trace'], '3')
    assert.equal(third?.nextPage(), undefined)
    assert.deepEqual(sids((await third?.previousPage())?.instances ?? []), ['SM2', 'SM3'])
    assert.deepEqual(Object.keys(first.toJSON()), ['nextPageUrl', 'previousPageUrl', 'instances'])
  })

  test('give the page at a URL, with status and headers when asked', async () => {
    const url = `https://api.twilio.com${root}?Page=2`
    assert.deepEqual(sids((await client.messages.getPage(url)).instances), ['SM4', 'SM5'])
    const info = await client.messages.getPageWithHttpInfo(url)
    assert.deepEqual([sids(info.body.instances), info.statusCode], [['SM4', 'SM5'], 200])
    const withInfo = await client.messages.pageWithHttpInfo()
    assert.deepEqual([sids(withInfo.body.instances), withInfo.headers['x-page']], [['SM0', 'SM1'], '3'])
    const got: unknown[] = []
    await client.messages.getPage(url, (_error, page) => got.push(page?.instances.length))
    await client.messages.list({ limit: 1 }, (_error, items) => got.push(items?.length))
    await client.messages.page((_error, page) => got.push(page?.instances.length))
    assert.deepEqual(got, [2, 1, 2])
  })

  test('of the newer products are followed by their absolute URLs', async () => {
    server.answer = ({ url }) => ({
      body: url.includes('Page=1')
        ? {
            services: [{ sid: 'VA2' }],
            meta: { key: 'services', next_page_url: null, previous_page_url: 'https://verify.twilio.com/v2/Services' },
          }
        : {
            services: [{ sid: 'VA1' }],
            meta: { key: 'services', next_page_url: 'https://verify.twilio.com/v2/Services?Page=1' },
          },
    })
    assert.deepEqual(sids(await client.verify.v2.services.list()), ['VA1', 'VA2'])
    const second = await (await client.verify.v2.services.page()).nextPage()
    assert.equal(second?.previousPageUrl, 'https://verify.twilio.com/v2/Services')
  })

  test('by token ask the same URL again with the token', async () => {
    server.answer = ({ url }) => {
      const token = new URL(url).searchParams.get('pageToken')
      const meta = {
        key: 'conversations',
        pageSize: 1,
        nextToken: token === null ? 'T1' : null,
        previousToken: token === null ? null : 'T0',
      }
      return { body: { conversations: [{ id: token ?? 'first' }], meta } }
    }
    const list = client.conversations.v2.conversations
    assert.deepEqual(
      (await list.list({ pageSize: 1 })).map((c) => (c as unknown as { id: string }).id),
      ['first', 'T1'],
    )
    assert.deepEqual(
      server.requests.map((r) => new URL(r.url).search),
      ['?pageSize=1', '?pageSize=1&pageToken=T1'],
    )
    const page = (await list.page()) as unknown as {
      key: string
      pageSize: number
      nextToken: string
      previousToken?: string
      nextPage(): Promise<{ previousToken: string }>
    }
    assert.deepEqual(
      [page.key, page.pageSize, page.nextToken, page.previousToken],
      ['conversations', 1, 'T1', undefined],
    )
    assert.equal((await page.nextPage()).previousToken, 'T0')
    server.answer = () => ({ body: { conversations: [] } })
    await assert.rejects(list.page(), /Token pagination requires meta\.key/)
  })

  test('find their records without a key: the only other field, or the first list', async () => {
    const read = async (body: object): Promise<number> => {
      server.answer = () => ({ body })
      return (await client.messages.page()).instances.length
    }
    assert.equal(await read({ anything: [{}, {}], uri: '/x' }), 2)
    assert.equal(await read({ note: 'x', first: [{}], second: [{}, {}] }), 1)
    await assert.rejects(read({ note: 'x', other: 'y' }), /Page Records cannot be deserialized/)
  })

  test('reject what is not 200', async () => {
    server.answer = () => ({ status: 201, body: oldStyle(`https://x${root}`) })
    await assert.rejects(client.messages.page(), { status: 201 })
    server.answer = () => ({ status: 401, body: { code: 20003, message: 'Authenticate' } })
    await assert.rejects(client.messages.list(), { status: 401, code: 20003, message: 'Authenticate' })
  })

  test('give the signal of a call to every page of it', async () => {
    const controller = new AbortController()
    server.answer = ({ url }) => {
      if (url.includes('Page=1')) controller.abort()
      return { body: oldStyle(url) }
    }
    await assert.rejects(client.messages.list({}, { signal: controller.signal }), { failure: 'aborted' })
  })
})
