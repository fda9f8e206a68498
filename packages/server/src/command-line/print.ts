/** Where commands write. Tests give another one. */
export interface Output {
  write(text: string): unknown
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
}

/** Writes rows as aligned columns under their heads. */
export function printTable(output: Output, heads: readonly string[], rows: readonly (readonly string[])[]): void {
  const all = [heads, ...rows]
  const widths = heads.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)))
  for (const row of all) {
    const cells = row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
    output.write(`${cells.join('  ').trimEnd()}\n`)
  }
}

/** Writes names and values as two aligned columns. */
export function printFields(output: Output, fields: readonly (readonly [string, string])[]): void {
  const width = Math.max(...fields.map(([name]) => name.length))
  for (const [name, value] of fields) output.write(`${name.padEnd(width)}  ${value}\n`)
}

/**
 * What a terminal must not be told by others: control characters, which could move its cursor, change its title or hide text
 * (ECMA-48). Line breaks and tabs become spaces, so that one thing stays on one line.
 */
export function plain(text: string): string {
  return text.replaceAll(/[\r\n\t]+/g, ' ').replaceAll(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '�')
}

/** Cuts a text to a width, with an ellipsis. */
export function fit(text: string, width: number): string {
  const letters = [...text]
  return letters.length <= width ? text : `${letters.slice(0, Math.max(0, width - 1)).join('')}…`
}
