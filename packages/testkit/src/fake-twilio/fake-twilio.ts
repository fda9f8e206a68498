import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type FakeCallback, post, signatureOf, statusParams } from './callback.ts'
import { authFault, type FakeAccount, firstFault } from './checks.ts'
import { type Answer, asAnswer, notFound, type Route, readBody, readRoute, refuse, send } from './exchange.ts'
import { type FakeFault, type FakeReceipt, FaultScript } from './fault.ts'
import { renderPage } from './listing.ts'
import { type FakeRecord, randomSid, renderRecord } from './record.ts'

/** A request that reached the server, whatever became of it. */
export interface FakeRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly form: URLSearchParams
}

/** What the server starts with. */
export interface FakeTwilioOptions {
  /** Milliseconds since the epoch. Default: the machine's clock. */
  readonly now?: () => number
  /** Status callbacks after each create. Default: none; use {@link FakeTwilio.tell}. */
  readonly receipts?: readonly FakeReceipt[]
  /** Numbers of the account. Default: Twilio's test sender, `+15005550006`. */
  readonly numbers?: readonly string[]
}

/**
 * A server that speaks Twilio's API of 2010 for messages and calls: create, list and fetch, the account, status callbacks and inbound
 * messages, all signed. Credentials are random. It can be told to break at any point of a request's life ({@link FakeFault}).
 *
 * It keeps what it was sent ({@link records}) and what it told ({@link callbacks}), so that a test can ask "how often was this sent?".
 */
export class FakeTwilio {
  readonly accountSid = randomSid('AC')
  readonly authToken = randomBytes(16).toString('hex')
  readonly apiKey = { sid: randomSid('SK'), secret: randomBytes(16).toString('hex') }
  readonly account: FakeAccount
  /** Messages and calls, oldest first. */
  readonly records: FakeRecord[] = []
  readonly requests: FakeRequest[] = []
  readonly callbacks: FakeCallback[] = []
  /** Base URL, such as `http://127.0.0.1:41234`. */
  readonly url: string
  receipts: readonly FakeReceipt[]
  readonly #script = new FaultScript()
  readonly #server: Server
  readonly #now: () => number
  readonly #sequence = new Map<string, number>()
  readonly #background = new Set<Promise<unknown>>()
  readonly #closing = new AbortController()

  private constructor(server: Server, options: FakeTwilioOptions) {
    this.#server = server
    this.#now = options.now ?? Date.now
    this.receipts = options.receipts ?? []
    this.account = {
      numbers: new Set(options.numbers ?? ['+15005550006']),
      messagingServices: new Set(),
      optedOut: new Set(),
      closedCountries: new Set(),
      status: 'active',
      privateCallbacks: true,
    }
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    server.on('request', (request, response) => {
      this.#serve(request, response).catch((error: Error) => response.destroy(error))
    })
  }

  /** Starts a server on a free port of 127.0.0.1. */
  static async start(options: FakeTwilioOptions = {}): Promise<FakeTwilio> {
    const server = createServer({ keepAliveTimeout: 60_000 })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new FakeTwilio(server, options)
  }

  /** Messages that were created, oldest first. */
  get messages(): FakeRecord[] {
    return this.records.filter((record) => record.kind === 'message')
  }

  /** Calls that were created, oldest first. */
  get calls(): FakeRecord[] {
    return this.records.filter((record) => record.kind === 'call')
  }

  /** Orders given with {@link next} that no request has met. */
  get faultsLeft(): number {
    return this.#script.left
  }

  /** What goes wrong with the next requests of the fault's kind, once each. */
  next(fault: FakeFault, times = 1): void {
    this.#script.add(fault, times)
  }

  /** Moves a message or call to a status and tells its status callback, if it has one. */
  async tell(sid: string, status: string, errorCode: number | null = null): Promise<FakeCallback | null> {
    const record = this.records.find((each) => each.sid === sid)
    if (!record) throw new Error(`the fake server has no ${sid}`)
    record.status = status
    record.errorCode = errorCode
    record.updatedAt = this.#now()
    if (!['queued', 'accepted', 'scheduled', 'initiated'].includes(status)) record.sentAt ??= record.updatedAt
    if (!record.statusCallback) return null
    const sequence = this.#sequence.get(sid) ?? 0
    this.#sequence.set(sid, sequence + 1)
    return this.webhook(record.statusCallback, statusParams(record, this.accountSid, sequence))
  }

  /** Hands an inbound message to a webhook. */
  async inbound(
    url: string,
    message: { from: string; to: string; body: string; media?: readonly string[] },
  ): Promise<FakeCallback> {
    const media = message.media ?? []
    const sid = randomSid(media.length > 0 ? 'MM' : 'SM')
    const params: Record<string, string> = {
      AccountSid: this.accountSid,
      ApiVersion: '2010-04-01',
      MessageSid: sid,
      SmsSid: sid,
      SmsMessageSid: sid,
      SmsStatus: 'received',
      From: message.from,
      To: message.to,
      Body: message.body,
      NumMedia: String(media.length),
      NumSegments: '1',
    }
    for (const [index, each] of media.entries()) {
      params[`MediaUrl${index}`] = each
      params[`MediaContentType${index}`] = 'image/png'
    }
    return this.webhook(url, params)
  }

