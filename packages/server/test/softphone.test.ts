import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { AccessToken } from '@trunkline/sdk'
import {
  eventually,
  type Pitch,
  type SoftphoneBrowser,
  type SoftphoneTab,
  startSoftphoneBrowser,
  tcpProxy,
  withoutChromium,
} from '@trunkline/testkit'
import { type RunningServer, startServer } from './support/server-process.ts'

const localhost = (server: RunningServer): string => `http://localhost:${new URL(server.url).port}`

/** Opens the page as one of the demo client's numbers, and waits until it can call and be called. */
async function openPhone(browser: SoftphoneBrowser, server: RunningServer, which: 0 | 1): Promise<SoftphoneTab> {
  const number = server.demo.phoneNumbers[which]?.phoneNumber ?? ''
  const tab = await browser.open(`${localhost(server)}/softphone?number=${encodeURIComponent(number)}`)
  await tab.page.getByText('Ready', { exact: true }).waitFor()
  return tab
}

async function openBoth(t: TestContext) {
  const server = await startServer(t)
  const browser = await startSoftphoneBrowser(t)
  const [alice, bob] = [await openPhone(browser, server, 0), await openPhone(browser, server, 1)]
  const [first, second] = server.demo.phoneNumbers.map(({ phoneNumber }) => phoneNumber)
  return { server, browser, alice, bob, aliceNumber: first ?? '', bobNumber: second ?? '' }
}

const isNear =
  (wanted: number) =>
  ({ frequency, level }: Pitch) =>
    Math.abs(frequency - wanted) < 15 && level > -60

/** How much of the time a pitch is the loudest. */
const share = (heard: readonly Pitch[], hertz: number): number => heard.filter(isNear(hertz)).length / heard.length

/** Waits as long as a busy machine may take. */
const soon = (assertion: () => Promise<unknown>): Promise<void> => eventually(assertion, 60_000)

const hears = (tab: SoftphoneTab, hertz: number): Promise<void> =>
  soon(async () => {
    const heard = await tab.listen(1000)
    assert.ok(share(heard, hertz) > 0.7, JSON.stringify(heard))
  })

async function call(from: SoftphoneTab, number: string): Promise<void> {
  await from.page.getByLabel('Number to call').fill(number)
  await from.page.getByLabel('Number to call').press('Enter')
}

const talking = (tab: SoftphoneTab): Promise<void> => tab.page.getByText('Connected', { exact: true }).waitFor()
const idle = (tab: SoftphoneTab): Promise<void> => tab.page.getByLabel('Number to call').waitFor()

/** What the page's list of calls says of the last one. */
const logs = (tab: SoftphoneTab, words: RegExp): Promise<void> =>
  soon(async () => assert.match((await tab.page.locator('#log li').first().textContent()) ?? '', words))

