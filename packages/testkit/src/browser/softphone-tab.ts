import type { TestContext } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { afterHooks } from '../after-hooks.ts'
import { chromiumProgram } from '../runtimes/runtime-cache.ts'
import { browserPatience, chromiumFlags } from './start-browser.ts'

/** The pitch that is loudest, Hz, and how loud it is, decibels below full scale. */
export interface Pitch {
  readonly frequency: number
  readonly level: number
}

declare global {
  interface Window {
    /** Of a page whose ears and mouth are the test's. */
    softphoneTest: { hum(hertz: number): void; listen(milliseconds: number): Promise<readonly Pitch[]> }
  }
}

/** Runs in the page, before all else: the microphone hums, and what comes from the other side can be looked at. */
function giveEars(): void {
  const context = new AudioContext()
  const tone = new OscillatorNode(context, { frequency: 440 })
  const gain = new GainNode(context, { gain: 0 })
  const mouth = new MediaStreamAudioDestinationNode(context)
  const ear = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 })
  tone.connect(gain).connect(mouth)
  tone.start()
  navigator.mediaDevices.getUserMedia = async () => mouth.stream.clone()
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(options?: RTCConfiguration) {
      super(options)
      this.addEventListener('track', ({ streams: [stream], track }) =>
        context.createMediaStreamSource(stream ?? new MediaStream([track])).connect(ear),
      )
    }
  }
  const look = (): Pitch => {
    const levels = new Float32Array(ear.frequencyBinCount)
    ear.getFloatFrequencyData(levels)
    const first = Math.ceil((200 * ear.fftSize) / context.sampleRate)
    let best = first
    for (let bin = first; bin < levels.length; bin += 1) if ((levels[bin] ?? 0) > (levels[best] ?? 0)) best = bin
    return { frequency: (best * context.sampleRate) / ear.fftSize, level: levels[best] ?? Number.NEGATIVE_INFINITY }
  }
  window.softphoneTest = {
    hum(hertz) {
      tone.frequency.value = hertz || 440
      gain.gain.value = hertz === 0 ? 0 : 0.5
    },
    async listen(milliseconds) {
      const seen: Pitch[] = []
      for (let past = 0; past < milliseconds; past += 100) {
        await new Promise((resolve) => setTimeout(resolve, 100))
        seen.push(look())
      }
      return seen
    },
  }
}

/** A tab with a page that is a phone. Its microphone is silent until it is told to hum. */
export class SoftphoneTab {
  readonly page: Page
  /** What the page complained of. */
  readonly complaints: string[] = []

  constructor(page: Page) {
    this.page = page
    page.on('pageerror', (error) => this.complaints.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text())
    })
  }

  hum(hertz: number): Promise<void> {
    return this.page.evaluate((given) => window.softphoneTest.hum(given), hertz)
  }

  /** What is heard of the other side, ten times a second. */
  listen(milliseconds: number): Promise<readonly Pitch[]> {
    return this.page.evaluate((given) => window.softphoneTest.listen(given), milliseconds)
  }
}

/** A Chromium in whose tabs phones can be opened. */
export interface SoftphoneBrowser {
  /** Each tab keeps things to itself, as another person's browser would. */
  open(url: string, size?: { readonly width: number; readonly height: number }): Promise<SoftphoneTab>
}

/** Starts Chromium; it ends with the test. */
export async function startSoftphoneBrowser(t: TestContext): Promise<SoftphoneBrowser> {
  const { chromium } = await import('playwright-core')
  const browser: Browser = await chromium.launch({
    ...{ executablePath: chromiumProgram, args: [...chromiumFlags], timeout: browserPatience },
  })
  afterHooks(t, () => browser.close())
  return {
    async open(url, size = { width: 360, height: 760 }) {
      const context = await browser.newContext({ viewport: size, permissions: ['microphone'] })
      context.setDefaultTimeout(browserPatience)
      await context.addInitScript(giveEars)
      const tab = new SoftphoneTab(await context.newPage())
      await tab.page.goto(url)
      return tab
    },
  }
}
