/**
 * Pictures of an e-mail as the guide shows it, at the width of a telephone and of a desk: docs/guide/images/mail-*.png.
 *
 *   node --conditions=trunkline-source packages/channels/generate/mail-images.ts
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { parcelHtml } from '../test/support/parcel-mail.ts'

const folder = join(import.meta.dirname, '../../../docs/guide/images')
/** Stands in for the logo, which is nowhere. */
const logo =
  '<svg xmlns="http://www.w3.org/2000/svg" width="240" height="64"><rect width="64" height="64" rx="12" fill="#0f766e"/><path d="M14 24l18-10 18 10v18L32 52 14 42z M14 24l18 10 18-10 M32 34v18" fill="none" stroke="#fff" stroke-width="3"/><text x="78" y="44" font-family="Georgia" font-size="34" fill="#0f766e">Acme</text></svg>'

mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: ['--no-sandbox'] })
for (const [locale, width] of [
  ['en', 320],
  ['en', 1_200],
  ['de', 320],
  ['de', 1_200],
] as const) {
  const page = await browser.newPage({ viewport: { width, height: 200 } })
  await page.route('**/logo.png', (route) => route.fulfill({ contentType: 'image/svg+xml', body: logo }))
  await page.setContent(parcelHtml(locale), { waitUntil: 'networkidle' })
  await page.screenshot({ path: join(folder, `mail-${locale}-${width}.png`), fullPage: true })
  await page.close()
}
await browser.close()
