/** One thing that a capability token allows. */
export interface Scope {
  readonly scope: string
  /** The scope as it stands in the token. */
  payload(): string
}

/** As Node's `querystring.escape`: space is %20, and `- . _ ~ ! ' ( ) *` stay. */
function escaped(value: unknown): string {
  return encodeURIComponent(String(value))
}

/** Pairs inside one parameter: escaped, joined, and escaped once more, as Twilio reads them. */
function nested(pairs: object): string {
  return escaped(
    Object.entries(pairs)
      .map(([key, value]) => `${escaped(key)}=${escaped(value)}`)
      .join('&'),
  )
}

/** May listen to the account's event stream. */
export class EventStreamScope implements Scope {
  scope = 'scope:stream:subscribe'
  filters: object

  constructor(filters: object = {}) {
    this.filters = filters
  }

  payload(): string {
    const filtered = Object.keys(this.filters).length > 0
    return `${this.scope}?path=/2010-04-01/Events${filtered ? `&appParams=${nested(this.filters)}` : ''}`
  }
}

/** May take calls for a client name. */
export class IncomingClientScope implements Scope {
  scope = 'scope:client:incoming'
  clientName: string

  constructor(clientName: string) {
    this.clientName = clientName
  }

  payload(): string {
    return `${this.scope}?clientName=${escaped(this.clientName)}`
  }
}

/** Which application an outgoing call goes to, under which client name and with which parameters. */
export interface OutgoingClientScopeOptions {
  /** The TwiML application that calls go to. */
  applicationSid: string
  /** The name that calls are made under. */
  clientName?: string
  /** Parameters that the application's webhook gets. */
  params?: object
}

/** May make calls to a TwiML application. */
export class OutgoingClientScope implements Scope {
  scope = 'scope:client:outgoing'
  applicationSid: string
  clientName?: string
  params?: object

  /** @throws Error when the options or the application are missing */
  constructor(options: OutgoingClientScopeOptions) {
    if (!options) throw new Error('Required parameter "options" missing.')
    if (typeof options !== 'object') throw new TypeError('Parameter "options" must be a type Object')
    if (!options.applicationSid) throw new Error('Required parameter "options.applicationSid" missing.')
    this.applicationSid = options.applicationSid
    this.clientName = options.clientName
    this.params = options.params
  }

  payload(): string {
    let text = `${this.scope}?appSid=${escaped(this.applicationSid)}`
    if (typeof this.clientName === 'string') text += `&clientName=${escaped(this.clientName)}`
    if (typeof this.params === 'object' && this.params !== null) text += `&appParams=${nested(this.params)}`
    return text
  }
}
