import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzing } from '../../test/support/fuzzing.ts'
import { markupDepth } from './markup-depth.ts'

test('nesting is counted, whatever attributes and comments hold', () => {
  for (const [text, depth] of [
    ['', 0],
    ['a < b', 0],
    ['<a>x</a><a>y</a>', 1],
    ['<a><b/><b></b></a>', 2],
    ['<a><br><br><img src="x"></a>', 1],
    ['<a title="/>"><a title=\'/>\'><a title="<b>">', 3],
    ['<a>/><a>/><a>', 3],
    ['<!-- <a><a><a> --><a>', 1],
    ['</a></a><a>', 1],
  ] as const)
    assert.equal(markupDepth(text), depth, text)
})

test('any text is read in one pass', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => markupDepth(text) >= 0),
    fuzzing(),
  )
  for (const part of ['<a', '<a>', '<a "', '<!--', '</a', '<a/>']) {
    // Time of the processor: a busy machine takes none of it.
    const began = process.cpuUsage()
    markupDepth(part.repeat(200_000))
    const { user, system } = process.cpuUsage(began)
    assert.ok(user + system < 5_000_000, part)
  }
})