  /** Posts a signed form to a webhook. The fragment of the URL, which Twilio reads itself, is neither sent nor signed. */
  async webhook(url: string, params: Readonly<Record<string, string>>): Promise<FakeCallback> {
    const target = url.replace(/#.*$/, '')
    const answer = await post(target, params, signatureOf(this.authToken, target, params))
    this.callbacks.push(answer)
    return answer
  }

  /** Waits for the status callbacks that the server sends by itself. */
  async idle(): Promise<void> {
    while (this.#background.size > 0) await Promise.all(this.#background)
  }

  /** Ends all connections, those that hang included. */
  async close(): Promise<void> {
    this.#closing.abort()
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
    await this.idle()
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url)
    const route = readRoute(request.method ?? 'GET', url.pathname)
    const fault = route && route.kind !== 'account' ? this.#script.take(route.operation) : {}
    if (fault.cut === 'before-reading') return void request.socket.destroy()
    const form = new URLSearchParams(await readBody(request))
    this.requests.push({ method: request.method ?? 'GET', path: url.pathname, query: url.searchParams, form })
    if (fault.cut === 'before-processing') return void request.socket.destroy()
    if (fault.stall === 'before-processing') return
    if (fault.delayMs) await this.#sleep(fault.delayMs)
    if (fault.status !== undefined && !fault.processed) return refuse(response, fault)
    const answer = await this.#process(route, url, form, request.headers.authorization, fault)
    if (fault.cut === 'before-answer') return void request.socket.destroy()
    if (fault.stall === 'before-answer') return
    if (fault.status !== undefined) return refuse(response, fault)
    send(response, answer.status, answer.body, fault.cut === 'mid-answer')
  }

  async #process(
    route: Route | null,
    url: URL,
    form: URLSearchParams,
    authorization: string | undefined,
    fault: FakeFault,
  ): Promise<Answer> {
    if (!route) return asAnswer(notFound(url.pathname))
    const secrets = new Map([
      [this.accountSid, this.authToken],
      [this.apiKey.sid, this.apiKey.secret],
    ])
    const denied = authFault(route.account, authorization, this.accountSid, secrets, this.account)
    if (denied) return asAnswer(denied)
    if (route.kind === 'account') return this.#account(authorization)
    if (route.operation === 'create') return this.#create(route.kind, form, fault)
    if (route.operation === 'list')
      return { status: 200, body: renderPage(route.kind, this.records, this.accountSid, url.searchParams) }
    const record = this.records.find((each) => each.sid === route.sid && each.kind === route.kind)
    return record ? { status: 200, body: renderRecord(record, this.accountSid) } : asAnswer(notFound(url.pathname))
  }

  /** The account; with an API key refused, as Twilio refuses it to standard keys. */
  #account(authorization: string | undefined): Answer {
    const user = Buffer.from((authorization ?? '').replace(/^Basic /i, ''), 'base64').toString()
    if (user.startsWith('SK')) return asAnswer({ status: 401, code: 20003, message: 'Authenticate' })
    const { accountSid: sid } = this
    return { status: 200, body: { sid, friendly_name: 'Fake', status: this.account.status, type: 'Full' } }
  }

  async #create(kind: 'message' | 'call', form: URLSearchParams, fault: FakeFault): Promise<Answer> {
    const found = firstFault(kind, form, this.account)
    if (found) return asAnswer(found)
    const record = this.#record(kind, form)
    this.records.push(record)
    const body = renderRecord(record, this.accountSid)
    const receipts = fault.receipts ?? this.receipts
    for (const receipt of receipts.filter((each) => each.early)) await this.#tellLater(record.sid, [receipt])
    const later = this.#tellLater(
      record.sid,
      receipts.filter((each) => !each.early),
    )
    this.#background.add(later)
    void later.finally(() => this.#background.delete(later))
    return { status: 201, body }
  }

  #record(kind: 'message' | 'call', form: URLSearchParams): FakeRecord {
    const service = form.get('MessagingServiceSid')
    const media = form.getAll('MediaUrl')
    const now = this.#now()
    return {
      kind,
      sid: randomSid(kind === 'call' ? 'CA' : media.length > 0 ? 'MM' : 'SM'),
      to: form.get('To') ?? '',
      from: form.get('From'),
      messagingServiceSid: service,
      body: form.get('Body') ?? '',
      media,
      twiml: form.get('Twiml'),
      url: form.get('Url'),
      statusCallback: form.get('StatusCallback'),
      validityPeriod: form.has('ValidityPeriod') ? Number(form.get('ValidityPeriod')) : null,
      direction: 'outbound-api',
      createdAt: now,
      sentAt: null,
      updatedAt: now,
      status: service && kind === 'message' ? 'accepted' : 'queued',
      errorCode: null,
    }
  }

  async #tellLater(sid: string, receipts: readonly FakeReceipt[]): Promise<void> {
    for (const receipt of receipts) {
      if (receipt.afterMs) await this.#sleep(receipt.afterMs)
      if (this.#closing.signal.aborted) return
      await this.tell(sid, receipt.status, receipt.errorCode ?? null)
    }
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#closing.signal.addEventListener('abort', () => {
        clearTimeout(timer)
        resolve()
      })
    })
  }
}
