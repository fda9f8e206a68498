/** One line of the report. */
export interface Line {
  readonly what: string
  readonly official: number
  readonly ours: number
  readonly unit: string
  /** What the ratio of ours to the official may be at most, or must be at least; none for a line that is for information. */
  readonly target: { readonly atMost: number } | { readonly atLeast: number } | undefined
  /** A further limit on our own figure. */
  readonly limit?: number
}

/** Whether a line keeps to its target. */
export function holds({ official, ours, target, limit }: Line): boolean {
  if (limit !== undefined && ours >= limit) return false
  if (target === undefined) return true
  return 'atMost' in target ? ours <= official * target.atMost : ours >= official * target.atLeast
}

const figure = (value: number): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: Math.abs(value) < 1000 ? 1 : 0 })

function ratio({ official, ours, target }: Line): string {
  const smaller = target === undefined ? ours < official : 'atMost' in target
  return smaller ? `1/${figure(official / ours)}` : `${figure(ours / official)} x`
}

function wanted({ target, limit, unit }: Line): string {
  if (target === undefined) return ''
  const main = 'atMost' in target ? `<= 1/${figure(1 / target.atMost)}` : `>= ${figure(target.atLeast)} x`
  return limit === undefined ? main : `${main}, < ${figure(limit)} ${unit}`
}

/** The report as text, one line for each figure. */
export function table(lines: readonly Line[]): string {
  const rows = lines.map((line) => [
    line.what,
    `${figure(line.official)} ${line.unit}`,
    `${figure(line.ours)} ${line.unit}`,
    ratio(line),
    wanted(line),
    line.target === undefined ? '' : holds(line) ? 'ok' : 'MISSED',
  ])
  const head = ['', 'twilio', 'trunkline', 'ratio', 'target', '']
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)))
  const print = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
  return [head, ...rows].map((row) => print(row).trimEnd()).join('\n')
}
