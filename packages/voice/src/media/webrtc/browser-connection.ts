import type { RemoteInfo, Socket } from 'node:dgram'
import type { WebRtcState } from '../media.ts'
import {
  type BrowserDescription,
  DescriptionError,
  readBrowserDescription,
  writeAnswer,
  writeOffer,
} from './browser-sdp.ts'
import { DtlsServer, isDtls, type SrtpKeys } from './dtls/dtls-server.ts'
import type { DtlsCertificate } from './dtls/self-signed.ts'
import { IceLite } from './ice-lite.ts'
import { SrtpReceiver, SrtpSender } from './srtp.ts'
import { isStun, type StunSource } from './stun-message.ts'

/** What a connection needs. */
export interface ConnectionOptions {
  /** Bound; closed with the connection. */
  readonly socket: Socket
  /** The address that the browser is told. */
  readonly address: string
  readonly certificate: DtlsCertificate
  readonly random: (size: number) => Uint8Array
  /** Milliseconds, never set back. */
  readonly now: () => number
  /** Our synchronization source (RFC 3550). */
  readonly ssrc: number
  readonly onRtp: (packet: Buffer) => void
  readonly onRtcp: (packet: Buffer) => void
  readonly onState: (state: WebRtcState, reason?: string) => void
}

/** Browsers check every 2.5 s at the least; without any packet for so long the browser is thought to be away. Milliseconds. */
const awayAfter = 7_000
/** Consent runs out (RFC 7675, section 5.1): nothing is sent any more until the browser checks again. Milliseconds. */
const consentFor = 30_000
/** A browser that has not got through by then won't. Milliseconds. */
const connectWithin = 30_000
const watchEvery = 1_000

/**
 * One browser's packets: one UDP socket, over which come STUN, DTLS, SRTP and SRTCP (RFC 7983).
 *
 *   new ──> connecting ──> connected <──> disconnected ──> failed      (any state may be closed)
 *
 * `disconnected`: nothing came for 7 s. `failed`: nothing for 30 s, or the handshake failed; a restart of ICE brings it back, a failed handshake does not come back.
 */
export class BrowserConnection {
  readonly #options: ConnectionOptions
  readonly #ice: IceLite
  readonly #dtls: DtlsServer
  readonly #watch: NodeJS.Timeout
  readonly #session: string
  #version = 0
  #state: WebRtcState = 'new'
  #remote: BrowserDescription | undefined
  #sender: SrtpSender | undefined
  #receiver: SrtpReceiver | undefined
  #heardAt: number
  #broken = false
  #strangers = 0

