import type { TwimlElement, TwimlNode } from '../document/node.ts'
import type { Position } from '../errors.ts'

/** Where the lines of a source start; found when first asked for. */
export class SourceText {
  readonly text: string
  #lineStarts: number[] | undefined

  constructor(text: string) {
    this.text = text
  }

  /** Line and column of an offset. */
  positionAt(offset: number): Position {
    this.#lineStarts ??= findLineStarts(this.text)
    const line = lastAtMost(this.#lineStarts, offset)
    return Object.freeze({ line: line + 1, column: offset - this.#lineStarts[line]! + 1, offset })
  }
}

/** Where one node was read. Attributes stand in the order in which they were written. */
interface Place {
  readonly source: SourceText
  readonly offset: number
  readonly attributeOffsets: readonly number[]
}

/**
 * Beside the nodes rather than in them, so that a parsed document equals one that was built. Weak: a place goes when
 * its node goes.
 */
const places = /* @__PURE__ */ new WeakMap<TwimlNode, Place>()

const none: readonly number[] = []

/** Remembers where a node was read. */
export function rememberPlace(node: TwimlNode, source: SourceText, offset: number, attributeOffsets = none): void {
  places.set(node, { source, offset, attributeOffsets })
}

/**
 * Where a node, or one attribute of an element, begins in the source that {@link parseTwiml} read it from. Undefined for
 * nodes that were built, and for attributes that the element lacks.
 */
export function positionOf(node: TwimlNode, attribute?: string): Position | undefined {
  const place = places.get(node)
  if (place === undefined) return undefined
  if (attribute === undefined) return place.source.positionAt(place.offset)
  return attributePosition(node, Object.keys((node as TwimlElement).attributes ?? {}).indexOf(attribute))
}

/** Where the attribute at an index begins: for walks over all of them. */
export function attributePosition(node: TwimlNode, index: number): Position | undefined {
  const place = places.get(node)
  const offset = place?.attributeOffsets[index]
  return offset === undefined ? undefined : place!.source.positionAt(offset)
}

function findLineStarts(text: string): number[] {
  const starts = [0]
  for (const lineEnd of text.matchAll(/\r\n?|\n/g)) starts.push(lineEnd.index + lineEnd[0].length)
  return starts
}

/** Index of the last number that is not above the limit; the numbers rise. */
function lastAtMost(numbers: readonly number[], limit: number): number {
  let low = 0
  let high = numbers.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (numbers[middle]! <= limit) low = middle
    else high = middle - 1
  }
  return low
}
