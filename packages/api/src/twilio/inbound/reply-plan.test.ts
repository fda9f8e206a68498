import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseTwiml } from '@trunkline/twiml'
import { planReplies } from './reply-plan.ts'

const context = { url: 'https://example.com/sms/hello?a=1', person: '+14155550123', ours: '+15005550006' }
const plan = (xml: string) => planReplies(parseTwiml(`<Response>${xml}</Response>`), context)
const codes = (xml: string) => plan(xml).warnings.map(({ code }) => code)
const usual = { to: context.person, from: context.ours, text: 'Hi', media: [], callbacks: [] }

test('a message goes back to who wrote, from the number that was written to', () => {
  assert.deepEqual(plan('<Message>\n  Hi\n</Message>'), { replies: [usual], redirect: null, warnings: [] })
})

test('bodies are joined, media are resolved, and attributes say who and where to', () => {
  const { replies } = plan(
    '<Message to="+4915112345678" from="ACME" action="../done" method="GET"><Body>One </Body><Body>two</Body><Media>pic.png</Media></Message>',
  )
  assert.deepEqual(replies, [
    {
      ...{ to: '+4915112345678', from: 'ACME', text: 'Onetwo', media: ['https://example.com/sms/pic.png'] },
      callbacks: [{ url: 'https://example.com/done', method: 'GET' }],
    },
  ])
  const both = plan('<Message statusCallback="/s" action="/a">Hi</Message>').replies[0]?.callbacks
  assert.deepEqual(both, [{ url: 'https://example.com/s' }, { url: 'https://example.com/a' }])
})

test('what is wrong with a message leaves it out with its warning, and the rest runs', () => {
  const cases: [string, number][] = [
    ['<Message to="nobody">Hi</Message>', 14101],
    ['<Message from="a sender that is too long">Hi</Message>', 14102],
    ['<Message></Message>', 14103],
    [`<Message>${'a'.repeat(1601)}</Message>`, 14103],
    ['<Message method="PUT">Hi</Message>', 14104],
    ['<Message statusCallback="ftp://example.com">Hi</Message>', 14105],
    ['<Say>Hi</Say>', 14110],
  ]
  for (const [xml, code] of cases) {
    const made = plan(`${xml}<Message>Hi</Message>`)
    assert.deepEqual([made.warnings.map((each) => each.code), made.replies], [[code], [usual]], xml)
  }
})

test('a redirect ends the document; an empty one leads to the document itself', () => {
  const made = plan('<Message>Hi</Message><Redirect method="GET">next</Redirect><Message>never</Message>')
  assert.deepEqual([made.replies.length, made.redirect], [1, { url: 'https://example.com/sms/next', method: 'GET' }])
  assert.deepEqual(plan('<Redirect/>').redirect, { url: context.url, method: 'POST' })
  assert.deepEqual(codes('<Redirect>mailto:x@example.com</Redirect>'), [11100])
})
