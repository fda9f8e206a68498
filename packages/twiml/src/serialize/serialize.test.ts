import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createComment, createDocument, createElement } from '../document/create.ts'
import { parseTwiml } from '../parse/parse.ts'
import { serializeTwiml } from './serialize.ts'

const head = '<?xml version="1.0" encoding="UTF-8"?>'

test('only what must be escaped is', () => {
  const text = `&<>"'\t\n\r é 😀`
  const document = createDocument(createElement('Response', {}, [createElement('Say', { a: text }, [text])]))
  assert.equal(
    serializeTwiml(document),
    `${head}<Response><Say a="&amp;&lt;>&quot;'&#x9;&#xA;&#xD; é 😀">&amp;&lt;&gt;"'\t\n&#xD; é 😀</Say></Response>`,
  )
})

test('pretty print gives each element a line, and leaves text where it is', () => {
  const say = createElement('Say', { voice: 'alice' }, ['a ', createElement('break'), ' b'])
  const gather = createElement('Gather', {}, ['\n ', createElement('Pause'), say, createComment('c')])
  const document = createDocument(createElement('Response', {}, [gather, createElement('Hangup')]), {
    before: [createComment('before')],
    after: [createComment('after')],
  })
  assert.equal(
    serializeTwiml(document, { pretty: true }),
    `${head}
<!-- before -->
<Response>
  <Gather>
    <Pause/>
    <Say voice="alice">a <break/> b</Say>
    <!-- c -->
  </Gather>
  <Hangup/>
</Response>
<!-- after -->`,
  )
})

test('pretty print keeps white space that is all the text there is', () => {
  const document = createDocument(createElement('Response', {}, [createElement('Say', {}, [' '])]))
  assert.equal(serializeTwiml(document, { pretty: true }), `${head}\n<Response>\n  <Say> </Say>\n</Response>`)
})

test('pretty print of what was pretty already changes nothing', () => {
  const pretty = `${head}\n<Response>\n  <Gather>\n    <Say>a</Say>\n  </Gather>\n</Response>`
  assert.equal(serializeTwiml(parseTwiml(pretty), { pretty: true }), pretty)
})
