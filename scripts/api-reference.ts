/**
 * Writes docs/reference/api/<package>.md from the public names of each package and their doc comments.
 *
 *   npm run docs:api              writes the pages
 *   npm run docs:api -- --check   changes nothing; fails when a page is not what the sources say
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Declaration } from './support/module-source.ts'
import { type Package, packages, root } from './support/packages.ts'
import { type Entry, entries, type PublicName, publicNames } from './support/public-names.ts'

const folder = join(root, 'docs/reference/api')
const longestSignature = 60

const headings: readonly (readonly [Declaration['kind'], string])[] = [
  ['function', 'Functions'],
  ['class', 'Classes'],
  ['constant', 'Constants'],
  ['type', 'Types'],
]

function page(owner: Package): string {
  const { name, description } = owner.manifest
  const parts = entries(owner).map((entry) => section(owner, entry))
  return `# \`${name}\`\n\n${description}.\n\n<!-- Made by \`npm run docs:api\` from the doc comments: edit those. -->\n\n${parts.join('\n')}`
}

function section(owner: Package, entry: Entry): string {
  const names = publicNames(entry)
  const title = entry.path === '.' ? '' : `# \`${owner.manifest.name}${entry.path.slice(1)}\`\n\n`
  const own = headings.flatMap(([kind, heading]) => {
    const those = names.filter((each) => each.declaration?.kind === kind)
    return those.length === 0 ? [] : [`## ${heading}\n\n${those.map(describe).join('\n')}`]
  })
  const others = names.filter((each) => !each.declaration)
  const rest = others.length === 0 ? [] : [`## From elsewhere\n\n${others.map(mention).join('\n')}\n`]
  return title + [...own, ...rest].join('\n')
}

function describe({ name, declaration, file }: PublicName): string {
  const doc = declaration?.doc ? `${markdown(declaration.doc)}\n\n` : ''
  const lines = (declaration?.signature ?? '').split('\n')
  const shown =
    lines.length > longestSignature ? [...lines.slice(0, longestSignature), '// … and more: see the source'] : lines
  const path = relative(root, file ?? '')
  return `### \`${name}\`\n\n${doc}\`\`\`ts\n${shown.join('\n')}\n\`\`\`\n\n[${path}](../../../${path})\n`
}

function mention({ name, owner, file }: PublicName): string {
  return `- \`${name}\`: ${owner ? `of \`${owner}\`` : `all of \`${relative(root, file ?? '')}\``}`
}

/** Doc comments are Markdown but for their links. */
function markdown(doc: string): string {
  return doc.replaceAll(/\{@link\s+([^\s}]+)\s*\}/g, '`$1`')
}

function index(all: readonly Package[]): string {
  const lines = all.map(({ name, manifest }) => `- [\`${manifest.name}\`](${name}.md): ${manifest.description}`)
  return `# API reference\n\n<!-- Made by \`npm run docs:api\`. -->\n\n${lines.join('\n')}\n`
}

const shown = packages().filter((each) => entries(each).some((entry) => publicNames(entry).length > 0))
const pages = new Map(shown.map((each) => [`${each.name}.md`, page(each)]))
pages.set('README.md', index(shown))

if (process.argv.includes('--check')) {
  const there = existsSync(folder) ? readdirSync(folder) : []
  const stale = [...pages].filter(
    ([name, text]) => !there.includes(name) || readFileSync(join(folder, name), 'utf8') !== text,
  )
  const gone = there.filter((name) => !pages.has(name))
  const wrong = [...stale.map(([name]) => name), ...gone]
  if (wrong.length > 0) console.log(`not what the sources say: ${wrong.join(', ')}. Run: npm run docs:api`)
  else console.log(`${pages.size} pages are what the sources say`)
  process.exitCode = wrong.length > 0 ? 1 : 0
} else {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of pages) writeFileSync(join(folder, name), text)
  console.log(`${pages.size} pages in ${relative(root, folder)}`)
}
