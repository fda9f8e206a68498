import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TemplateDefinition } from '@trunkline/channels'
import { describeOnEachEngine } from '@trunkline/testkit'
import { accepts, ScriptedGateway } from './support/scripted-gateway.ts'
import { migrationSets, startWorld, type World } from './support/world.ts'

const parcel: TemplateDefinition = {
  defaultLocale: 'en',
  locales: {
    en: {
      text: 'Hello {{ name }}, your parcel {{ parcel.id }} arrives {{ day | default: "soon" }}.',
      email: {
        subject: 'Parcel {{ parcel.id }}',
        mjml: '<mj-text>Hello {{ name }}, <b>{{ parcel.id }}</b> is on its way.</mj-text><mj-button href="{{ parcel.url }}">Follow it</mj-button>',
      },
      push: { title: 'Parcel', data: { id: '{{ parcel.id }}', deep: ['{{ name }}', 7] } },
    },
    de: {
      text: 'Hallo {{ name }}, dein Paket {{ parcel.id }} kommt.',
      email: { subject: 'Paket {{ parcel.id }}', html: '<p>Hallo {{ name }}</p>' },
    },
  },
}
const variables = { name: 'Ana', parcel: { id: 'P-7', url: 'https://acme.example/p?id=7&x=1' } }
const to = { phone: '+14155550123', email: 'ana@example.com' }

function gateways() {
  const text = new ScriptedGateway('text', { channels: ['sms', 'call'] })
  const post = new ScriptedGateway('post', { channels: ['email'], receiptTimeout: 0, script: accepts })
  const app = new ScriptedGateway('app', { channels: ['push'], receiptTimeout: 0, script: accepts })
  return { text, post, app, all: [text, post, app] }
}
const say = async (world: World, more: object = {}, content: object = {}) =>
  (
    await world.channels.accept(world.client, {
      ...{ to, channels: ['sms'], content: { template: 'parcel', variables, ...content } },
      ...more,
    })
  ).message

