import { createECDH, sign } from 'node:crypto'
import { PacketIndex } from '../packet-index.ts'
import type { SrtpKey } from '../srtp.ts'
import { type HandshakeMessage, HandshakeReader, handshakeMessage, handshakeType } from './handshake-reader.ts'
import {
  type ClientHello,
  certificateBody,
  certificateRequest,
  keyParameters,
  readCertificate,
  readClientHello,
  readClientKey,
  readSignature,
  serverHello,
  serverKeyExchange,
} from './hello.ts'
import { extendedMasterSecret, type RecordKey, recordKeys, srtpKeys, verifyData } from './key-schedule.ts'
import { type Fingerprint, hasFingerprint, isSigned, same } from './peer-proof.ts'
import { contentType, type DtlsRecord, openRecord, plainRecord, readRecords, sealedRecord } from './record.ts'
import type { DtlsCertificate } from './self-signed.ts'

/** The keys of both directions. */
export interface SrtpKeys {
  readonly local: SrtpKey
  readonly remote: SrtpKey
}

/** What a handshake needs. */
export interface DtlsOptions {
  readonly certificate: DtlsCertificate
  /** Those of the peer's description; read when the peer has shown its certificate. */
  readonly fingerprints: () => readonly Fingerprint[]
  readonly random: (size: number) => Uint8Array
  readonly send: (datagram: Buffer) => void
  readonly onKeys: (keys: SrtpKeys) => void
  /** It failed, with why; nothing more comes. */
  readonly onFailed: (reason: string) => void
  /** The peer closed the association. */
  readonly onClosed: () => void
}

/** Whether a datagram is DTLS, by its first byte (RFC 7983). */
export const isDtls = (datagram: Buffer): boolean => {
  const first = datagram[0] ?? 0
  return first >= 20 && first <= 63
}

const alert = { closeNotify: 0, handshakeFailure: 40 } as const
/** Sealed records that came before the keys to open them. */
const mostEarly = 4

/**
 * The server's part of DTLS 1.2 (RFC 6347) for SRTP (RFC 5764), and no more than browsers need of it: one cipher suite, one curve, a certificate on both sides, and the extended master secret.
 *
 *   hello ──ClientHello──> keys ──Certificate, ClientKeyExchange, CertificateVerify, Finished──> connected ──close_notify──> over
 *
 * The keys are used only after the peer has shown the certificate of its description, has proved that it has its private key, and both have seen the same handshake.
 * There is no cookie: what comes here has shown ICE's password from where it came. There is no timer either: a client that misses something sends its last flight again (RFC 6347, section 4.2.4), and gets ours again.
 */
export class DtlsServer {
  readonly #options: DtlsOptions
  readonly #reader = new HandshakeReader()
  readonly #replays = new PacketIndex(31)
  readonly #ecdh = createECDH('prime256v1')
  readonly #random: Buffer
  #state: 'hello' | 'keys' | 'connected' | 'over' = 'hello'
  #transcript: Buffer[] = []
  #clientRandom: Buffer = Buffer.alloc(0)
  #certificate: Buffer | undefined
  #proved = false
  #master: Buffer | undefined
  #keys: { readonly client: RecordKey; readonly server: RecordKey } | undefined
  #early: DtlsRecord[] = []
  #flight: () => void = () => {}
  #sent = 0
  #sealed = 0

  constructor(options: DtlsOptions) {
    this.#options = options
    this.#random = Buffer.from(options.random(32))
  }

