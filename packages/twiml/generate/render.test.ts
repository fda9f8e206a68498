import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type CompactGrammar, compactGrammar, type FamilyRows, type RawGrammar } from './compact-grammar.ts'
import { renderAll } from './render.ts'
import { methodName } from './render-builder.ts'

const read = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')
const kept = (): CompactGrammar => compactGrammar(JSON.parse(read('src/generated/grammar.json')))

test('generating again from the grammar that is kept gives the files that are checked in', () => {
  const files = renderAll(kept())
  assert.equal(files.size, 6)
  for (const [file, text] of files)
    assert.equal(text, read(file), `${file} is stale: npm run generate src/generated/grammar.json`)
})

test('the generator takes the path of a grammar, and a folder to write to', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-grammar-'))
  const main = fileURLToPath(new URL('main.ts', import.meta.url))
  const grammar = fileURLToPath(new URL('../src/generated/grammar.json', import.meta.url))
  try {
    execFileSync(process.execPath, [main, grammar, folder])
    for (const file of renderAll(kept()).keys()) assert.equal(readFileSync(join(folder, file), 'utf8'), read(file))
    assert.throws(() => execFileSync(process.execPath, [main], { stdio: 'pipe' }), { status: 2 })
  } finally {
    rmSync(folder, { recursive: true })
  }
})

const totals = ({ elements, enums }: FamilyRows) => ({
  elements: Object.keys(elements).length,
  attributes: Object.values(elements).reduce((sum, row) => sum + Object.keys(row.attributes).length, 0),
  enums: Object.keys(enums).length,
  edges: Object.values(elements).reduce((sum, row) => sum + row.children.length, 0),
  rootVerbs: elements.Response!.children.length,
})

test('the grammar holds all of the published one, and the three attributes that 6.2.0 added', () => {
  const { voice, messaging, fax } = kept().families
  assert.deepEqual(totals(voice), { elements: 60, attributes: 301 + 3, enums: 56, edges: 134, rootVerbs: 20 })
  assert.deepEqual(totals(messaging), { elements: 5, attributes: 6, enums: 0, edges: 4, rootVerbs: 2 })
  assert.deepEqual(totals(fax), { elements: 2, attributes: 5, enums: 2, edges: 1, rootVerbs: 1 })
  assert.equal(voice.elements.Dial!.attributes.passports, 'string')
  assert.equal(voice.elements.Stream!.attributes.audioFormat, 'string')
  assert.equal(voice.elements.Stream!.attributes.sampleRate, 'string')
})

test('every child and every enum that the grammar names is in it', () => {
  for (const { elements, enums } of Object.values(kept().families)) {
    for (const row of Object.values(elements)) {
      for (const child of row.children) assert.ok(elements[child], child)
      for (const type of Object.values(row.attributes)) {
        const name = type.replace('[]', '')
        assert.ok(['string', 'number', 'boolean'].includes(name) || (enums[name]?.length ?? 0) > 0, type)
      }
    }
  }
})

test('no value of an enum holds a space, so lists can be written with spaces between', () => {
  for (const { enums } of Object.values(kept().families)) {
    for (const value of Object.values(enums).flat()) assert.match(value, /^[^\s']+$/)
  }
})

const raw: RawGrammar = {
  _source: 'a test',
  _delta_npm_6_2_0: { VoiceResponse: { SayAttributes: { added: ['alpha:string'] } } },
  voice: {
    enums: { Level: ['low', 'high'] },
    elements: {
      Response: { cls: 'VoiceResponse', text: false, children: ['Say'], attributes: {} },
      Say: {
        cls: 'Say',
        text: true,
        textParam: 'message',
        textRequired: true,
        children: [],
        attributes: {
          'xml:lang': { type: 'string' },
          levels: { type: 'enum', enum: 'Level', list: true },
          loop: { type: 'number' },
        },
      },
    },
  },
  messaging: {
    enums: {},
    elements: { Response: { cls: 'MessagingResponse', text: false, children: [], attributes: {} } },
  },
  fax: { enums: {}, elements: { Response: { cls: 'FaxResponse', text: false, children: [], attributes: {} } } },
}

test('the published grammar becomes compact, with what a later release added in its place', () => {
  const say = compactGrammar(raw).families.voice.elements.Say
  assert.deepEqual(say, {
    class: 'Say',
    text: 'required',
    textName: 'message',
    children: [],
    attributes: { alpha: 'string', levels: 'Level[]', loop: 'number', 'xml:lang': 'string' },
  })
  assert.deepEqual(Object.keys(say!.attributes), ['alpha', 'levels', 'loop', 'xml:lang'])
})

test('a compact grammar is taken as it is, so the kept copy can be generated from', () => {
  const compact = compactGrammar(raw)
  assert.deepEqual(compactGrammar(JSON.parse(renderAll(compact).get('src/generated/grammar.json')!)), compact)
})

test('tables and signatures are written from the rows', () => {
  const files = renderAll(compactGrammar(raw))
  assert.match(
    files.get('src/generated/attributes.ts')!,
    /Say: 'alpha:string levels:Level\[\] loop:number xml:lang:string',/,
  )
  assert.match(files.get('src/generated/attributes.ts')!, /Level: 'low high',/)
  assert.match(files.get('src/generated/structure.ts')!, /Response: \['VoiceResponse', 'none', 'Say'\],/)
  const builder = files.get('src/generated/voice-response.ts')!
  assert.match(
    builder,
    /say\(message: string\): VoiceResponse\.Say\n {2}say\(attributes: VoiceResponse\.SayAttributes, message: string\)/,
  )
  assert.match(builder, /levels\?: readonly Level\[\]/)
  assert.match(builder, /'xml:lang'\?: string/)
})

test('method names are the tags in camel case', () => {
  assert.equal(methodName('say-as'), 'sayAs')
  assert.equal(methodName('WhatsApp'), 'whatsApp')
  assert.equal(methodName('Sip#ReferSip'), 'sip')
})
