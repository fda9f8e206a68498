/**
 * The known name that a misspelt one most likely meant, for "did you mean …?", or undefined where none is near: at most a third
 * of its letters are wrong or swapped (optimal string alignment distance, case ignored).
 */
export function closestName(name: string, known: readonly string[]): string | undefined {
  if (name.length > 64) return undefined
  let best: string | undefined
  let bestDistance = Math.max(1, Math.floor(name.length / 3)) + 1
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase())
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance]
  }
  return best
}

function editDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)]
  const at = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY
  for (let row = 1; row <= a.length; row++) {
    rows.push([row])
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1]
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      const replaced = at(row - 1, column - 1) + (same ? 0 : 1)
      const edits = [replaced, at(row - 1, column) + 1, at(row, column - 1) + 1]
      if (swapped) edits.push(at(row - 2, column - 2) + 1)
      rows[row]?.push(Math.min(...edits))
    }
  }
  return at(a.length, b.length)
}
