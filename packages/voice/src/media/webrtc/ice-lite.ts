import { bindingResponse, readBindingRequest, roleConflictResponse, type StunSource } from './stun-message.ts'

/** The short-term credentials of one side (RFC 8445, section 5.3). */
export interface IceCredentials {
  readonly fragment: string
  readonly password: string
}

/** What an agent needs. */
export interface IceLiteOptions {
  readonly send: (datagram: Buffer, to: StunSource) => void
  /** Random bytes, for the credentials. */
  readonly random: (size: number) => Uint8Array
  /** A peer's address was checked and, at the latest by now, is the one to send to. */
  readonly onSelected: (to: StunSource) => void
}

interface Generation {
  readonly local: IceCredentials
  /** Undefined until the peer's description is here. Checks that come before it are not answered: whose they are is not known, and they come again. */
  remoteFragment?: string
}

/** Addresses of one peer that are remembered: a browser has a handful of interfaces. */
const mostPeers = 16

const keyOf = ({ address, port }: StunSource): string => `${address}|${port}`

/**
 * The lite side of ICE (RFC 8445, section 2.5): a server with an address that the browser can reach answers the browser's checks and
 * sends where the browser nominates. It sends no checks, so it learns of the browser by its checks alone, and a browser that gives no candidates of
 * its own (the Twilio SDK sends its description before it has any) is reached all the same.
 *
 * On an ICE restart both generations of credentials hold until the peer has nominated by the new ones (RFC 8445, section 9), so that sound goes on meanwhile.
 */
export class IceLite {
  readonly #options: IceLiteOptions
  #generations: Generation[]
  readonly #peers = new Map<string, StunSource>()
  #selected: StunSource | undefined

  constructor(options: IceLiteOptions) {
    this.#options = options
    this.#generations = [{ local: this.#credentials() }]
  }

  /** Our credentials of the newest generation. */
  get local(): IceCredentials {
    return this.#newest.local
  }

  /** Where to send; undefined until a check has come. */
  get selected(): StunSource | undefined {
    return this.#selected
  }

  /** Takes the peer's credentials: the first ones, or new ones, which restart ICE with new credentials of ours. */
  setRemote(fragment: string): void {
    const { remoteFragment } = this.#newest
    if (remoteFragment === fragment) return
    if (remoteFragment === undefined) this.#newest.remoteFragment = fragment
    else this.#generations = [this.#newest, { local: this.#credentials(), remoteFragment: fragment }]
  }

  /** Whether a datagram that came from there may be the peer's: it has shown its password from there. */
  isPeer(source: StunSource): boolean {
    return this.#peers.has(keyOf(source))
  }

  /** Answers a STUN message where it is a check of the peer's. Gives whether it was one. */
  receive(datagram: Buffer, source: StunSource): boolean {
    const request = readBindingRequest(datagram)
    if (request === undefined) return false
    const generation = this.#generations.find((each) => matches(each, request.username))
    if (generation === undefined || !request.verify(generation.local.password)) return false
    if (request.controlled) {
      this.#options.send(roleConflictResponse(request, generation.local.password), source)
      return true
    }
    this.#options.send(bindingResponse(request, source, generation.local.password), source)
    this.#remember(source)
    if (request.useCandidate) this.#nominate(generation, source)
    else if (this.#selected === undefined) this.#select(source)
    return true
  }

  get #newest(): Generation {
    return this.#generations[this.#generations.length - 1] as Generation
  }

  #nominate(generation: Generation, source: StunSource): void {
    // From here on a check of the old generation that was under way is not answered, and can't take back what the new one has chosen.
    if (generation === this.#newest) this.#generations = [generation]
    this.#select(source)
  }

  #select(source: StunSource): void {
    if (this.#selected !== undefined && keyOf(this.#selected) === keyOf(source)) return
    this.#selected = source
    this.#options.onSelected(source)
  }

  #remember(source: StunSource): void {
    const key = keyOf(source)
    this.#peers.delete(key)
    this.#peers.set(key, source)
    if (this.#peers.size <= mostPeers) return
    for (const oldest of this.#peers.keys().take(1)) this.#peers.delete(oldest)
  }

  /** 48 and 144 random bits; RFC 8445 asks for 24 and 128 at least. */
  #credentials(): IceCredentials {
    const letters = (size: number): string =>
      Buffer.from(this.#options.random(size)).toString('base64').replaceAll('=', '')
    return { fragment: letters(6), password: letters(18) }
  }
}

function matches({ local, remoteFragment }: Generation, username: string): boolean {
  const [ours, theirs] = username.split(':')
  return ours === local.fragment && theirs === remoteFragment
}