  constructor(options: ConnectionOptions) {
    this.#options = options
    this.#heardAt = options.now()
    this.#session = String(Buffer.from(options.random(6)).readUIntBE(0, 6))
    this.#ice = new IceLite({
      random: options.random,
      send: (datagram, to) => this.#put(datagram, to),
      onSelected: () => this.#revise(),
    })
    this.#dtls = new DtlsServer({
      certificate: options.certificate,
      random: options.random,
      fingerprints: () => this.#remote?.fingerprints ?? [],
      send: (datagram) => this.#toPeer(datagram),
      onKeys: (keys) => this.#begin(keys),
      onFailed: (reason) => this.#break(reason),
      onClosed: () => this.#break('the browser closed the connection'),
    })
    options.socket.on('message', (datagram, from) => this.#receive(datagram, from))
    options.socket.on('error', (error) => this.#break(error.message))
    this.#watch = setInterval(() => this.#look(), watchEvery).unref()
  }

  /** What the browser told of itself; undefined before. */
  get remote(): BrowserDescription | undefined {
    return this.#remote
  }

  get state(): WebRtcState {
    return this.#state
  }

  /** Whether a description is of the browser that this connection is with, or there is none yet. */
  isOf(description: BrowserDescription): boolean {
    return this.#remote === undefined || sameCertificate(this.#remote, description)
  }

  /** Packets that came from an address that never showed the password, or that were not authentic. */
  get strangers(): number {
    return this.#strangers
  }

  /** Our offer. */
  offer(): string {
    return writeOffer(this.#describe())
  }

  /** Takes the browser's answer to our offer. @throws DescriptionError */
  accept(answer: string): void {
    this.#take(readBrowserDescription(answer))
  }

  /** Answers the browser's offer, the first one or a later one; one with new ICE credentials restarts ICE. @throws DescriptionError */
  answer(offer: string): string {
    const description = readBrowserDescription(offer)
    this.#take(description)
    return writeAnswer(this.#describe(), description)
  }

  /** Protects and sends a packet; nothing happens while there is nobody to send to. */
  sendRtp(packet: Uint8Array): void {
    if (this.#sender === undefined || !this.#mayConsent()) return
    const sealed = this.#sender.rtp(packet)
    if (sealed !== undefined) this.#toPeer(sealed)
  }

  sendRtcp(packet: Uint8Array): void {
    if (this.#sender !== undefined && this.#mayConsent()) this.#toPeer(this.#sender.rtcp(packet))
  }

  close(): void {
    if (this.#state === 'closed') return
    clearInterval(this.#watch)
    this.#dtls.close()
    this.#options.socket.close()
    this.#move('closed')
  }

  #describe() {
    const { address, certificate, ssrc, socket } = this.#options
    this.#version += 1
    const own = { ice: this.#ice.local, fingerprint: certificate.fingerprint, address, port: socket.address().port }
    return { ...own, ssrc, session: this.#session, version: this.#version }
  }

  #take(description: BrowserDescription): void {
    // Another certificate would be another DTLS association (RFC 8842, section 5.4), and it is not ours to trust one in mid-call.
    if (!this.isOf(description))
      throw new DescriptionError('another certificate in mid-call is not taken: begin another call')
    this.#remote = description
    this.#ice.setRemote(description.ice.fragment)
    if (this.#state === 'new') this.#move('connecting')
    this.#heardAt = this.#options.now()
  }

  #receive(datagram: Buffer, from: RemoteInfo): void {
    // Nothing can be sent to port 0, and a forged packet can come from there: to answer it would throw.
    if (from.port === 0) this.#strangers += 1
    else if (isStun(datagram)) this.#receiveCheck(datagram, from)
    else if (!this.#ice.isPeer(from)) this.#strangers += 1
    else if (isDtls(datagram)) this.#dtls.receive(datagram)
    else this.#receiveMedia(datagram)
  }

  #receiveCheck(datagram: Buffer, from: RemoteInfo): void {
    if (this.#ice.receive(datagram, from)) this.#heard()
    else this.#strangers += 1
  }

  #receiveMedia(datagram: Buffer): void {
    if (this.#receiver === undefined) return
    // Payload types 64 to 95 are RTCP's packet types where both share a port (RFC 5761, section 4).
    const isRtcp = (datagram[1] ?? 0) >= 192 && (datagram[1] ?? 0) <= 223
    const packet = isRtcp ? this.#receiver.rtcp(datagram) : this.#receiver.rtp(datagram)
    if (packet === undefined) {
      this.#strangers += 1
      return
    }
    this.#heard()
    if (isRtcp) this.#options.onRtcp(packet)
    else this.#options.onRtp(packet)
  }

  #heard(): void {
    this.#heardAt = this.#options.now()
    if (this.#state === 'disconnected' || this.#state === 'failed') this.#revise()
  }

  #begin({ local, remote }: SrtpKeys): void {
    this.#sender = new SrtpSender(local)
    this.#receiver = new SrtpReceiver(remote)
    this.#revise()
  }

  #revise(): void {
    if (this.#broken || this.#state === 'closed') return
    if (this.#sender !== undefined && this.#ice.selected !== undefined) this.#move('connected')
  }

  #look(): void {
    if (this.#broken || this.#state === 'new' || this.#state === 'closed') return
    const silent = this.#options.now() - this.#heardAt
    if (this.#sender === undefined) {
      if (silent > connectWithin) this.#move('failed', 'the browser did not get through')
    } else if (silent > consentFor) this.#move('failed', 'nothing came from the browser')
    else if (silent > awayAfter) this.#move('disconnected', 'nothing comes from the browser')
  }

  #break(reason: string): void {
    if (this.#broken || this.#state === 'closed') return
    this.#broken = true
    this.#move('failed', reason)
  }

  #move(state: WebRtcState, reason?: string): void {
    if (this.#state === state || this.#state === 'closed') return
    this.#state = state
    this.#options.onState(state, reason)
  }

  #mayConsent(): boolean {
    return !this.#broken && this.#options.now() - this.#heardAt < consentFor
  }

  #toPeer(datagram: Buffer): void {
    const to = this.#ice.selected
    if (to !== undefined) this.#put(datagram, to)
  }

  #put(datagram: Buffer, to: StunSource): void {
    if (this.#state === 'closed') return
    // A datagram that can't be sent is a datagram lost on the way; that nothing comes back is what tells.
    this.#options.socket.send(datagram, to.port, to.address, () => {})
  }
}

function sameCertificate(a: BrowserDescription, b: BrowserDescription): boolean {
  return b.fingerprints.every(({ algorithm, value }) =>
    a.fingerprints.some((each) => each.algorithm === algorithm && each.value.toUpperCase() === value.toUpperCase()),
  )
}
