import type { RouteOptions } from 'fastify'

/** Knows which methods the paths of the server take, so that a wrong method is told from a wrong path. */
export interface AllowedMethods {
  /** Takes note of a route, as Fastify's onRoute hook gives it. */
  note(route: Pick<RouteOptions, 'method' | 'url'>): void
  /** The methods that a path takes, sorted; empty where there is no such path. */
  of(path: string): readonly string[]
}

/** Collects routes as they are registered. Looking up is linear in the routes, which is fine for what only a wrong request asks. */
export function createAllowedMethods(): AllowedMethods {
  const routes = new Map<string, { pattern: RegExp; methods: Set<string> }>()
  return {
    note({ method, url }) {
      const route = routes.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() }
      for (const one of Array.isArray(method) ? method : [method]) route.methods.add(one)
      routes.set(url, route)
    },
    of(path) {
      const found = [...routes.values()].filter((route) => route.pattern.test(path))
      return [...new Set(found.flatMap((route) => [...route.methods]))].sort()
    },
  }
}

/** `/v1/messages/:id` → /^\/v1\/messages\/[^/]+$/ */
function patternOf(url: string): RegExp {
  const segments = url.split('/').map((segment) => {
    if (segment.startsWith(':')) return '[^/]+'
    return segment === '*' ? '.*' : segment.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  })
  return new RegExp(`^${segments.join('/')}$`)
}
