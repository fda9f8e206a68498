import type { CDPSession, Page } from 'playwright-core'
import { eventually } from '../eventually.ts'
import type { Hearing, Phone, PhoneEvent, PhoneOptions } from './phone-page.ts'

/** A tab of Chromium with the official SDK in it. Each method does what the one of the SDK does. */
export class BrowserPhone {
  readonly page: Page
  readonly #cdp: () => Promise<CDPSession>
  #seen = 0

  constructor(page: Page) {
    this.page = page
    this.#cdp = () => page.context().newCDPSession(page)
  }

  begin(options: PhoneOptions): Promise<void> {
    return this.page.evaluate((given) => window.phone.begin(given), options)
  }

  /** Begins, registers, and waits until it is registered. */
  async register(options?: PhoneOptions): Promise<void> {
    if (options !== undefined) await this.begin(options)
    await this.page.evaluate(() => window.phone.device.register())
    await this.event('device.registered')
  }

  unregister(): Promise<void> {
    return this.page.evaluate(() => window.phone.device.unregister())
  }

  connect(params: Record<string, string> = {}): Promise<void> {
    return this.page.evaluate((given) => window.phone.connect(given), params)
  }

  resume(connectToken: string): Promise<void> {
    return this.page.evaluate((given) => window.phone.connect({}, given), connectToken)
  }

  connectToken(): Promise<string | undefined> {
    return this.page.evaluate(() => window.phone.call.connectToken)
  }

  accept(): Promise<void> {
    return this.page.evaluate(() => window.phone.accept())
  }

  reject(): Promise<void> {
    return this.page.evaluate(() => window.phone.reject())
  }

  ignore(): Promise<void> {
    return this.page.evaluate(() => window.phone.ignore())
  }

  hangUp(): Promise<void> {
    return this.page.evaluate(() => window.phone.call.disconnect())
  }

  mute(muted = true): Promise<void> {
    return this.page.evaluate((given) => {
      window.phone.call.mute(given)
    }, muted)
  }

  press(digits: string): Promise<void> {
    return this.page.evaluate((given) => window.phone.call.sendDigits(given), digits)
  }

  /** Gives the message's SID. */
  say(content: unknown, messageType = 'user-defined-message'): Promise<string> {
    return this.page.evaluate(
      (given) => window.phone.call.sendMessage({ content: given.content, messageType: given.messageType }),
      {
        content,
        messageType,
      },
    )
  }

  updateToken(token: string): Promise<void> {
    return this.page.evaluate((given) => window.phone.device.updateToken(given), token)
  }

  /** What the microphone hums from now on, Hz; 0 is silence. */
  hum(frequency: number): Promise<void> {
    return this.page.evaluate((given) => window.phone.hum(given), frequency)
  }

  /** What is heard in a piece of time. */
  listen(milliseconds = 1_000): Promise<Hearing> {
    return this.page.evaluate((given) => window.phone.listen(given), milliseconds)
  }

  figures(): Promise<Record<string, number>> {
    return this.page.evaluate(() => window.phone.figures())
  }

  parameters(): Promise<{ parameters: Record<string, string>; custom: Record<string, string>; direction: string }> {
    return this.page.evaluate(() => window.phone.parameters()) as ReturnType<BrowserPhone['parameters']>
  }

  status(): Promise<string> {
    return this.page.evaluate(() => window.phone.call.status())
  }

  deviceState(): Promise<string> {
    return this.page.evaluate(() => window.phone.device.state)
  }

  restartIce(): Promise<void> {
    return this.page.evaluate(() => window.phone.restartIce())
  }

  /** Whatever else the page's phone can. */
  ask<T>(work: (phone: Phone) => T | Promise<T>): Promise<T> {
    return this.page.evaluate(`(${String(work)})(window.phone)`) as Promise<T>
  }

  /** All that the SDK told so far. */
  events(): Promise<readonly PhoneEvent[]> {
    return this.page.evaluate(() => window.phone.events)
  }

  /** The next event of this name, after the one that was waited for last. Generous: machines are busy. */
  async event(name: string, timeoutMs = 60_000): Promise<PhoneEvent> {
    let found = -1
    let events: readonly PhoneEvent[] = []
    await eventually(async () => {
      events = await this.events()
      found = events.findIndex((each, i) => i >= this.#seen && each.name === name)
      if (found < 0) throw new Error(`no ${name} came; what came: ${JSON.stringify(events.slice(this.#seen))}`)
    }, timeoutMs)
    this.#seen = found + 1
    return events[found] as PhoneEvent
  }

  /** Cuts the page's network or mends it. What flows over UDP is not touched by Chromium's emulation; a connection of the page's is. */
  async setOffline(offline: boolean): Promise<void> {
    const cdp = await this.#cdp()
    await cdp.send('Network.enable')
    await cdp.send('Network.emulateNetworkConditions', {
      offline,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
    })
  }

  close(): Promise<void> {
    return this.page.close({ runBeforeUnload: false })
  }
}
