/** Elements that never hold anything, so that they need no end (HTML Living Standard, section 13.1.2). */
const empty = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr'])

/**
 * How deep the elements of a text are nested, at the most. One pass, whatever the text: it counts beginnings and ends of tags, and takes what is not well formed
 * for deeper than it is rather than for less deep.
 */
export function markupDepth(text: string): number {
  let depth = 0
  let deepest = 0
  let at = text.indexOf('<')
  while (at >= 0) {
    if (text.startsWith('<!--', at)) {
      const end = text.indexOf('-->', at + 4)
      at = end < 0 ? -1 : text.indexOf('<', end)
      continue
    }
    const next = text.charCodeAt(at + 1)
    if (next === 0x2f) depth = Math.max(0, depth - 1)
    else if (isLetter(next)) {
      const name = nameAt(text, at + 1)
      const end = endOfTag(text, at + 1 + name.length)
      const holds = !empty.has(name.toLowerCase()) && text[end - 1] !== '/'
      if (holds) deepest = Math.max(deepest, ++depth)
      at = end - 1
    }
    at = text.indexOf('<', at + 1)
  }
  return deepest
}

const isLetter = (code: number): boolean => (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)

/** The name of a tag, cut off where no known one is as long. */
const nameAt = (text: string, from: number): string => /^[\w-]*/.exec(text.slice(from, from + 32))?.[0] ?? ''

/** Where a tag's `>` is, past the values of its attributes. */
function endOfTag(text: string, from: number): number {
  let quote = ''
  for (let at = from; at < text.length; at++) {
    const char = text[at] as string
    if (quote !== '') quote = char === quote ? '' : quote
    else if (char === '"' || char === "'") quote = char
    else if (char === '>') return at
  }
  return text.length
}