describe('two tabs as the demo client’s two numbers', { skip: withoutChromium }, () => {
  test('one calls the other, and they hear each other', async (t) => {
    const { server, alice, bob, aliceNumber, bobNumber } = await openBoth(t)
    await call(alice, bobNumber)
    const accept = bob.page.getByRole('button', { name: 'Accept' })
    await accept.waitFor()
    const national = aliceNumber.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '+1 $1 $2 $3')
    assert.equal(await bob.page.locator('#call-number').textContent(), national)
    await soon(async () => assert.match(await bob.page.title(), /calls$/))
    await accept.click()
    await Promise.all([talking(alice), talking(bob)])
    await Promise.all([alice.hum(600), bob.hum(1000)])
    await Promise.all([hears(alice, 1000), hears(bob, 600)])

    await bob.page.getByRole('button', { name: 'Hang up' }).click()
    await Promise.all([idle(alice), idle(bob)])
    await logs(alice, /Outgoing, \d+:\d\d/)
    await logs(bob, /Incoming, \d+:\d\d/)
    await soon(async () => {
      const calls = await server.call('GET', `/2010-04-01/Accounts/${server.demo.accountSid}/Calls.json`)
      const sids = (calls.json as { calls: { sid: string; from: string }[] }).calls
      const own = sids.find(({ from }) => from === 'client:alice')
      assert.equal((await server.call('GET', `/v1/calls/${own?.sid}/quality`)).status, 200)
    })
    assert.deepEqual([alice.complaints, bob.complaints], [[], []])
  })

  test('mute silences one side, hold both, with a chime now and then; both come back', async (t) => {
    const { alice, bob, bobNumber } = await openBoth(t)
    await call(alice, bobNumber)
    await bob.page.getByRole('button', { name: 'Accept' }).click()
    await Promise.all([talking(alice), talking(bob)])
    await Promise.all([alice.hum(600), bob.hum(1000)])
    const mute = alice.page.getByRole('button', { name: 'Mute' })
    const hold = alice.page.getByRole('button', { name: 'Hold' })
    await hears(bob, 600)

    await mute.click()
    await soon(async () => assert.equal(share(await bob.listen(500), 600), 0))
    await hears(alice, 1000)
    await mute.click()
    await hears(bob, 600)

    await hold.click()
    await alice.page.getByText('On hold').waitFor()
    await soon(async () => assert.equal(share(await bob.listen(500), 600), 0))
    await soon(async () => {
      const chimes = await bob.listen(5000)
      assert.ok(chimes.some(isNear(659)) && chimes.some(isNear(523)), JSON.stringify(chimes))
    })
    await hold.click()
    await Promise.all([hears(bob, 600), hears(alice, 1000)])
    assert.deepEqual([alice.complaints, bob.complaints], [[], []])
  })

  test('a page whose connection is cut goes on talking, says so, and comes back', async (t) => {
    const server = await startServer(t)
    const proxy = await tcpProxy(t, Number(new URL(server.url).port))
    const browser = await startSoftphoneBrowser(t)
    const [own, other] = server.demo.phoneNumbers.map(({ phoneNumber }) => phoneNumber)
    const alice = await browser.open(`http://localhost:${proxy.port}/softphone?number=${encodeURIComponent(own ?? '')}`)
    await alice.page.getByText('Ready', { exact: true }).waitFor()
    const bob = await openPhone(browser, server, 1)
    await call(alice, other ?? '')
    await bob.page.getByRole('button', { name: 'Accept' }).click()
    await Promise.all([talking(alice), talking(bob)])
    await alice.hum(600)
    proxy.freeze()
    proxy.reset()
    await alice.page.getByText('Connection lost').waitFor()
    await hears(bob, 600)
    // What was dialled while the line was cut would wait for good: the page dials again.
    proxy.reset()
    proxy.thaw()
    await talking(alice)
    await alice.page.getByRole('button', { name: 'Hang up' }).click()
    await Promise.all([idle(alice), idle(bob)])
  })

  test('a page signs in anew before its token ends', async (t) => {
    const server = await startServer(t)
    const browser = await startSoftphoneBrowser(t)
    const { accountSid, apiKey, phoneNumber, identity } = server.demo
    const tab = await browser.open(`${localhost(server)}/softphone`)
    let tokens = 0
    await tab.page.route('**/softphone/token', (route) => {
      tokens += 1
      // The SDK wants another one ten seconds before the end.
      const token = new AccessToken(accountSid, apiKey.sid, apiKey.secret, { identity, ttl: 18 })
      token.addGrant(new AccessToken.VoiceGrant({ incomingAllow: true }))
      return route.fulfill({ json: { capabilityToken: token.toJwt(), identity, success: true } })
    })
    await tab.page.goto(`${localhost(server)}/softphone?number=${encodeURIComponent(phoneNumber)}`)
    await eventually(() => assert.ok(tokens >= 3), 60_000)
    await soon(async () => assert.equal(await tab.page.locator('#status-text').textContent(), 'Ready'))
    assert.deepEqual(tab.complaints, [])
  })

  test('a call that is declined, or given up, ends for both', async (t) => {
    const { alice, bob, bobNumber, aliceNumber } = await openBoth(t)
    await call(alice, bobNumber)
    await bob.page.getByRole('button', { name: 'Decline' }).click()
    await Promise.all([idle(alice), idle(bob)])

    await call(bob, aliceNumber)
    await alice.page.getByRole('button', { name: 'Accept' }).waitFor()
    await bob.page.getByRole('button', { name: 'Hang up' }).click()
    await Promise.all([idle(alice), idle(bob)])
    await logs(alice, /Missed/)
  })

  test('a number that nobody can be reached at, and one that is not ours, are explained', async (t) => {
    const server = await startServer(t)
    const browser = await startSoftphoneBrowser(t)
    const alice = await openPhone(browser, server, 0)
    await call(alice, server.demo.phoneNumbers[1]?.phoneNumber ?? '')
    await alice.page.getByText('nobody can be reached').waitFor()
    await idle(alice)
    const stranger = await browser.open(`${localhost(server)}/softphone?number=%2B19995550100`)
    await stranger.page.getByText('has no phone with the number +19995550100').waitFor()
  })

  test('the page without a number lets one choose, and works on a narrow screen without sideways scrolling', async (t) => {
    const server = await startServer(t)
    const browser = await startSoftphoneBrowser(t)
    const tab = await browser.open(`${localhost(server)}/softphone`)
    await tab.page.getByRole('button', { name: /bob/ }).click()
    await tab.page.getByText('Ready', { exact: true }).waitFor()
    assert.equal(new URL(tab.page.url()).searchParams.get('number'), server.demo.phoneNumbers[1]?.phoneNumber)
    assert.ok(await tab.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
    for (const key of ['1', '2', '#'])
      await tab.page
        .getByRole('button', { name: key === '#' ? 'Hash' : key })
        .first()
        .click()
    assert.equal(await tab.page.getByLabel('Number to call').inputValue(), '12#')
  })
})