  /** Takes a datagram of the peer's. */
  receive(datagram: Buffer): void {
    for (const record of readRecords(datagram)) {
      if (this.#state === 'over') return
      try {
        this.#take(record)
      } catch (error) {
        this.#fail(error instanceof Error ? error.message : String(error))
      }
    }
  }

  /** Ends it, and tells the peer where there is one. */
  close(): void {
    if (this.#state === 'connected') this.#sendSealed(contentType.alert, Buffer.from([1, alert.closeNotify]))
    this.#state = 'over'
  }

  #take(record: DtlsRecord): void {
    if (record.epoch === 0) {
      // Once both have finished, what comes in the clear was made by somebody else, or long ago.
      if (this.#state === 'connected') return
      if (record.type === contentType.handshake) this.#takeHandshake(record.body, false)
      else if (record.type === contentType.alert) this.#takeAlert(record.body)
      return
    }
    if (this.#keys === undefined) {
      if (this.#early.length < mostEarly) this.#early.push(record)
      return
    }
    if (record.epoch !== 1 || !this.#replays.isNew(record.sequence)) return
    const body = openRecord(record, this.#keys.client)
    if (body === undefined) return
    this.#replays.accept(record.sequence)
    if (record.type === contentType.handshake) this.#takeHandshake(body, true)
    else if (record.type === contentType.alert) this.#takeAlert(body)
  }

  #takeHandshake(body: Buffer, sealed: boolean): void {
    const lowest = this.#reader.take(body, sealed)
    // The first message of the peer's last flight again: it has missed our answer.
    if (lowest !== undefined && lowest < this.#reader.next) {
      const isFirst = this.#state === 'keys' ? lowest === 0 : sealed
      if (isFirst) this.#flight()
    }
    for (let message = this.#reader.read(); message !== undefined; message = this.#reader.read()) {
      this.#read(message)
      if (this.#state === 'over') return
    }
  }

  #read(message: HandshakeMessage): void {
    const before = Buffer.concat(this.#transcript)
    this.#transcript.push(message.bytes)
    switch (message.type) {
      case handshakeType.clientHello:
        this.#answerHello(message)
        break
      case handshakeType.certificate:
        this.#checkCertificate(readCertificate(message.body))
        break
      case handshakeType.clientKeyExchange:
        this.#makeKeys(readClientKey(message.body))
        break
      case handshakeType.certificateVerify:
        this.#checkProof(message.body, before)
        break
      case handshakeType.finished:
        this.#finish(message, before)
        break
      default:
        throw new Error(`a message of type ${message.type} has no place here`)
    }
  }

  #checkCertificate(certificate: Buffer): void {
    if (!hasFingerprint(certificate, this.#options.fingerprints()))
      throw new Error('the certificate is not the one of the description')
    this.#certificate = certificate
  }

  #answerHello(message: HandshakeMessage): void {
    if (this.#state !== 'hello') throw new Error('the peer begins anew')
    const hello = readClientHello(message.body)
    this.#clientRandom = Buffer.from(hello.random)
    const answer = this.#serverFlight(hello)
    this.#transcript.push(...answer.map(({ bytes }) => bytes))
    this.#state = 'keys'
    this.#flight = () =>
      this.#options.send(Buffer.concat(answer.map(({ bytes }) => this.#plain(contentType.handshake, bytes))))
    this.#flight()
  }

  #serverFlight(hello: ClientHello): HandshakeMessage[] {
    const { certificate, key } = this.#options.certificate
    const parameters = keyParameters(this.#ecdh.generateKeys())
    const signature = sign('sha256', Buffer.concat([this.#clientRandom, this.#random, parameters]), key)
    const bodies = [
      [handshakeType.serverHello, serverHello(this.#random, hello)],
      [handshakeType.certificate, certificateBody(certificate)],
      [handshakeType.serverKeyExchange, serverKeyExchange(parameters, signature)],
      [handshakeType.certificateRequest, certificateRequest],
      [handshakeType.serverHelloDone, Buffer.alloc(0)],
    ] as const
    return bodies.map(([type, body], sequence) => handshakeMessage(type, sequence, body))
  }

  #makeKeys(peerKey: Buffer): void {
    if (this.#state !== 'keys' || this.#master !== undefined || this.#certificate === undefined)
      throw new Error('the messages of the handshake are out of order')
    this.#master = extendedMasterSecret(this.#ecdh.computeSecret(peerKey), Buffer.concat(this.#transcript))
    this.#keys = recordKeys(this.#master, this.#clientRandom, this.#random)
    // After what is being read: Finished may have come before its turn.
    queueMicrotask(() => {
      const early = this.#early.splice(0)
      for (const record of early) if (this.#state !== 'over') this.#takeLate(record)
    })
  }

  #takeLate(record: DtlsRecord): void {
    try {
      this.#take(record)
    } catch (error) {
      this.#fail(error instanceof Error ? error.message : String(error))
    }
  }

  #checkProof(body: Buffer, transcript: Buffer): void {
    if (this.#certificate === undefined || this.#master === undefined)
      throw new Error('the messages of the handshake are out of order')
    const { scheme, signature } = readSignature(body)
    if (!isSigned(this.#certificate, scheme, transcript, signature))
      throw new Error('the certificate is not the one of the peer')
    this.#proved = true
  }

  #finish(message: HandshakeMessage, transcript: Buffer): void {
    if (!message.sealed) throw new Error('the handshake ends in the clear')
    if (!this.#proved || this.#master === undefined)
      throw new Error('the peer did not prove that the certificate is its own')
    if (!same(verifyData(this.#master, 'client finished', transcript), message.body))
      throw new Error('the handshake was changed on its way')
    const whole = Buffer.concat([transcript, message.bytes])
    const finished = handshakeMessage(handshakeType.finished, 5, verifyData(this.#master, 'server finished', whole))
    this.#transcript = []
    this.#state = 'connected'
    this.#flight = () => {
      this.#options.send(this.#plain(contentType.changeCipherSpec, Buffer.from([1])))
      this.#sendSealed(contentType.handshake, finished.bytes)
    }
    this.#flight()
    const { client, server } = srtpKeys(this.#master, this.#clientRandom, this.#random)
    this.#options.onKeys({ local: server, remote: client })
  }

  #takeAlert(body: Buffer): void {
    const [level, description] = body
    if (level !== 2 && description !== alert.closeNotify) return
    const wasConnected = this.#state === 'connected'
    this.#state = 'over'
    if (wasConnected) this.#options.onClosed()
    else this.#options.onFailed(`the peer gave up: alert ${description}`)
  }

  #plain(type: number, body: Buffer): Buffer {
    const record = plainRecord(type, this.#sent, body)
    this.#sent += 1
    return record
  }

  #sendSealed(type: number, body: Buffer): void {
    if (this.#keys === undefined) return
    const record = sealedRecord(type, this.#sealed, body, this.#keys.server)
    this.#sealed += 1
    this.#options.send(record)
  }

  #fail(reason: string): void {
    if (this.#state === 'over') return
    this.#options.send(this.#plain(contentType.alert, Buffer.from([2, alert.handshakeFailure])))
    this.#state = 'over'
    this.#options.onFailed(reason)
  }
}
