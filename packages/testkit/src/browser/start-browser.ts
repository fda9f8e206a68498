import { existsSync } from 'node:fs'
import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Browser, Route } from 'playwright-core'
import { withoutPeer } from '../missing-peer.ts'
import { chromiumProgram } from '../runtimes/runtime-cache.ts'
import { BrowserPhone } from './browser-phone.ts'

/** The `skip` option of tests that need Chromium. */
export const withoutChromium: string | false = withoutPeer('chromium', existsSync(chromiumProgram))

/** What a start of Chromium, a page's load, or a wait for something on it may take on a busy machine. Milliseconds. */
export const browserPatience = 120_000

/** Where pages seem to come from; nothing is asked of the network for them. A secure place, as microphones want it. */
const origin = 'https://phone.test'

/** How Chromium is started: a made-up microphone, sound without a click, tabs in the background wide awake. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A page of the network at large may not speak to this machine otherwise.
  '--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets,LocalNetworkAccessChecksWebRTC',
  '--ignore-certificate-errors',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--allow-loopback-in-peer-connection',
  // Tabs that nobody looks at go on as if somebody did: their timers make the tones and the heartbeats.
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
]

/** A browser of a test. */
export interface TestBrowser {
  /** A new tab with the SDK in it; each is a browser of its own, with nothing shared. */
  openPhone(): Promise<BrowserPhone>
  close(): Promise<void>
}

/** How a browser is started. */
export interface TestBrowserOptions {
  /** Where the SDK's reports of call quality are taken to in place of Twilio's host: `https://127.0.0.1:4000`. Left out: nowhere. */
  readonly eventsUrl?: string
}

let bundled: Promise<string> | undefined

/** The page's program, with the SDK. */
async function bundle(): Promise<string> {
  const { build } = await import('esbuild')
  const entry = fileURLToPath(new URL('./phone-page.ts', import.meta.url))
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    logLevel: 'silent',
  })
  return outputFiles[0]?.text ?? ''
}

const respond = (route: Route, contentType: string, body: string): Promise<void> =>
  route.fulfill({
    contentType,
    body,
    headers: { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' },
  })

/** Takes what the SDK sends to Twilio's host to ours. */
async function takeElsewhere(route: Route, eventsUrl: string | undefined): Promise<void> {
  if (eventsUrl === undefined) return route.abort()
  const { pathname } = new URL(route.request().url())
  const answer = await route.fetch({ url: `${eventsUrl}${pathname}` }).catch(() => undefined)
  return answer === undefined ? route.abort() : route.fulfill({ response: answer })
}

/** Runs in the page before anything else, since the SDK keeps the WebSocket that it finds. */
function mapSockets(): void {
  const Given = window.WebSocket
  window.WebSocket = class extends Given {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(window.plainSockets === true ? String(url).replace(/^wss:/, 'ws:') : url, protocols)
    }
  }
}

async function openPhone(browser: Browser, program: string, { eventsUrl }: TestBrowserOptions): Promise<BrowserPhone> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  context.setDefaultTimeout(browserPatience)
  const page = await context.newPage()
  await page.route('https://sdk.twilio.com/**', (route) => respond(route, 'audio/mpeg', ''))
  await page.route('https://eventgw*.twilio.com/**', (route) => takeElsewhere(route, eventsUrl).catch(() => {}))
  await page.route(`${origin}/**`, (route) =>
    route.request().url().endsWith('/phone.js')
      ? respond(route, 'text/javascript', program)
      : respond(route, 'text/html', '<!doctype html><title>phone</title><script src="/phone.js"></script>'),
  )
  await page.addInitScript(mapSockets)
  await page.goto(`${origin}/`)
  return new BrowserPhone(page)
}

/**
 * Starts Chromium (Debian's) without a window. Give the test's context to have it closed with the test.
 */
export async function startBrowser(t?: TestContext, options: TestBrowserOptions = {}): Promise<TestBrowser> {
  const { chromium } = await import('playwright-core')
  bundled ??= bundle()
  const program = await bundled
  const browser = await chromium.launch({
    ...{ executablePath: chromiumProgram, headless: true, args: chromiumFlags, timeout: browserPatience },
  })
  const close = (): Promise<void> => browser.close()
  t?.after(close)
  return { openPhone: () => openPhone(browser, program, options), close }
}
