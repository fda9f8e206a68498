/** How many records a list gives, and how many a page holds. */

/** Limit and page size, checked; a limit alone is the page size too. */
export function readLimits(params: Readonly<Record<string, unknown>>): { limit?: number; pageSize?: number } {
  const { limit, pageSize } = params as { limit?: number; pageSize?: number }
  const bad = (n: number): boolean => !Number.isFinite(n) || n <= 0
  if ((limit && bad(limit)) || limit === 0) throw new TypeError('Parameter limit must be a positive integer')
  if (pageSize && bad(pageSize)) throw new TypeError('Parameter pageSize must be a positive integer')
  const size = pageSize || limit
  return { ...(limit ? { limit } : {}), ...(size ? { pageSize: size } : {}) }
}
