import type { Agent } from '../call/agent.ts'
import { sendAuthenticated } from '../call/send-authenticated.ts'
import { readInteger } from '../message/grammar.ts'
import { Headers } from '../message/headers.ts'
import { noBody, type SipRequest, type SipResponse } from '../message/message.ts'
import { readNameAddresses, sipUriOf } from '../message/name-address.ts'
import { escapeUser, readSipUri, sameSipUri, writeSipUri } from '../message/sip-uri.ts'
import type { Trunk } from './trunk.ts'

/** Seconds that are asked for; the first wait after a failure and the longest. */
const asked = 600
const [firstWait, longestWait] = [5, 300]
/** We register again once a day at the least. A timer that is told more than 24 days fires at once. */
const mostGranted = 86_400

/** Keeps us registered at a carrier (RFC 3261, section 10.2): again in time, and again after failures, each time later. */
export class TrunkRegistration {
  readonly trunk: Trunk
  readonly #agent: Agent
  readonly #callId: string
  readonly #tag: string
  #cseq = 0
  #failures = 0
  #off: (() => void) | undefined
  #stopped = false
  #registered = false

  constructor(agent: Agent, trunk: Trunk) {
    this.trunk = trunk
    this.#agent = agent
    this.#callId = agent.token()
    this.#tag = agent.token()
  }

  get registered(): boolean {
    return this.#registered
  }

  start(): void {
    void this.#round()
  }

  async #round(): Promise<void> {
    const response = await this.#send(asked).catch(() => undefined)
    if (this.#stopped) return
    const { name } = this.trunk
    const was = this.#registered
    this.#registered = response !== undefined && response.status < 300
    this.#agent.meter.gauge('trunkline_sip_trunk_registered', { trunk: name }, this.#registered ? 1 : 0)
    if (this.#registered && response) {
      this.#failures = 0
      if (!was) this.#agent.log.info({ trunk: name }, 'registered at the SIP trunk')
      return this.#again(this.#granted(response) * 0.8)
    }
    const wait = Math.min(firstWait * 2 ** this.#failures++, longestWait)
    const status = response?.status ?? 'no answer'
    this.#agent.log.warn({ trunk: name, status, wait }, 'could not register at the SIP trunk; trying again')
    this.#again(wait)
  }

  #again(seconds: number): void {
    this.#off = this.#agent.timers.after(Math.max(1, seconds) * 1000, () => void this.#round())
  }

  /** How long we are registered: what stands at our own contact, else in Expires. */
  #granted({ headers }: SipResponse): number {
    const own = readSipUri(this.#contact())
    const contacts = readNameAddresses(headers.all('contact')) ?? []
    const ours = contacts.find((contact) => {
      const uri = sipUriOf(contact)
      return own !== undefined && uri !== undefined && sameSipUri(own, uri)
    })
    const text = ours?.parameters.get('expires') ?? headers.get('expires')
    return Math.min(readInteger(text, 2 ** 32) || asked, mostGranted)
  }

  #contact(): string {
    const transport = this.trunk.uri.parameters.get('transport')?.toLowerCase() === 'tcp' ? 'tcp' : 'udp'
    const user = escapeUser(this.trunk.login?.username ?? '')
    return this.#agent
      .contact(transport)
      .replace(/^<sip:(?:[^@>]*@)?/, `sip:${user}@`)
      .replace(/>$/, '')
  }

  async #send(seconds: number): Promise<SipResponse | undefined> {
    const { uri, login } = this.trunk
    const [peer] = await this.#agent.locate(uri)
    if (peer === undefined) return undefined
    const request = this.#request(seconds)
    return sendAuthenticated({ agent: this.#agent, request, peer, login, nextCseq: () => ++this.#cseq })
  }

  #request(seconds: number): SipRequest {
    const { uri, login } = this.trunk
    const registrar = writeSipUri({ ...uri, headers: [] }).replace(/^sip:[^@]*@/, 'sip:')
    const aor = `<sip:${escapeUser(login?.username ?? '')}@${uri.host}>`
    const headers = new Headers([['Max-Forwards', '70']])
    headers.add('From', `${aor};tag=${this.#tag}`).add('To', aor).add('Call-ID', this.#callId)
    headers.add('CSeq', `${++this.#cseq} REGISTER`).add('Contact', `<${this.#contact()}>`)
    headers.add('Expires', String(seconds)).add('User-Agent', 'Trunkline')
    return { kind: 'request', method: 'REGISTER', uri: registrar, headers, body: noBody }
  }

  /** Registers no more, and tells the carrier. */
  async stop(): Promise<void> {
    if (this.#stopped) return
    this.#stopped = true
    this.#off?.()
    if (!this.#registered) return
    const patience = new Promise<void>((resolve) => this.#agent.timers.after(1_000, resolve))
    await Promise.race([this.#send(0).catch(() => undefined), patience])
    this.#registered = false
  }
}
