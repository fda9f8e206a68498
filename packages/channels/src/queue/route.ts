/**
 * The part of the queue that a delivery waits in: its next gateway and, where the client has a pace of its own, the client. Rows of one
 * route are interchangeable for pacing, so a claim takes as many of a route as its pace allows and never has to skip any.
 */
export function routeKey(gateway: string, pacedClient: string | null): string {
  return pacedClient === null ? gateway : `${gateway}#${pacedClient}`
}

/** The gateway and, where there is one, the client of a route. Gateways have no `#` in their names. */
export function parseRoute(route: string): { readonly gateway: string; readonly client: string | null } {
  const at = route.indexOf('#')
  return at < 0 ? { gateway: route, client: null } : { gateway: route.slice(0, at), client: route.slice(at + 1) }
}
