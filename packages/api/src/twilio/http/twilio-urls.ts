import type { FastifyRequest } from 'fastify'
import { isTwilios, type TwilioHosts } from './twilio-hosts.ts'

/** Addresses of resources, as the caller can reach them: scheme, host and prefix of the request are kept. */
export interface TwilioUrls {
  /** `uri` of a resource of the 2010 API: a path relative to the API's host. `path` without version and `.json`: `/Accounts/AC…/Messages/SM…`. */
  uri(path: string): string
  /** Absolute URL of a resource of another product: `url('verify', '/v2/Services/VA…')`. */
  url(product: string, path: string): string
  /** Absolute URL of a resource of the 2010 API, with what comes after its path as it is: `/Accounts/AC…/Messages/SM…/Media/ME…`. */
  absolute(path: string): string
}

/** The addresses for one request. `TRUNKLINE_PUBLIC_URL` goes before Host, unless the request came to a product's own host. */
export function urlsOf(request: FastifyRequest, hosts: TwilioHosts, publicUrl: string | undefined): TwilioUrls {
  const origin = () => publicUrl?.replace(/\/$/, '') ?? `${schemeOf(request)}://${request.headers.host ?? 'localhost'}`
  return {
    uri: (path) => `/2010-04-01${path}.json`,
    url(product, path) {
      const own = ownHost(request, hosts, product)
      return own === undefined ? `${origin()}/${product}${path}` : `${own}${path}`
    },
    absolute: (path) => `${ownHost(request, hosts, 'api') ?? origin()}/2010-04-01${path}`,
  }
}

/** Origin of a product's host, where the request came to such a host: the first label is exchanged. */
function ownHost(request: FastifyRequest, hosts: TwilioHosts, product: string): string | undefined {
  const { host } = request.headers
  const label = hosts.productOf(host)
  if (host === undefined || label === undefined) return undefined
  // A path that begins with the product's name came to an ordinary host, which happens to be called like a product.
  const byHost = isTwilios(host) || (label !== 'api' && !request.originalUrl.startsWith(`/${label}/`))
  return byHost ? `${schemeOf(request)}://${product}${host.slice(label.length)}` : undefined
}

/** Twilio's own hosts are reached through something that ends TLS before us; other proxies say so in a header that only changes this answer. */
function schemeOf({ headers, protocol }: FastifyRequest): string {
  if (isTwilios(headers.host)) return 'https'
  return headers['x-forwarded-proto'] === 'https' ? 'https' : protocol
}