test('the page is for who sits at this machine: another host name, or a proxy, gets nothing', async (t) => {
  const server = await startServer(t)
  const { port } = new URL(server.url)
  const ask = (headers: Record<string, string>) =>
    fetch(`http://127.0.0.1:${port}/softphone/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ phoneNumber: server.demo.phoneNumber }),
    })
  assert.equal((await ask({})).status, 200)
  assert.equal((await ask({ 'x-forwarded-for': '192.0.2.1' })).status, 404)
  assert.equal((await ask({ origin: 'https://evil.example' })).status, 403)
})

test('numbers whose calls the user sends elsewhere stay so over a restart; the others are ours as long as the page is there', async (t) => {
  const first = await startServer(t)
  const [own, other] = first.demo.phoneNumbers.map(({ phoneNumber }) => phoneNumber)
  const voiceUrl = 'https://app.example/voice'
  await first.call('PUT', `/v1/numbers/${encodeURIComponent(own ?? '')}`, { voiceUrl })
  await first.process.stop()
  const second = await startServer(t, { folder: first.folder })
  const numbers = await Promise.all(
    [own, other].map((number) => second.call('GET', `/v1/numbers/${encodeURIComponent(number ?? '')}`)),
  )
  assert.deepEqual(
    numbers.map(({ json }) => (json as { voiceUrl: string }).voiceUrl),
    [voiceUrl, `${second.url}/softphone/voice/incoming`],
  )
  await second.process.stop()

  const published = await startServer(t, {
    folder: first.folder,
    env: { TRUNKLINE_PUBLIC_URL: 'https://phone.example' },
  })
  const { json } = await published.call('GET', `/v1/numbers/${encodeURIComponent(other ?? '')}`)
  assert.equal((json as { voiceUrl: string | null }).voiceUrl, null)
  assert.equal((await fetch(`${published.url}/softphone`)).status, 404)
})
