import assert from 'node:assert/strict'
import { test } from 'node:test'
import { personPattern } from '@trunkline/postgres'
import { describeOnEachEngine } from '@trunkline/testkit'

const person = { phones: ['+4930901820'], emails: ['ana.b+c@example.com', 'brien@example.com'] }
const pattern = personPattern(person)

const theirs = [
  '+4930901820',
  'tel:+4930901820;x',
  'To=%2B4930901820&From=%2B1',
  '{"to": "+4930901820"}',
  'ana.b+c@example.com',
  'Ana.B+C@Example.COM.',
  '<ana.b+c@example.com>',
  'u=ana.b+c%40example.com&x',
  JSON.stringify({ text: 'Write to\nana.b+c@example.com\nor call' }),
  JSON.stringify({ text: 'tab\tana.b+c@example.com' }),
  "'brien@example.com'",
]
const others = [
  '+49309018201',
  '4930901820',
  '14930901820',
  'xana.b+c@example.com',
  'b+c@example.com',
  'ana.b+c@example.com.example.org',
  'ana.b+c@example.community',
  'anaxb+c@example.com',
  "o'brien@example.com",
  'mc.brien@example.com',
  '',
]

describeOnEachEngine('the pattern of a person', [], (open) => {
  test('finds the person’s addresses however they are written, and nobody else’s', async (t) => {
    const db = await open(t)
    const { rows } = await db.query<{ text: string; found: boolean }>({
      text: 'select text, text ~* $1 as found from unnest($2::text[]) text',
      values: [pattern, [...theirs, ...others]],
    })
    assert.deepEqual(
      rows.filter((row) => row.found).map((row) => row.text),
      theirs,
    )
  })

  test('is none where the person has no address', () => {
    assert.equal(personPattern({ phones: [], emails: [] }), undefined)
  })
})
