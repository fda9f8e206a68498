import type { MessagePort } from 'node:worker_threads'
import { detectInBand } from '../digits/in-band.ts'
import { openLine } from '../line/line-transport.ts'
import type { PlayEnd } from '../media.ts'
import { MediaError } from '../media-error.ts'
import type { ArgsOf, EndpointKind, SourceRef, Told } from '../protocol.ts'
import { RecorderJob, type RecorderSource } from '../recorder/recorder.ts'
import { WavFile } from '../recorder/wav-file.ts'
import { PacketPort } from '../relay/packet-port.ts'
import { exposeParty, RelayTransport } from '../relay/relay.ts'
import { Room } from '../room/room.ts'
import { bridgeParties } from './bridge.ts'
import { kinds } from './kinds.ts'
import { Party } from './party.ts'
import type { PartyNews } from './party-news.ts'
import type { Surroundings } from './transport.ts'

/** Parties of one room; Twilio allows 250. */
const mostSeats = 250

/** All that lives in one media worker: parties, bridges, rooms, recorders. What is asked of it by the main thread comes to `operations.ts`. */
export class MediaWorker {
  readonly #surroundings: Surroundings
  readonly #tell: (told: Told) => void
  readonly #news: PartyNews
  readonly #parties = new Map<number, Party>()
  readonly #bridges = new Map<number, () => void>()
  readonly #rooms = new Map<number, Room>()
  readonly #recorders = new Map<number, RecorderJob>()

  constructor(surroundings: Surroundings, tell: (told: Told) => void) {
    this.#surroundings = surroundings
    this.#tell = tell
    this.#news = {
      digit: (id, digit) => tell({ tell: 'digit', id, digit }),
      event: (id, name, value) => tell({ tell: 'event', id, name, value }),
      gone: (id, reason) => void this.#gone(id, reason),
    }
  }

  get endpoints(): number {
    return this.#parties.size
  }

  /** @throws MediaError `closed` where it is not there any more */
  party(id: number): Party {
    const party = this.#parties.get(id)
    if (!party) throw new MediaError('closed', 'the endpoint is closed')
    return party
  }

  /** @throws MediaError `closed` */
  room(id: number): Room {
    const room = this.#rooms.get(id)
    if (!room) throw new MediaError('closed', 'the room is closed')
    return room
  }

  async open(id: number, kind: EndpointKind, options: unknown): Promise<unknown> {
    this.#makeSure(1)
    const party = new Party(id, this.#surroundings.ticker, this.#news, this.#surroundings.now)
    const openTransport = await kinds[kind]()
    const { transport, details } = await openTransport(party, options, this.#surroundings)
    this.#parties.set(id, party)
    party.opened(transport)
    if ((options as { detectInBand?: boolean } | undefined)?.detectInBand) detectInBand(party)
    return details
  }

  openLine(ids: readonly [number, number]): void {
    this.#makeSure(2)
    const [a, b] = [this.#newParty(ids[0]), this.#newParty(ids[1])]
    const [atA, atB] = openLine(a, b)
    a.opened(atA)
    b.opened(atB)
  }

  openRelay({ id, port, law }: ArgsOf<'openRelay'>): void {
    const party = this.#newParty(id)
    party.opened(new RelayTransport(party, port, law))
  }

  expose({ id, port, toRoom }: ArgsOf<'expose'>): void {
    exposeParty(this.party(id), port, toRoom)
  }

  async close(id: number): Promise<void> {
    const party = this.#parties.get(id)
    this.#parties.delete(id)
    await party?.close()
  }

  bridge({ bridge, a, b }: ArgsOf<'bridge'>): void {
    if (a === b) throw new MediaError('wrong', 'an endpoint can not be bridged with itself')
    const parties = [this.party(a), this.party(b)] as const
    this.#bridges.set(bridge, bridgeParties(...parties))
    for (const party of parties) party.closers.add(() => this.#bridges.delete(bridge))
  }

  endBridge(bridge: number): void {
    this.#bridges.get(bridge)?.()
    this.#bridges.delete(bridge)
  }

  play(args: ArgsOf<'play'>): Promise<PlayEnd> {
    const target = 'party' in args.on ? this.party(args.on.party) : this.room(args.on.room)
    return target.play(args.play, args.sound, args.loops, args.text)
  }

  stopPlay({ on, play }: ArgsOf<'stopPlay'>): void {
    const target = 'party' in on ? this.#parties.get(on.party) : this.#rooms.get(on.room)
    target?.stopPlay(play)
  }

  openRoom(id: number): void {
    this.#rooms.set(id, new Room(this.#surroundings.ticker))
  }

  join({ room, party, state }: ArgsOf<'join'>): void {
    if (this.room(room).size >= mostSeats) throw new MediaError('full', `a room has ${mostSeats} seats`)
    this.room(room).join(this.party(party), state)
  }

  /** From now on tells who speaks in a room. */
  watchSpeech(id: number): void {
    this.room(id).onSpeech = (party, speaking) =>
      this.#tell({ tell: 'event', id, name: 'speech', value: { party, speaking } })
  }

  closeRoom(id: number): void {
    this.#rooms.get(id)?.close()
    this.#rooms.delete(id)
  }

  async record({ recorder, file, channels, ...options }: ArgsOf<'record'>): Promise<void> {
    const sources = channels.map((channel) => channel.map((source) => this.#source(source)))
    const wav = await WavFile.open(file, channels.length)
    const job = new RecorderJob(wav, this.#surroundings.ticker, { ...options, channels: sources })
    this.#recorders.set(recorder, job)
    void job.ended.then((end) => {
      this.#recorders.delete(recorder)
      this.#tell({ tell: 'recorded', recorder, end })
    })
  }

  recorder(id: number): RecorderJob | undefined {
    return this.#recorders.get(id)
  }

  /** Gives a track's packets to a recorder in another worker, until either is over. */
  tap({ source, port }: ArgsOf<'tap'>): void {
    const from = this.#source(source)
    let stop: () => void = () => undefined
    const packets = new PacketPort(port, { closed: () => stop() })
    stop = from.listen(
      (packet) => packets.sound(packet),
      () => packets.close(),
    )
  }

  #newParty(id: number): Party {
    const party = new Party(id, this.#surroundings.ticker, this.#news, this.#surroundings.now)
    this.#parties.set(id, party)
    return party
  }

  #makeSure(more: number): void {
    const { maxEndpoints } = this.#surroundings.options
    if (this.#parties.size + more <= maxEndpoints) return
    throw new MediaError('full', `a media worker has at most ${maxEndpoints} endpoints`)
  }

  async #gone(id: number, reason: string): Promise<void> {
    if (!this.#parties.has(id)) return
    await this.close(id)
    this.#tell({ tell: 'closed', id, reason })
  }

  #source(source: SourceRef): RecorderSource {
    if ('port' in source) return portSource(source.port)
    const from = 'room' in source ? this.room(source.room) : this.party(source.party)
    const taps = 'track' in source ? this.party(source.party)[source.track] : this.room(source.room).taps
    return {
      listen: (tap, gone) => {
        taps.add(tap)
        from.closers.add(gone)
        return () => {
          taps.delete(tap)
          from.closers.delete(gone)
        }
      },
    }
  }
}

function portSource(port: MessagePort): RecorderSource {
  return {
    listen: (tap, gone) => {
      const packets = new PacketPort(port, { sound: tap, closed: gone })
      return () => packets.close()
    },
  }
}
