import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { twimlGrammar } from './grammar.ts'

const kept = JSON.parse(readFileSync(new URL('../generated/grammar.json', import.meta.url), 'utf8'))

test('the table says all that the grammar says', () => {
  for (const family of ['voice', 'messaging', 'fax'] as const) {
    const { elements, enums } = kept.families[family]
    const table = twimlGrammar(family)
    assert.equal(table.family, family)
    assert.equal(table.elements.length, Object.keys(elements).length)
    for (const [index, [key, row]] of Object.entries<(typeof elements)[string]>(elements).entries()) {
      const element = table.elements[index]!
      assert.equal(element.tag, key.split('#')[0])
      assert.equal(element.className, row.class)
      assert.equal(element.text, row.text)
      assert.deepEqual(
        [...element.children.keys()],
        row.children.map((child: string) => child.split('#')[0]),
      )
      assert.deepEqual(
        [...element.attributes].map(([name, { type, list, values }]) => [name, type, list, values && [...values]]),
        Object.entries<string>(row.attributes).map(([name, type]) => {
          const values = enums[type.replace('[]', '')]
          return [name, values ? 'enum' : type.replace('[]', ''), type.endsWith('[]'), values]
        }),
      )
    }
  }
})

test('the table is made once', () => {
  assert.equal(twimlGrammar('voice'), twimlGrammar('voice'))
})

test('a tag that means two things is told apart by its parent', () => {
  const { children } = twimlGrammar('voice').root
  assert.equal(children.get('Dial')!.children.get('Sip')!.className, 'Sip')
  assert.equal(children.get('Refer')!.children.get('Sip')!.className, 'ReferSip')
})
