import { type Law, transcodeG711 } from '../../audio/g711.ts'
import type { MediaFigures } from '../media.ts'
import { MediaError } from '../media-error.ts'
import { OutboundStream } from '../rtp/outbound-stream.ts'
import { readRtp, rtpHeaderBytes, writeRtp } from '../rtp/rtp-packet.ts'
import { SoundIntake } from '../rtp/sound-intake.ts'
import { eventBytes, writeEvent } from '../rtp/telephone-event.ts'
import type { EventPacket, SoundPacket } from '../worker/sound-packet.ts'
import type { KeyWay, PartyPort, Surroundings, Transport } from '../worker/transport.ts'
import { BrowserConnection, type ConnectionOptions } from './browser-connection.ts'
import { type BrowserDescription, DescriptionError, readBrowserDescription } from './browser-sdp.ts'
import { ControlReports } from './control-reports.ts'

/** Opens a socket and makes what a connection over it needs; connections of one party follow each other where another browser takes its call over. */
export type ConnectionParts = () => Promise<Pick<ConnectionOptions, 'socket' | 'address' | 'certificate' | 'random'>>

/** A party over WebRTC: RTP as with a telephone, inside of SRTP, over a connection that the browser keeps alive. */
export class WebRtcTransport implements Transport {
  readonly #party: PartyPort
  readonly #around: Surroundings
  readonly #parts: ConnectionParts
  readonly #out: OutboundStream
  readonly #control: ControlReports
  readonly #intake: SoundIntake
  #connection: BrowserConnection
  #sends = false
  #sent = 0
  #sentBytes = 0
  #strangersBefore = 0
  #closed = false

  constructor(
    party: PartyPort,
    around: Surroundings,
    parts: ConnectionParts,
    first: Awaited<ReturnType<ConnectionParts>>,
  ) {
    this.#party = party
    this.#around = around
    this.#parts = parts
    const { now, wallClock, random32, ticker } = around
    this.#out = new OutboundStream(now, random32)
    this.#intake = new SoundIntake(party, now)
    this.#connection = this.#connect(first)
    this.#control = new ControlReports({
      out: this.#out,
      reception: this.#intake.reception,
      sent: () => ({ packets: this.#sent, bytes: this.#sentBytes }),
      send: (packet) => this.#connection.sendRtcp(packet),
      now,
      wallClock,
      random32,
    })
    ticker.add('keep', this.#control)
  }

  get law(): Law {
    return this.#intake.law
  }

  get keys(): KeyWay {
    return this.#intake.eventType < 0 ? 'tones' : 'events'
  }

  get continuous(): boolean {
    return this.#sends
  }

  request(name: string, value: unknown): unknown {
    if (name === 'offer') return this.#connection.offer()
    try {
      if (name === 'accept') return this.#accept(String(value))
      if (name === 'answer') return this.#answer(String(value)).catch(asWrong)
    } catch (error) {
      asWrong(error)
    }
    throw new MediaError('wrong', `a party over WebRTC can't ${name}`)
  }

  send(packet: SoundPacket): void {
    if (!this.#sends) return
    const { law, payloadType } = this.#intake
    if (packet.law !== law) transcodeG711(law, packet.bytes, packet.start, packet.end)
    this.#out.next(packet)
    const bytes = Buffer.allocUnsafe(rtpHeaderBytes + packet.end - packet.start)
    packet.bytes.copy(bytes, rtpHeaderBytes, packet.start, packet.end)
    this.#transmit(bytes, payloadType)
  }

  sendEvent(packet: EventPacket): void {
    const { eventType } = this.#intake
    if (!this.#sends || eventType < 0) return
    this.#out.nextEvent(packet)
    const bytes = Buffer.allocUnsafe(rtpHeaderBytes + eventBytes)
    writeEvent(bytes, rtpHeaderBytes, packet)
    this.#transmit(bytes, eventType)
  }

  figures(): MediaFigures {
    const { received, lost, jitter } = this.#intake.reception
    const strangers = this.#strangersBefore + this.#connection.strangers
    return { packetsSent: this.#sent, packetsReceived: received, packetsLost: lost, jitter: jitter / 8, strangers }
  }

  close(): void {
    this.#closed = true
    this.#around.ticker.remove('keep', this.#control)
    this.#connection.close()
  }

  #accept(answer: string): void {
    this.#connection.accept(answer)
    this.#settle(readBrowserDescription(answer))
  }

  async #answer(offer: string): Promise<string> {
    const description = readBrowserDescription(offer)
    // Another browser: the page that resumes a call which another one has left.
    if (!this.#connection.isOf(description)) {
      const before = this.#connection
      const parts = await this.#parts()
      // Meanwhile the call may have ended, or another page may have taken it: nobody would close this socket.
      if (this.#closed || this.#connection !== before) {
        parts.socket.close()
        throw new MediaError('closed', 'the call was over, or another browser had it, before this one was answered')
      }
      this.#strangersBefore += before.strangers
      before.close()
      this.#connection = this.#connect(parts)
    }
    const answer = this.#connection.answer(offer)
    this.#settle(description)
    return answer
  }

  #connect(parts: Awaited<ReturnType<ConnectionParts>>): BrowserConnection {
    const connection: BrowserConnection = new BrowserConnection({
      ...parts,
      now: this.#around.now,
      ssrc: this.#out.ssrc,
      onRtp: (packet) => this.#receive(packet),
      onRtcp: (packet) => this.#control.take(packet),
      onState: (state, reason) => {
        // The state of the one that was replaced is nobody's.
        if (connection === this.#connection) this.#party.tell('state', { state, reason })
      },
    })
    return connection
  }

  #settle(terms: BrowserDescription): void {
    const { direction } = terms
    // As the browser sees it.
    this.#sends = direction === 'sendrecv' || direction === 'recvonly'
    this.#intake.settle(terms, direction === 'sendrecv' || direction === 'sendonly')
    this.#party.changed()
  }

  #receive(bytes: Buffer): void {
    const intake = this.#intake
    if (!readRtp(bytes, intake.header)) return
    const { ssrc } = intake.header
    if (ssrc !== intake.ssrc) {
      intake.begin(ssrc)
      this.#control.hears(ssrc)
    }
    intake.take(bytes)
  }

  #transmit(bytes: Buffer, payloadType: number): void {
    const { marker, sequence, timestamp, ssrc } = this.#out
    writeRtp(bytes, 0, payloadType, marker, sequence, timestamp, ssrc)
    this.#sent += 1
    this.#sentBytes += bytes.length - rtpHeaderBytes
    this.#connection.sendRtp(bytes)
  }
}

function asWrong(error: unknown): never {
  if (error instanceof DescriptionError) throw new MediaError('wrong', error.message, { cause: error })
  throw error
}
