import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { eventually, withoutPeer } from '@trunkline/testkit'
import { totp } from '@trunkline/verify'
import { type Browser, chromium, type Page } from 'playwright-core'
import { type RunningServer, startServer } from '../../packages/server/test/support/server-process.ts'
import { createLogin } from './server.ts'

const chromiumProgram = '/usr/bin/chromium'
const email = 'ann@example.org'
const password = 'open sesame'
const phone = '+14155550123'

async function startLogin(t: TestContext, { demo }: RunningServer): Promise<string> {
  const { url, accountSid, authToken } = demo
  const app = createLogin({ url, accountSid, authToken, people: [{ email, password }] })
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    app.closeAllConnections()
    app.close()
  })
  return `http://127.0.0.1:${(app.address() as AddressInfo).port}/`
}

async function startBrowser(t: TestContext): Promise<Browser> {
  const args = '--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update'
  const browser = await chromium.launch({
    ...{ executablePath: chromiumProgram, headless: true, args: args.split(' '), timeout: 120_000 },
  })
  t.after(() => browser.close())
  return browser
}

/** Signs in with the password, in a browser that knows nothing. */
async function signIn(browser: Browser, url: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  page.setDefaultTimeout(120_000)
  return passwordOn(page, url)
}

async function passwordOn(page: Page, url: string): Promise<Page> {
  await page.goto(url)
  await page.fill('[name=email]', email)
  await page.fill('[name=password]', password)
  await page.click('text=Sign in >> nth=-1')
  return page
}

/** Waits until the page says it: the one that was asked for may not have come yet. */
const says = (page: Page, words: RegExp, where = 'body'): Promise<void> =>
  eventually(async () => assert.match(await page.innerText(where), words))

/** Gives a code, and waits for what the page says to it. */
async function giveCode(page: Page, code: string, words: RegExp): Promise<void> {
  await page.fill('[name=code]', code)
  await page.click('form:has([name=code]) button')
  await says(page, words)
}

/** As an app reads what a person typed (RFC 4648 §6). */
function fromBase32(text: string): Uint8Array {
  const bits = [...text]
    .map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'))
    .join('')
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2))
}

/** The codes of the texts that arrived, the newest first. */
async function codesThatCame({ demo }: RunningServer): Promise<string[]> {
  const answer = await fetch(`${demo.url}/v1/admin/inbox`, { headers: { authorization: `Bearer ${demo.adminToken}` } })
  const text = JSON.stringify(await answer.json())
  return [...text.matchAll(/\b(\d{6})\b(?= is your|[^"]{0,80}code)|code[^"]{0,40}?\b(\d{6})\b/gi)].map(
    (found) => found[1] ?? found[2] ?? '',
  )
}

test('a person sets up phone, authenticator and backup codes in Chromium, and signs in with each of them', {
  skip: withoutPeer('chromium', existsSync(chromiumProgram)),
}, async (t) => {
  const server = await startServer(t)
  const url = await startLogin(t, server)
  const browser = await startBrowser(t)

  const home = await signIn(browser, url)
  await says(home, /Hello, ann@example\.org/, 'h1')

  await home.fill('[name=phone]', phone)
  await home.click('text=Set up this phone')
  let first = ''
  await eventually(async () => {
    first = (await codesThatCame(server))[0] ?? ''
    assert.match(first, /^\d{6}$/)
  })
  await giveCode(home, first === '000000' ? '000001' : '000000', /not right/)
  await giveCode(home, first, /The phone is set up/)

  await home.click('text=Set up an authenticator')
  await home.locator('svg').waitFor()
  const secret = /or type ([A-Z2-7]+)/.exec(await home.innerText('body'))?.[1] ?? ''
  const codeAt = (at: number) => totp(fromBase32(secret), at, { algorithm: 'sha1', digits: 6, period: 30, skew: 0 })
  await giveCode(home, codeAt(Date.now()), /The authenticator is set up/)

  await home.click('text=Make backup codes')
  let backup: readonly string[] = []
  await eventually(async () => {
    backup = await home.locator('code').allInnerTexts()
    assert.equal(backup.length, 10)
  })
  await home.click('text=Done')
  await says(home, /backup-codes: 10/)

  const wrong = await signIn(browser, url)
  await says(wrong, /One more step/, 'h1')
  await giveCode(wrong, '000000', /not right/)
  await wrong.goto(url)
  await says(wrong, /Sign in/, 'h1')

  const byBackup = await signIn(browser, url)
  await byBackup.check('[name=remember]')
  await giveCode(byBackup, backup[0] ?? '', /backup-codes: 9/)
  await byBackup.context().clearCookies({ name: 'session' })
  await passwordOn(byBackup, url)
  await says(byBackup, /Hello/, 'h1')

  const again = await signIn(browser, url)
  await giveCode(again, backup[0] ?? '', /not right/)
  // The next step's code: that of the present one was used at setting up.
  await giveCode(again, codeAt(Date.now() + 30_000), /Hello/)
})
