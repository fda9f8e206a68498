import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { withoutPeer } from '@trunkline/testkit'
import { chromium } from 'playwright-core'
import { parcelHtml } from './support/parcel-mail.ts'

const chromiumProgram = '/usr/bin/chromium'

test('an e-mail of a template fits a telephone and a desk, in both of its languages', {
  skip: withoutPeer('chromium', existsSync(chromiumProgram)),
}, async (t) => {
  const args = '--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update'
  const browser = await chromium.launch({
    executablePath: chromiumProgram,
    headless: true,
    args: args.split(' '),
    timeout: 120_000,
  })
  t.after(() => browser.close())
  for (const width of [320, 1_200]) {
    for (const [locale, hello] of [
      ['en', 'Hello'],
      ['de-AT', 'Hallo'],
    ] as const) {
      const page = await (await browser.newContext({ viewport: { width, height: 800 } })).newPage()
      page.setDefaultTimeout(120_000)
      await page.route('**/*', (route) => route.abort())
      await page.setContent(parcelHtml(locale))
      const at = `${locale} at ${width} px`
      const look = await page.evaluate(() => {
        const button = [...document.querySelectorAll('a')].find((link) => link.href.endsWith('/p/7')) as HTMLElement
        const box = button.getBoundingClientRect()
        return {
          title: document.title,
          scripts: document.scripts.length,
          overflow: document.documentElement.scrollWidth - window.innerWidth,
          text: document.body.innerText,
          button: {
            left: box.left,
            right: box.right,
            height: box.height,
            colour: getComputedStyle(button).backgroundColor,
          },
          font: getComputedStyle(button).fontFamily,
          widest: Math.max(...[...document.querySelectorAll('table')].map((one) => one.getBoundingClientRect().width)),
        }
      })
      assert.ok(look.overflow <= 0, `${at}: ${look.overflow} px too wide`)
      assert.deepEqual([look.scripts, look.title.includes('P-2031-0007')], [0, true], at)
      assert.ok(look.text.includes(`${hello} <script>document.title = "run"</script>Ana & Ben`), `${at}: ${look.text}`)
      assert.ok(look.text.includes('Main Street 1, 10115 Berlin'), at)
      assert.ok(look.button.left >= 0 && look.button.right <= width && look.button.height >= 40, at)
      assert.deepEqual([look.button.colour, /Georgia/.test(look.font)], ['rgb(15, 118, 110)', true], at)
      assert.ok(look.widest <= 1_200)
      await page.context().close()
    }
  }
})
