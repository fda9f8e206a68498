import type { FastifyRequest } from 'fastify'
import type { Client } from '../../ports.ts'
import type { TwilioError } from '../errors/twilio-error.ts'
import { readPageRequest } from '../paging/page-request.ts'
import type { PageTokens } from '../paging/page-tokens.ts'
import type { PageRequest, TwilioCall, TwilioCredential } from '../route.ts'
import { type Caller, notFound } from './authenticate.ts'
import type { TwilioHosts } from './twilio-hosts.ts'
import { type RawParams, TwilioParams } from './twilio-params.ts'
import { type TwilioUrls, urlsOf } from './twilio-urls.ts'

/** What all calls of a route have in common. */
export interface CallFrame {
  readonly operation: string
  readonly style: '2010' | 'meta'
  readonly product: string
  readonly json: boolean
  readonly tokens: PageTokens
  readonly hosts: TwilioHosts
  readonly publicUrl: string | undefined
}

/** A request as the routes see it. What costs something is made when it is first looked at. */
export class RequestCall implements TwilioCall {
  readonly account: Client
  readonly caller: Client
  readonly credential: TwilioCredential
  readonly path: Readonly<Record<string, string>>
  readonly #request: FastifyRequest
  readonly #frame: CallFrame
  #params: TwilioParams | undefined
  #urls: TwilioUrls | undefined
  #page: PageRequest | undefined

  constructor(request: FastifyRequest, who: Caller, frame: CallFrame) {
    this.account = who.account
    this.caller = who.caller
    this.credential = who.credential
    this.path = request.params as Record<string, string>
    this.#request = request
    this.#frame = frame
  }

  get params(): TwilioParams {
    const { body, query, method } = this.#request
    const form = method === 'POST' || method === 'PUT' || method === 'PATCH'
    const raw = form && !this.#frame.json ? body : query
    this.#params ??= new TwilioParams((raw ?? {}) as RawParams)
    return this.#params
  }

  get json(): unknown {
    return this.#frame.json ? this.#request.body : undefined
  }

  get urls(): TwilioUrls {
    this.#urls ??= urlsOf(this.#request, this.#frame.hosts, this.#frame.publicUrl)
    return this.#urls
  }

  get page(): PageRequest {
    this.#page ??= readPageRequest(this.params, this.#frame.style, this.#frame.tokens, this.scope)
    return this.#page
  }

  /** What this list's page tokens are good for. */
  get scope(): string {
    return `${this.account.id}:${this.#frame.operation}`
  }

  /** Path of the list below the version (2010), or below the product's host (others). */
  get listPath(): string {
    const path = this.#request.url.split('?', 1)[0] ?? ''
    return this.#frame.style === '2010' ? path.slice('/2010-04-01'.length) : path.slice(this.#frame.product.length + 1)
  }

  get extension(): 'json' | undefined {
    return extensionOf(this.#request)
  }

  notFound(): TwilioError {
    return notFound(this.#request)
  }

  header(name: string): string | undefined {
    const value = this.#request.headers[name]
    return typeof value === 'object' ? value[0] : value
  }
}

/** What the path that was asked for ends with; see {@link TwilioCall.extension}. */
export const extensionOf = ({ originalUrl }: Pick<FastifyRequest, 'originalUrl'>): TwilioCall['extension'] =>
  originalUrl.split('?', 1)[0]?.endsWith('.json') ? 'json' : undefined
