/** Groups of nodes that lead back to each other: Tarjan's strongly connected components of more than one node. */
export function cycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const found: string[][] = []
  const lower = (node: string, to: number): void => void low.set(node, Math.min(low.get(node) ?? to, to))
  const visit = (node: string): void => {
    index.set(node, index.size)
    lower(node, index.size - 1)
    stack.push(node)
    for (const next of graph.get(node) ?? []) {
      if (!graph.has(next)) continue
      if (!index.has(next)) visit(next)
      if (stack.includes(next)) lower(node, low.get(next) ?? 0)
    }
    if (low.get(node) !== index.get(node)) return
    const group = stack.splice(stack.indexOf(node))
    if (group.length > 1) found.push(group)
  }
  for (const node of graph.keys()) if (!index.has(node)) visit(node)
  return found
}
