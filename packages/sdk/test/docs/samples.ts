import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const guide = fileURLToPath(new URL('../../../../docs/guide/library/', import.meta.url))

/** One fenced block of a page of the guide. */
export interface Sample {
  readonly page: string
  /** Counted from 1 on its page. */
  readonly number: number
  readonly language: string
  readonly code: string
  /** What it prints, when a `text` block follows. */
  readonly output: string | undefined
}

/** The pages, by name. */
export function pages(): readonly string[] {
  return readdirSync(guide).filter((name) => name.endsWith('.md'))
}

/** The blocks of a page, a `text` block being the output of the one before it. */
export function samplesOf(page: string): Sample[] {
  const text = readFileSync(guide + page, 'utf8')
  const blocks = [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => ({
    language,
    code,
  }))
  return blocks.flatMap(({ language, code }, index) => {
    if (language === 'text') return []
    const next = blocks[index + 1]
    const output = next?.language === 'text' ? next.code : undefined
    return [{ page, number: index + 1, language, code, output }]
  })
}
