import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { isIPv6 } from 'node:net'
import { MediaError } from '../media-error.ts'

/** Two sockets: an even port for RTP, the next for RTCP (RFC 3550, section 11). */
export interface PortPair {
  readonly rtp: Socket
  readonly rtcp: Socket
  readonly port: number
}

/** Tries of ports that the system picks, until one is even and the next is free. */
const mostTries = 200

/**
 * Takes pairs of ports from a range, one after the other and round again: so a port rests as long as it can before it is used again, and what still comes for a call that is over
 * does not reach the next. A port that another program has is passed over.
 */
export class PortPairs {
  readonly #address: string
  readonly #from: number
  readonly #pairs: number
  #next: number

  /**
   * @param from the first, even; 0: any that the system gives
   * @param start at which pair to begin: not the same after each start of the program
   */
  constructor(address: string, range: { readonly from: number; readonly to: number }, start: number) {
    this.#address = address
    this.#from = range.from
    this.#pairs = range.from === 0 ? mostTries : Math.floor((range.to - range.from + 1) / 2)
    this.#next = start % this.#pairs
  }

  /** @throws MediaError `no-ports` where none is free, `failed` where the address can't be bound */
  async take(): Promise<PortPair> {
    for (let tried = 0; tried < this.#pairs; tried++) {
      const port = this.#from === 0 ? 0 : this.#from + this.#next * 2
      this.#next = (this.#next + 1) % this.#pairs
      const pair = await this.#bindPair(port)
      if (pair) return pair
    }
    throw new MediaError('no-ports', 'all RTP ports are taken: widen the range (TRUNKLINE_RTP_PORTS)')
  }

  async #bindPair(port: number): Promise<PortPair | undefined> {
    const rtp = await this.#bind(port)
    if (!rtp) return undefined
    const even = rtp.address().port
    const rtcp = even % 2 === 0 ? await this.#bind(even + 1) : undefined
    if (rtcp) return { rtp, rtcp, port: even }
    rtp.close()
    return undefined
  }

  async #bind(port: number): Promise<Socket | undefined> {
    const socket = createSocket({ type: isIPv6(this.#address) ? 'udp6' : 'udp4', lookup: asItIs })
    try {
      // The address is looked up at once, so that it may be listening before `bind` returns.
      const listening = once(socket, 'listening')
      socket.bind({ port, address: this.#address, exclusive: true })
      await listening
      return socket
    } catch (error) {
      socket.close()
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EADDRINUSE' || code === 'EACCES') return undefined
      const why = error instanceof Error ? error.message : String(error)
      throw new MediaError('failed', `no socket could be opened on ${this.#address}: ${why}`, { cause: error })
    }
  }
}

/** Addresses are given as they are to be used: looking each up (which Node does for every packet otherwise) would put off each packet to a later turn of the event loop. */
function asItIs(
  address: string,
  _options: unknown,
  done: (error: null, address: string, family: number) => void,
): void {
  done(null, address, isIPv6(address) ? 6 : 4)
}
