import { DtlsServer, ProtectionProfileAes128CmHmacSha1_80 } from 'werift'
import type { DtlsCertificate } from './dtls-certificate.ts'
import { type Fingerprint, faultOfHandshake } from './dtls-proof.ts'
import type { SrtpKey } from './srtp.ts'

/** The keys of both directions (RFC 5764, section 4.2). */
export interface SrtpKeys {
  readonly local: SrtpKey
  readonly remote: SrtpKey
}

/** What a handshake needs. */
export interface DtlsOptions {
  readonly certificate: DtlsCertificate
  /** Those of the peer's description; read when the peer has shown its certificate. */
  readonly fingerprints: () => readonly Fingerprint[]
  readonly send: (datagram: Buffer) => void
  readonly onKeys: (keys: SrtpKeys) => void
  /** It failed, with why; nothing more comes. */
  readonly onFailed: (reason: string) => void
  /** The peer closed the association. */
  readonly onClosed: () => void
}

/** HandshakeType (RFC 5246, section 7.4). */
const finishedType = 20
/** ContentType (RFC 5246, section 6.2.1). */
const alertRecord = 21
const handshakeRecord = 22

/** Whether a datagram is DTLS, by its first byte (RFC 7983). */
export const isDtls = (datagram: Buffer): boolean => {
  const first = datagram[0] ?? 0
  return first >= 20 && first <= 63
}

/**
 * The server's part of DTLS 1.2 for SRTP (RFC 5764): werift's handshake, with the proofs that it leaves out. The browser is the client, as our
 * descriptions ask it to be, so there is one part to get right.
 */
export class DtlsAssociation {
  readonly #options: DtlsOptions
  readonly #server: DtlsServer
  #state: 'open' | 'connected' | 'over' = 'open'

  constructor(options: DtlsOptions) {
    this.#options = options
    const { certPem, keyPem, signatureHash } = options.certificate
    this.#server = new DtlsServer({
      cert: certPem,
      key: keyPem,
      signatureHash,
      srtpProfiles: [ProtectionProfileAes128CmHmacSha1_80],
      extendedMasterSecret: true,
      certificateRequest: true,
      transport: {
        type: 'udp',
        address: { address: '', family: '', port: 0 },
        closed: false,
        onData: () => {},
        send: async (datagram: Buffer) => options.send(datagram),
        close: async () => {},
      },
    })
    this.#server.onConnect.once(() => this.#connected())
    this.#server.onError.once((error) => this.#fail(String(error)))
    this.#server.onClose.subscribe(() => this.#closed())
    this.#guard()
  }

  /** Takes a datagram of the peer's. */
  receive(datagram: Buffer): void {
    if (this.#state === 'over') return
    // Once the keys are there, what comes in the clear was made by somebody else: it could end the association or begin another one.
    // A Finished that comes again has lost our answer, and is answered again.
    if (this.#state === 'connected') {
      const [type, epoch] = [datagram[0], datagram.length > 4 ? datagram.readUInt16BE(3) : 0]
      const mayBe = epoch > 0 && (type === alertRecord || type === handshakeRecord)
      if (!mayBe) return
    }
    const { onData } = this.#server.transport.socket
    onData(datagram, ['', 0])
  }

  close(): void {
    this.#state = 'over'
    // werift sends its flight again for half a minute, unless the handshake has come this far.
    this.#server.dtls.flight = 7
  }

  /** Looks at each Finished before werift does. */
  #guard(): void {
    const server = this.#server
    const handle = server.onHandleHandshakes
    server.onHandleHandshakes = async (messages) => {
      if (this.#state === 'over') return
      const finished = messages.find(({ msg_type }) => msg_type === finishedType)
      if (finished !== undefined && this.#state === 'open') {
        const fault = faultOfHandshake(server, finished.fragment, this.#options.fingerprints())
        if (fault !== undefined) return this.#fail(fault)
      }
      await handle(messages)
    }
  }

  #connected(): void {
    if (this.#state !== 'open') return
    if (this.#server.srtp.srtpProfile === undefined) {
      this.#fail('the peer has no SRTP profile of ours')
      return
    }
    this.#state = 'connected'
    const keys = this.#server.extractSessionKeys(16, 14)
    this.#options.onKeys({
      local: { key: keys.localKey, salt: keys.localSalt },
      remote: { key: keys.remoteKey, salt: keys.remoteSalt },
    })
  }

  #closed(): void {
    if (this.#state !== 'connected') return
    this.#state = 'over'
    this.#options.onClosed()
  }

  #fail(reason: string): void {
    if (this.#state === 'over') return
    this.close()
    this.#options.onFailed(reason)
  }
}
