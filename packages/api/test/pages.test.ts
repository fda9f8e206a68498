import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { eventually } from '@trunkline/testkit'
import { type Bench, openBench } from './support/api-bench.ts'

const evil = '<img src=x onerror=alert(1)>'

test('the page shows what arrived, escaped, with a policy that lets nothing foreign run', async (t) => {
  const bench = await openBench(t)
  await bench.call('POST', '/v1/email', { to: 'ana@example.com', content: { subject: evil, html: evil } })
  await bench.call('POST', '/v1/sms', { to: '+14155550123', content: { text: evil } })
  await eventually(async () => {
    const { status, text, headers } = await bench.raw('GET', '/', undefined, { host: 'localhost:4000' })
    assert.equal(status, 200)
    assert.equal(text.match(/&lt;img src=x onerror=alert\(1\)&gt;/g)?.length, 3)
    assert.doesNotMatch(text, /<img src=x/)
    assert.match(headers['content-security-policy'] ?? '', /^default-src 'none'/)
    assert.doesNotMatch(headers['content-security-policy'] ?? '', /unsafe|\*|https?:/)
    assert.doesNotMatch(text, /(?:src|href)="https?:/)
    assert.match(text, /curl -K \.trunkline\/curlrc http:\/\/localhost:4000\/v1\/sms/)
  })
})

test('its assets are there and typed', async (t) => {
  const { raw } = await openBench(t, { dispatch: false })
  for (const [path, type] of [
    ['/assets/pages.css', 'text/css; charset=utf-8'],
    ['/assets/live.js', 'text/javascript; charset=utf-8'],
    ['/assets/icon.svg', 'image/svg+xml'],
  ] as const) {
    const { status, headers } = await raw('GET', path)
    assert.deepEqual([status, headers['content-type'], headers['x-content-type-options']], [200, type, 'nosniff'])
  }
})

test('under a foreign name the page asks for the token and shows nothing', async (t) => {
  const { raw, call, adminToken } = await openBench(t)
  await call('POST', '/v1/sms', { to: '+14155550123', content: { text: 'private words' } })
  const host = 'evil.example'
  const asked = await raw('GET', '/', undefined, { host })
  assert.equal(asked.status, 401)
  assert.match(asked.text, /<input[^>]+name="token"/)
  assert.doesNotMatch(asked.text, /private words/)
  assert.equal((await raw('GET', '/console/live', undefined, { host })).status, 401)
  const form = { host, 'content-type': 'application/x-www-form-urlencoded' }
  const wrong = await raw('POST', '/console/session', 'token=guess', form)
  assert.equal(wrong.status, 403)
  assert.match(wrong.text, /not the token/)
  const right = await raw('POST', '/console/session', `token=${adminToken}`, form)
  assert.deepEqual([right.status, right.headers.location], [303, '/'])
  const cookie = right.headers['set-cookie'] ?? ''
  assert.match(cookie, /HttpOnly; SameSite=Strict/)
  const [session = ''] = cookie.split(';')
  await eventually(async () => {
    const page = await raw('GET', '/', undefined, { host, cookie: `a=b; ${session}` })
    assert.equal(page.status, 200)
    assert.match(page.text, /private words/)
    assert.doesNotMatch(page.text, /curlrc/)
  })
  assert.equal((await raw('GET', '/', undefined, { host, cookie: 'trunkline_console=1.x' })).status, 401)
})

test('behind https the session is for https alone', async (t) => {
  const { raw, adminToken } = await openBench(t, { dispatch: false, publicUrl: 'https://trunkline.example' })
  assert.equal((await raw('GET', '/', undefined, { host: 'localhost' })).status, 401)
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const { headers } = await raw('POST', '/console/session', `token=${adminToken}`, form)
  assert.match(headers['set-cookie'] ?? '', /; Secure$/)
})

test('the page is kept fresh by what arrives', async (t) => {
  const bench = await openBench(t)
  const text = await liveText(t, bench)
  await eventually(() => assert.match(text(), /Nothing has arrived yet/))
  await bench.call('POST', '/v1/sms', { to: '+14155550123', content: { text: 'fresh\nwords' } })
  await eventually(() => assert.match(text(), /data: .*fresh\ndata: words/))
})

async function liveText(t: TestContext, { api }: Bench): Promise<() => string> {
  const { port } = await api.start()
  const leave = new AbortController()
  t.after(() => leave.abort())
  const response = await fetch(`http://127.0.0.1:${port}/console/live`, { signal: leave.signal })
  assert.deepEqual([response.status, response.headers.get('content-type')], [200, 'text/event-stream'])
  let text = ''
  const decoder = new TextDecoder()
  const pump = async () => {
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk, { stream: true })
  }
  pump().catch(() => undefined)
  return () => text
}
