/** What a run saw, counted. Bodies, queries and credentials are never kept. */
export interface Caught {
  /** A request of the program that was answered here. */
  request(host: string, method: string, path: string, status: number): void
  /** A connection that was let through. */
  passed(host: string, port: number): void
  /** A host at which the program broke off because it does not trust this run's authority. */
  distrusted(host: string): void
  /** Hosts at which that happened. */
  readonly distrustedHosts: readonly string[]
  /** Requests answered here so far. */
  readonly requests: number
  /** What was counted, as lines for a person. */
  summary(): readonly string[]
}

/** Different lines that are remembered; a program that scans hosts or paths must not fill the memory. */
const most = 1_000

/** Starts counting. */
export function createCaught(): Caught {
  const requests = new Map<string, number>()
  const passed = new Map<string, number>()
  const distrusted = new Set<string>()
  return {
    request: (host, method, path, status) => count(requests, `${method} ${host}${outline(path)} ${status}`),
    passed: (host, port) => count(passed, `${host}:${port}`),
    distrusted: (host) => void distrusted.add(host),
    get distrustedHosts() {
      return [...distrusted]
    },
    get requests() {
      return total(requests)
    },
    summary: () => [
      `${total(requests)} requests to Twilio were answered here`,
      ...table(requests),
      `${total(passed)} other connections were let through`,
      ...table(passed),
    ],
  }
}

/** A path without its query and with its SIDs shortened, so that the same request to many resources is one line. */
export function outline(path: string): string {
  const plain = path.split('?', 1)[0] ?? ''
  return plain.replaceAll(/\b([A-Z]{2})[0-9a-f]{32}\b/g, '$1…').replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, '')
}

function count(counts: Map<string, number>, line: string): void {
  const key = counts.has(line) || counts.size < most ? line : 'others'
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

const total = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((sum, each) => sum + each, 0)
const table = (counts: ReadonlyMap<string, number>) =>
  [...counts].map(([line, times]) => `  ${String(times).padStart(6)} × ${line}`)
