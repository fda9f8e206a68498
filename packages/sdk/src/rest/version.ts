/** The upper part of the tree: products and their versions, which know where their paths begin. */
import type { HttpRequest, HttpResponse } from '../http/http-client.ts'

/** What the tree needs of a client. */
export interface RequestSender {
  readonly accountSid: string
  /** Sends a request to an absolute URL; `call` may bring a signal, a timeout and headers of the caller. */
  request(request: HttpRequest): Promise<HttpResponse>
  /** Turns an error into the one that is thrown. */
  failed(error: unknown): unknown
}

/** Options of one call, given after its parameters. */
export interface CallOptions {
  /** Gives the call up. */
  readonly signal?: AbortSignal
  /** Milliseconds for one try of this call. */
  readonly timeout?: number
  /** Headers for this call, on top of the library's. */
  readonly headers?: Readonly<Record<string, string>>
}

const trimSlashes = (text: string): string => text.replace(/^\/+|\/+$/g, '')

/** One product: `https://verify.twilio.com`. */
export class Domain {
  readonly twilio: RequestSender
  readonly baseUrl: string

  constructor(twilio: RequestSender, baseUrl: string) {
    this.twilio = twilio
    this.baseUrl = baseUrl
  }

  /** A URL below the product's. */
  absoluteUrl(uri: string): string {
    return `${trimSlashes(this.baseUrl)}/${trimSlashes(uri)}`
  }

  /** Sends a request to a path of the product. */
  request(request: Omit<HttpRequest, 'uri'> & { uri: string }): Promise<HttpResponse> {
    return this.twilio.request({ ...request, uri: this.absoluteUrl(request.uri) })
  }
}

/** One version of a product: a prefix of its paths. */
export class Version {
  readonly domain: Domain
  readonly prefix: string

  constructor(domain: Domain, prefix: string) {
    this.domain = domain
    this.prefix = prefix
  }

  /** A path below the version's, without slashes at its ends. */
  relativeUrl(uri: string): string {
    return [this.prefix, trimSlashes(uri)]
      .map(trimSlashes)
      .filter((part) => part !== '')
      .join('/')
  }

  /** A URL below the version's. */
  absoluteUrl(uri: string): string {
    return this.domain.absoluteUrl(this.relativeUrl(uri))
  }

  /** Sends a request to a path of the version. */
  request(request: Omit<HttpRequest, 'uri'> & { uri: string }): Promise<HttpResponse> {
    return this.domain.request({ ...request, uri: this.relativeUrl(request.uri) })
  }
}
