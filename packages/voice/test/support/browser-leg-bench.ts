import { after } from 'node:test'
import {
  type BrowserPhone,
  eventually,
  type FarCall,
  type OpenLegBench,
  startBrowser,
  type TestBrowser,
} from '@trunkline/testkit'
import { accessToken, openBench } from './browser-bench.ts'

let browser: Promise<TestBrowser> | undefined

/** One browser for all tests of a file; each test has tabs of its own. */
function sharedBrowser(): Promise<TestBrowser> {
  browser ??= startBrowser()
  return browser
}

after(async () => (await browser)?.close())

/** What a tab told last; asked for again and again, since a person's view is looked at without waiting. */
class Mirror implements FarCall {
  readonly #phone: BrowserPhone
  readonly #timer: NodeJS.Timeout
  #names: readonly string[] = []
  #hears = false

  constructor(phone: BrowserPhone) {
    this.#phone = phone
    let asking = false
    this.#timer = setInterval(() => {
      if (asking) return
      asking = true
      void this.#look().finally(() => {
        asking = false
      })
    }, 25)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  rings = (): boolean => this.#has('device.incoming', 'call.ringing') && !this.over()
  connected = (): boolean => this.#hears && !this.over()
  over = (): boolean => this.#has('call.disconnect', 'call.cancel', 'call.reject')
  digits = (): string => ''
  answer = (): Promise<void> => this.#phone.accept()
  refuse = (): Promise<void> => this.#phone.reject()
  hangUp = (): Promise<void> => this.#phone.hangUp()
  press = (digits: string): Promise<void> => this.#phone.press(digits)
  heard = async (): Promise<Int16Array> => Int16Array.from(await this.#phone.page.evaluate(() => window.phone.heard()))
  say = (sound: Int16Array): Promise<void> =>
    this.#phone.page.evaluate((samples) => window.phone.say(samples), [...sound])

  #has(...names: readonly string[]): boolean {
    return names.some((name) => this.#names.includes(name))
  }

  async #look(): Promise<void> {
    const events = await this.#phone.events().catch(() => undefined)
    if (events === undefined) return
    this.#names = events.map(({ name }) => name)
    if (this.#has('call.accept') && !this.#hears)
      this.#hears = await this.#phone.page.evaluate(() => window.phone.record())
  }
}

/** Tabs of Chromium with the official SDK, each an identity of its own. */
export const openBrowserLegBench: OpenLegBench = async (t) => {
  const bench = await openBench(t)
  const { openPhone } = await sharedBrowser()
  let count = 0
  const open = async (): Promise<{ phone: BrowserPhone; party: Mirror; identity: string }> => {
    count += 1
    const identity = `person-${count}`
    const phone = await openPhone()
    await phone.begin({ token: accessToken(bench.client, { identity }), chunderw: bench.host })
    await phone.hum(0)
    const party = new Mirror(phone)
    t.after(async () => {
      party.stop()
      await phone.page.context().close()
    })
    return { phone, party, identity }
  }
  return {
    media: bench.media,
    async dial() {
      const { phone, party, identity } = await open()
      await phone.register()
      return { leg: await bench.dial(identity), party }
    },
    async receive() {
      const { phone, party, identity } = await open()
      const call = bench.callOf(`client:${identity}`)
      await phone.connect()
      const { leg } = await call
      // The page knows the call by then.
      await eventually(async () => phone.status(), 10_000)
      return { leg, party }
    },
    dialNobody: () => bench.dial('nobody'),
  }
}
