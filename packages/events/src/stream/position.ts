/** A place in the stream of events: a row of the log and an event in it. Written `<row>-<index>`, as SSE ids carry it. */
export interface Position {
  readonly row: number
  readonly index: number
}

const shape = /^(\d{1,16})-(\d{1,6})$/

/** The position as text. */
export function formatPosition(row: number, index: number): string {
  return `${row}-${index}`
}

/** Reads a position; undefined for text that is none. */
export function parsePosition(text: string): Position | undefined {
  const match = shape.exec(text)
  return match ? { row: Number(match[1]), index: Number(match[2]) } : undefined
}
