import type { RemoteInfo } from 'node:dgram'

/**
 * Where a party is: the address that was negotiated, and none other. Behind a NAT its packets may come from another port than it said: that port is taken over once, at the first packet;
 * afterwards everything else is a stranger's, so that nobody who can guess our port can turn a call to himself.
 */
export class Remote {
  readonly address: string
  readonly #negotiated: number
  #port: number
  #settled = false
  /** Packets of others. */
  strangers: number

  constructor(address: string, port: number, strangers = 0) {
    this.address = address
    this.#negotiated = port
    this.#port = port
    this.strangers = strangers
  }

  /** Where to send to. */
  get port(): number {
    return this.#port
  }

  /** Where the party's RTCP goes: next to its RTP. */
  get controlPort(): number {
    return this.#port + 1
  }

  /** The same far side given again leaves all as it is; so does a re-INVITE that changes something else. */
  movedTo(address: string, port: number): Remote {
    return address === this.address && port === this.#negotiated ? this : new Remote(address, port, this.strangers)
  }

  /** Whether a packet is the party's. @param isRtp what is no RTP does not take over the port */
  takes(from: RemoteInfo, isRtp: boolean): boolean {
    const known = from.port === this.#port && from.address === this.address
    // Nothing can be sent to port 0; a forged packet can come from there.
    if (!known && (this.#settled || from.port === 0 || !isRtp || from.address !== this.address)) {
      this.strangers += 1
      return false
    }
    if (!isRtp) return false
    this.#port = from.port
    this.#settled = true
    return true
  }
}