describeOnEachEngine('templates', migrationSets, (open) => {
  test('a template says the same thing on each channel, in the recipient’s language or the next best', async (t) => {
    const { text, post, app, all } = gateways()
    const world = await startWorld(t, await open(t), all)
    await world.channels.templates.put(world.client.id, 'parcel', parcel)
    const push = [{ type: 'fcm' as const, token: 't' }]
    await world.until((await say(world, { to: { ...to, push }, channels: ['sms', 'email', 'push'] })).id, 'sent')
    assert.equal(text.texts[0], 'Hello Ana, your parcel P-7 arrives soon.')
    assert.deepEqual([post.sent[0]?.content.subject, app.sent[0]?.content.title], ['Parcel P-7', 'Parcel'])
    assert.deepEqual(app.sent[0]?.content.data, { id: 'P-7', deep: ['Ana', 7] })
    assert.match(
      post.sent[0]?.content.html ?? '',
      /Hello Ana, <b>P-7<\/b> is on its way\..*href="https:\/\/acme\.example\/p\?id=7&amp;x=1"/s,
    )
    for (const [locale, expected] of [
      ['de-AT', 'Hallo'],
      ['DE', 'Hallo'],
      ['de_CH', 'Hallo'],
      ['fr', 'Hello'],
      ['en-GB', 'Hello'],
    ] as const) {
      text.sent.length = 0
      await world.until((await say(world, { to: { ...to, locale } })).id, 'delivered')
      assert.match(text.texts[0] ?? '', new RegExp(`^${expected}`), locale)
    }
  })

  test('a missing variable is an error at once, and only of the channels that are used', async (t) => {
    const { all } = gateways()
    const world = await startWorld(t, await open(t), all)
    await world.channels.templates.put(world.client.id, 'parcel', parcel)
    await assert.rejects(say(world, {}, { variables: { parcel: {} } }), {
      code: 'template-variables-missing',
      errors: [{ pointer: '/content/variables/name', detail: 'the template parcel needs the variable name' }],
    })
    await assert.rejects(
      say(world, {}, { variables: { name: 'Ana' } }),
      /needs the variable parcel\.id|needs the variable parcel/,
    )
    await assert.rejects(say(world, {}, { template: 'other' }), { code: 'template-unknown' })
    // The link is the e-mail's alone.
    await world.until((await say(world, {}, { variables: { name: 'Ana', parcel: { id: 'P' } } })).id, 'delivered')
    assert.deepEqual((await world.channels.listMessages(world.client.id, {})).messages.length, 1)
  })

  test('what stands in a variable is text, whatever it looks like', async (t) => {
    const { post, text, all } = gateways()
    const world = await startWorld(t, await open(t), all)
    await world.channels.templates.put(world.client.id, 'parcel', parcel)
    const evil = {
      name: '<script>alert(1)</script><mj-raw>{{ name }}</mj-raw>',
      parcel: { id: '"><img src=x onerror=alert(1)>', url: 'javascript:alert(1)' },
    }
    await world.until((await say(world, { channels: ['email', 'sms'] }, { variables: evil })).id, 'sent')
    const html = post.sent[0]?.content.html ?? ''
    assert.match(html, /Hello &lt;script&gt;alert\(1\)&lt;\/script&gt;&lt;mj-raw&gt;\{\{ name \}\}/)
    assert.doesNotMatch(html, /<script|<img src=x|javascript:/i)
    assert.match(post.sent[0]?.content.subject ?? '', /^Parcel ">/)
    // A text is no markup: nothing is written differently there.
    assert.match(text.texts[0] ?? '', /^Hello <script>alert\(1\)<\/script>/)
    await say(
      world,
      { channels: ['email'] },
      { variables: { ...variables, parcel: { ...variables.parcel, id: 'a\r\nBcc: x@y' } } },
    )
    const { messages } = await world.channels.listMessages(world.client.id, { limit: 1 })
    await world.until(messages[0]?.id ?? '', 'sent')
    assert.equal(post.sent[1]?.content.subject, 'Parcel a Bcc: x@y')
  })

  test('the theme is put around MJML, and a whole document is taken as it is', async (t) => {
    const { all } = gateways()
    const world = await startWorld(t, await open(t), all)
    const { templates } = world.channels
    const { id } = world.client
    await templates.putTheme(id, {
      ...{ name: 'Acme & Sons', font: "Inter, 'Helvetica Neue', sans-serif", footer: 'Acme <b>\nMain Street 1' },
      colors: { primary: '#ff0044' },
      logo: { url: 'https://acme.example/logo.png?a=1&b=2', link: 'https://acme.example' },
    })
    await templates.put(id, 'parcel', parcel)
    const { content } = await templates.preview(id, 'parcel', { variables })
    const html = content.email?.html ?? ''
    for (const part of [
      'logo.png?a=1&amp;b=2',
      'alt="Acme &amp; Sons"',
      '#ff0044',
      "Inter, 'Helvetica Neue'",
      'Acme &lt;b&gt;<br',
      '<title>Parcel P-7</title>',
    ])
      assert.ok(html.includes(part), part)
    const whole =
      '<mjml><mj-body><mj-section><mj-column><mj-text>{{ name }}</mj-text></mj-column></mj-section></mj-body></mjml>'
    await templates.put(id, 'bare', { defaultLocale: 'en', locales: { en: { email: { subject: 'x', mjml: whole } } } })
    const bare = await templates.preview(id, 'bare', { variables })
    assert.ok(bare.content.email?.html?.includes('Ana'))
    assert.ok(!bare.content.email?.html?.includes('logo.png'))
  })

  test('fields of the message go before those of the template', async (t) => {
    const { text, all } = gateways()
    const world = await startWorld(t, await open(t), all)
    await world.channels.templates.put(world.client.id, 'parcel', parcel)
    await world.until((await say(world, {}, { sms: { text: 'mine' } })).id, 'delivered')
    await world.until((await say(world, {}, { text: 'ours' })).id, 'delivered')
    assert.deepEqual(text.texts, ['mine', 'ours'])
  })

  test('codes by template are sealed like others', async (t) => {
    const { text, all } = gateways()
    const world = await startWorld(t, await open(t), all)
    await world.channels.templates.put(world.client.id, 'code', {
      defaultLocale: 'en',
      locales: { en: { text: 'Code {{ code }}' } },
    })
    const { id } = await say(
      world,
      { category: 'otp', sendAt: new Date(Date.now() + 3_600_000).toISOString() },
      { template: 'code', variables: { code: '918273' } },
    )
    const { rows } = await world.db.query<{ request: object }>({
      text: 'select request from channels_message',
      values: [],
    })
    assert.ok(!JSON.stringify(rows).includes('918273'))
    world.clock.advance(3_700_000)
    await world.until(id, 'delivered')
    assert.deepEqual(text.texts, ['Code 918273'])
  })

  test('what is not well written is refused with its place, and nothing is kept', async (t) => {
    const { all } = gateways()
    const world = await startWorld(t, await open(t), all)
    const { templates } = world.channels
    const { id } = world.client
    const en = (fields: object): TemplateDefinition => ({ defaultLocale: 'en', locales: { en: fields } })
    const wrong: [TemplateDefinition, string][] = [
      [en({ text: 'Hello {{ name' }), '/locales/en/text'],
      [en({ sms: { text: '{% if x %}' } }), '/locales/en/sms/text'],
      [en({ text: '{{ x | nofilter }}' }), '/locales/en/text'],
      [en({ text: '{% include "/etc/passwd" %}' }), '/locales/en/text'],
      [en({ email: { mjml: '<mj-text>not closed' } }), '/locales/en/email/mjml'],
      [en({ push: { data: { a: ['{% for %}'] } } }), '/locales/en/push/data'],
    ]
    for (const [definition, pointer] of wrong) {
      const error = await templates.put(id, 'bad', definition).then(
        () => undefined,
        (thrown) => thrown,
      )
      assert.equal(error?.code, 'template-invalid', pointer)
      assert.deepEqual(
        error.errors.map((one: { pointer: string }) => one.pointer),
        [pointer],
      )
    }
    await assert.rejects(templates.put(id, 'bad', { ...en({ text: 'x' }), defaultLocale: 'fr' }), {
      code: 'validation-failed',
    })
    await assert.rejects(templates.put(id, '../x', en({ text: 'x' })), { code: 'validation-failed' })
    assert.deepEqual((await templates.list(id, {})).templates, [])
  })

  test('a template that never ends is stopped', async (t) => {
    const { all } = gateways()
    const world = await startWorld(t, await open(t), all)
    const { templates } = world.channels
    const { id } = world.client
    await templates.put(id, 'long', {
      defaultLocale: 'en',
      locales: { en: { text: '{% for a in (1..n) %}{% for b in (1..n) %}x{% endfor %}{% endfor %}' } },
    })
    const began = performance.now()
    await assert.rejects(templates.preview(id, 'long', { variables: { n: 100_000 }, channels: ['sms'] }), {
      code: 'template-invalid',
    })
    // Ten thousand million rounds take half an hour.
    assert.ok(performance.now() - began < 60_000)
  })

  test('texts that each take as long as they may do not stop the server together', async (t) => {
    const { all } = gateways()
    const world = await startWorld(t, await open(t), all)
    const { templates } = world.channels
    const { id } = world.client
    const loops =
      '{% for a in (1..2000) %}{% for b in (1..2000) %}{% for c in (1..2000) %}{% endfor %}{% endfor %}{% endfor %}'
    const names = [...'abcdefghijklmnopqrstuvwxyz'].flatMap((a) => [...'abc'].map((b) => `${a}${b}`))
    const locales = Object.fromEntries(names.map((name) => [name, { text: loops, title: loops, sms: { text: loops } }]))
    await assert.rejects(
      templates.put(id, 'slow', { defaultLocale: 'aa', locales }),
      /its texts take too long to fill in/,
    )
    const squares =
      '{% for a in (1..n) %}{% for b in (1..n) %}{% for c in (1..n) %}{% endfor %}{% endfor %}{% endfor %}x'
    await templates.put(id, 'slow', { defaultLocale: 'en', locales: { en: { text: squares } } })
    const slow = { to: to.phone, channels: ['sms'], content: { template: 'slow', variables: { n: 2_000 } } }
    const { rejected } = await world.channels.acceptBatch(world.client, Array(60).fill(slow))
    assert.match(rejected.at(-1)?.problem.message ?? '', /this batch takes too long; send fewer messages/)
    assert.equal(rejected.length, 60)
  })

  test('markup that is nested without end is refused, and the next mail is made all the same', async (t) => {
    const { all } = gateways()
    const world = await startWorld(t, await open(t), all)
    const { templates } = world.channels
    const deep = (tag: string, times: number): TemplateDefinition => ({
      defaultLocale: 'en',
      locales: {
        en: { email: { mjml: `<mj-text>${`<${tag}>`.repeat(times)}x${`</${tag}>`.repeat(times)}</mj-text>` } },
      },
    })
    await templates.put(world.client.id, 'deep', deep('div', 60))
    for (const [tag, times] of [
      ['div', 10_000],
      ['div a="/>"', 10_000],
      ['mj-section', 1_000],
    ] as const)
      await assert.rejects(templates.put(world.client.id, 'deep', deep(tag, times)), { code: 'template-invalid' }, tag)
    await templates.put(world.client.id, 'parcel', parcel)
    const { content } = await templates.preview(world.client.id, 'parcel', { variables, channels: ['email'] })
    assert.match(content.email?.html ?? '', /Hello Ana/)
  })

  test('templates are one client’s own; deleting one keeps what was accepted', async (t) => {
    const { text, all } = gateways()
    const world = await startWorld(t, await open(t), all)
    const { templates } = world.channels
    await templates.put(world.client.id, 'parcel', parcel)
    await assert.rejects(templates.get(world.ids.uuid(), 'parcel'), { code: 'not-found' })
    const { id } = await say(world, { sendAt: new Date(Date.now() + 3_600_000).toISOString() })
    await templates.remove(world.client.id, 'parcel')
    await assert.rejects(templates.remove(world.client.id, 'parcel'), { code: 'not-found' })
    world.clock.advance(3_700_000)
    await world.until(id, 'delivered')
    assert.equal(text.sent.length, 1)
  })
})
