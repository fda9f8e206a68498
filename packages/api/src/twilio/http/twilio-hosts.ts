import type { KnownOperation } from '@trunkline/sdk/operations'

/** First path segment of everything that belongs to the 2010 API. */
export const api2010 = '/2010-04-01/'
/** Where representations lead that are not served: no documented path begins like this. */
export const otherRepresentation = '/2010-04-01/.other/'

/** What the paths of a product begin with. */
interface ProductPaths {
  /** `v1`, `v2`, `HostedNumbers`. */
  readonly versions: Set<string>
  /** The first segments below the versions: `v1/Services`. */
  readonly starts: Set<string>
}

/** Knows which requests are meant for the Twilio-compatible edge, by host or by path. */
export class TwilioHosts {
  readonly #products = new Map<string, ProductPaths>()

  constructor(operations: readonly Pick<KnownOperation, 'host' | 'path'>[]) {
    for (const { host, path } of operations) {
      const [, version = '', first = ''] = path.replace('.json', '').split('/')
      const paths = this.#products.get(host) ?? { versions: new Set(), starts: new Set() }
      paths.versions.add(version)
      paths.starts.add(`${version}/${first}`)
      this.#products.set(host, paths)
    }
  }

  /** `/verify/v2`, `/messaging/v1`, … : what the edge's own paths begin with, beside the 2010 API. */
  prefixes(): string[] {
    return [...this.#products]
      .filter(([host]) => host !== 'api')
      .flatMap(([host, { versions }]) => [...versions].map((version) => `/${host}/${version}`))
  }

  /** Whether a routed path lies below one of the edge's own. */
  owns(path: string): boolean {
    const [, host = '', version = ''] = path.split('/', 3)
    return path.startsWith(api2010) || this.#products.get(host)?.versions.has(version) === true
  }

  /** The product that a Host header names by its first label, `api` among them: `verify` for `verify.dublin.ie1.twilio.com:4000`. */
  productOf(host: string | undefined): string | undefined {
    const dot = host?.indexOf('.') ?? -1
    if (host === undefined || dot < 1) return undefined
    const label = host.slice(0, dot).toLowerCase()
    return this.#products.has(label) ? label : undefined
  }

  /**
   * The URL that is routed for a URL that was asked for: `.json` is dropped below /2010-04-01, and what came to a product's own host gets the
   * product's name in front. All other URLs stay as they are. Under a domain that is not Twilio's, a product's host may also be where Trunkline
   * itself is reached (`messaging.acme.example/v1/messages`): what begins in lower case is the product's only if the product has it.
   */
  route(url: string, host: string | undefined): string {
    if (url.startsWith(api2010)) return plain2010(url)
    if (url.startsWith('/api/2010-04-01/')) return plain2010(url.slice(4))
    const product = this.productOf(host)
    if (product === undefined || product === 'api') return url
    const [, version = '', first = ''] = url.split(/[?/]/, 3)
    const paths = this.#products.get(product)
    if (!paths?.versions.has(version)) return url
    const its = isTwilios(host) || /^[A-Z]/.test(first) || paths.starts.has(`${version}/${first}`)
    return its ? `/${product}${url}` : url
  }
}

/** Whether a Host header lies in Twilio's own domain: the request came through a proxy or a changed name server. */
export const isTwilios = (host: string | undefined): boolean =>
  host !== undefined && /\.twilio\.com(:\d+)?$/i.test(host)

function plain2010(url: string): string {
  const query = url.indexOf('?')
  const path = query < 0 ? url : url.slice(0, query)
  const rest = query < 0 ? '' : url.slice(query)
  if (path.endsWith('.json')) return path.slice(0, -5) + rest
  if (path.endsWith('.xml') || path.endsWith('.csv')) return otherRepresentation + path.slice(api2010.length) + rest
  return url
}
