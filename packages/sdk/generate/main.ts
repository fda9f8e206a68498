/**
 * Makes everything under `src/generated` and the expectations of the conformance test from the facts:
 * `node packages/sdk/generate/main.ts <facts.json>`
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { adviceTable } from '../src/errors/advice-table.ts'
import { assemble } from './assemble.ts'
import type { RawFacts } from './facts.ts'
import { mergeFacts, type Supplement } from './merge.ts'
import type { Product, Resource } from './model.ts'
import { pascal } from './names.ts'
import { pack, packingOrder, readable } from './pack.ts'
import { productTable } from './tables.ts'
import { typeFile, VersionTypes, versionType } from './types.ts'

const home = new URL('../', import.meta.url)
const banner = '// Made by packages/sdk/generate/main.ts. Do not edit.\n'

function put(path: string, text: string): void {
  const file = new URL(path, home)
  mkdirSync(new URL('./', file), { recursive: true })
  writeFileSync(file, text)
}

/** The packed tables. The API's own stand apart: most programs use nothing else, and they unpack faster alone. */
async function packedModule(products: readonly Product[]): Promise<string> {
  const tables = new Map(products.map((p) => [p.property, productTable(p)]))
  const texts = new Map(
    [...tables].filter(([name]) => name !== 'api').map(([name, table]) => [name, JSON.stringify(table)]),
  )
  const order = packingOrder(texts)
  return `${banner}/** Products, the API first, the others in the order of their tables. */
export const productNames: readonly string[] = '${['api', ...order].join(' ')}'.split(' ')
/** Table of the API, packed; it is in \`tables/api.json\` to read. */
export const packedApi = "${await pack([tables.get('api') ?? {}])}"
/** Tables of the other products and the advice on errors, packed, one to a line. */
export const packedOthers = "${await pack([...order.map((name) => tables.get(name) ?? {}), adviceTable])}"
`
}

const childrenOfAccount = (products: readonly Product[]): Resource[] =>
  products.find((p) => p.property === 'api')?.versions[0]?.resources.find((r) => r.name === 'accounts')
    ?.contextChildren ?? []

function shortcutsModule(names: readonly string[]): string {
  return `${banner}import type { AccountContext } from './types/api-v2010.ts'

/** The client's own account, as properties of the client. */
export type AccountShortcuts = Pick<AccountContext, ${names.map((n) => `'${n}'`).join(' | ')}>

/** Children of the account that hang on the client itself. */
export const accountShortcuts: readonly string[] = ${JSON.stringify(names.join(' '))}.split(' ')
`
}

/** The interface that declares the products on the client, and one for each product. */
function productsModule(products: readonly Product[]): string {
  const versions = products.flatMap((product) => product.versions.map((version) => ({ product, version })))
  const imports = versions.map(
    ({ product, version }) =>
      `import type { ${versionType(product, version)} } from './${typeFile(product, version)}.ts'`,
  )
  const shapes = products.map((product) => {
    const members = product.versions
      .filter((v) => v.property !== 'versionless')
      .map((v) => `  readonly ${v.property}: ${versionType(product, v)}\n`)
    const bare = product.versions.filter((v) => v.property === 'versionless').map((v) => versionType(product, v))
    const old = Object.entries(product.shortcuts).map(([name, path]) => {
      const [version = '', ...steps] = path.replace(/^account/, 'v2010.account').split('.')
      const target = `${pascal(product.property)}['${version}']${steps.map((s) => `['${s}']`).join('')}`
      return `  /** @deprecated Use ${path} instead. */\n  readonly ${name}: ${target}\n`
    })
    if (product.property === 'api')
      old.unshift("  readonly account: ApiV2010['account']\n  readonly accounts: ApiV2010['accounts']\n")
    return `export interface ${pascal(product.property)}${bare.length > 0 ? ` extends ${bare.join(', ')}` : ''} {\n${[...members, ...old].join('')}}`
  })
  const members = products.map((p) => `  readonly ${p.property}: ${pascal(p.property)}\n`)
  return `${banner}${imports.join('\n')}\n\n${shapes.join('\n\n')}\n\n/** Every product, as a property of the client. */\nexport interface Products {\n${members.join('')}}\n`
}

const [factsPath] = process.argv.slice(2)
if (factsPath === undefined) throw new Error('Say where the facts are: node packages/sdk/generate/main.ts <facts.json>')
const facts = JSON.parse(readFileSync(factsPath, 'utf8')) as RawFacts
const supplement = JSON.parse(readFileSync(new URL('supplement.json', import.meta.url), 'utf8')) as Supplement
const products = assemble(mergeFacts(facts, supplement), supplement.shortcuts)
for (const product of products) put(`src/generated/tables/${product.property}.json`, readable(productTable(product)))
put('src/generated/packed.ts', await packedModule(products))
put('src/generated/shortcuts.ts', shortcutsModule(childrenOfAccount(products).map((r) => r.name)))
put('src/generated/types/products.ts', productsModule(products))
for (const product of products) {
  for (const version of product.versions)
    put(
      `src/generated/types/${typeFile(product, version)}.ts`,
      `${banner}${new VersionTypes(product, version).print()}\n`,
    )
}
