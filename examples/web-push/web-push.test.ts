import assert from 'node:assert/strict'
import { existsSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { embeddedDataFolder, eventually, PushService, type TestSubscription, withoutPeer } from '@trunkline/testkit'
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core'
import { startServer } from '../../packages/server/test/support/server-process.ts'
import { createWebPush } from './server.ts'

const chromiumProgram = '/usr/bin/chromium'
const skip = withoutPeer('chromium', existsSync(chromiumProgram))

/** A server whose push messages go to a push service of the test's. */
async function startTrunkline(t: TestContext, service: PushService) {
  const folder = await embeddedDataFolder(t)
  const ca = join(folder, 'push-ca.pem')
  writeFileSync(ca, service.ca)
  const gateway = { type: 'webpush', subject: 'mailto:ops@acme.example', keys: './vapid.json' }
  const config = {
    gateways: { browser: { ...gateway, endpoints: [new URL(service.origin).host] } },
    routes: { push: ['browser'] },
  }
  writeFileSync(join(folder, 'trunkline.yaml'), JSON.stringify(config))
  return startServer(t, { folder, env: { NODE_EXTRA_CA_CERTS: ca, TRUNKLINE_CONFIG: join(folder, 'trunkline.yaml') } })
}

async function startApp(t: TestContext, demo: { url: string; accountSid: string; authToken: string }): Promise<string> {
  const app = createWebPush({ ...demo, person: 'ana' })
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    app.closeAllConnections()
    app.close()
  })
  return `http://localhost:${(app.address() as AddressInfo).port}`
}

async function startBrowser(t: TestContext): Promise<Browser> {
  const args = '--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update'
  const browser = await chromium.launch({
    ...{ executablePath: chromiumProgram, headless: true, args: args.split(' '), timeout: 120_000 },
  })
  t.after(() => browser.close())
  return browser
}

/**
 * Chromium knows one push service, which is not on this machine: a page subscribes at the test's instead. All else is the browser's own: permission, service
 * worker, push event, notification.
 */
async function openPage(browser: Browser, url: string, service: PushService) {
  const context = await browser.newContext()
  await context.grantPermissions(['notifications'], { origin: url })
  const page = await context.newPage()
  page.setDefaultTimeout(120_000)
  const subscriptions: TestSubscription[] = []
  await page.exposeFunction('subscribeAtTestService', (key: string) => {
    subscriptions.push(service.subscribe(key))
    return subscriptions.at(-1)
  })
  await page.addInitScript(() => {
    PushManager.prototype.subscribe = async (options) => {
      const subscribe = (window as unknown as { subscribeAtTestService: (key: unknown) => Promise<object> })
        .subscribeAtTestService
      return (await subscribe(options?.applicationServerKey)) as PushSubscription
    }
  })
  await page.goto(url)
  return { page, subscriptions }
}

/** Hands a payload to the page's service worker, as the browser's connection to its push service would. */
async function deliver(session: CDPSession, origin: string, data: string): Promise<void> {
  const registered = new Promise<string>((resolve) =>
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations
      if (first !== undefined) resolve(first.registrationId)
    }),
  )
  await session.send('ServiceWorker.enable')
  await session.send('ServiceWorker.deliverPushMessage', { origin, registrationId: await registered, data })
}

const shown = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    return (await registration.getNotifications()).map(({ title, body, data }) => ({ title, body, data }))
  })

test('a page subscribes and shows the notification that was sent to its person', { skip }, async (t) => {
  const service = await PushService.start()
  t.after(() => service.close())
  const server = await startTrunkline(t, service)
  const url = await startApp(t, server.demo)
  const { page, subscriptions } = await openPage(await startBrowser(t), url, service)
  await page.click('#subscribe')
  await page.waitForFunction(() => document.querySelector('#state')?.textContent === 'Subscribed.')
  await page.click('#send')
  await eventually(() => assert.equal(service.messages.length, 1))
  const [message] = service.messages
  assert.ok(subscriptions[0]?.endpoint.endsWith(message?.subscription ?? '-'))
  await deliver(await page.context().newCDPSession(page), url, message?.plaintext ?? '')
  const expected = { title: 'Your parcel is here', body: 'It waits at the door.', data: { url: '/parcels/7' } }
  await eventually(async () => assert.deepEqual(await shown(page), [expected]))
  // The browser ends its subscription: the next message finds it out, and it is not used again.
  service.unsubscribe(subscriptions[0] as TestSubscription)
  await page.click('#send')
  await eventually(async () => {
    const { json } = await server.call('GET', '/v1/recipients/ana')
    assert.deepEqual((json as { devices: unknown[] }).devices, [])
  })
  await page.click('#send')
  await page.waitForFunction(() => document.querySelector('#state')?.textContent?.includes('recipient-missing'))
})
