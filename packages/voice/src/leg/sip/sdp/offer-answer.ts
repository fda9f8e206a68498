import { isIPv6 } from 'node:net'
import type { RtpRemote } from '../../../media/media.ts'
import { type MediaDescription, readSdp, type SdpAttribute, type SessionDescription } from './session-description.ts'

/** Who may be heard, seen from the one who says it (RFC 8866, section 6.7). */
export type Direction = RtpRemote['direction']

/** Our side of the sound. */
export interface LocalSound {
  readonly address: string
  readonly port: number
}

/** Payload types that we offer; in an answer those of the offer are used. */
const offered = { PCMU: 0, PCMA: 8, telephoneEvent: 101 } as const

/** What was agreed on. */
export interface Agreement {
  /** What the far side is, for the RTP endpoint; the direction is ours. */
  readonly remote: RtpRemote
}

/** The opposite view of a direction. */
export const opposite = (direction: Direction): Direction =>
  direction === 'sendonly' ? 'recvonly' : direction === 'recvonly' ? 'sendonly' : direction

/**
 * Offers and answers of one dialog (RFC 3264): PCMU or PCMA with telephone-event, 20 ms. The version in `o=` rises with each description that differs.
 */
export class OfferAnswer {
  readonly #local: LocalSound
  readonly #id: string
  #version = 1
  #last = ''
  #agreement: Agreement | undefined

  constructor(local: LocalSound, id: string) {
    this.#local = local
    this.#id = id
  }

  /** What was agreed on last. */
  get agreement(): Agreement | undefined {
    return this.#agreement
  }

  /** Our offer. Once a codec was agreed on it stays the first. */
  offer(direction: Direction = 'sendrecv'): string {
    const { remote } = this.#agreement ?? {}
    const event = remote?.telephoneEvent ?? offered.telephoneEvent
    const order = remote?.codec === 'PCMA' ? (['PCMA', 'PCMU'] as const) : (['PCMU', 'PCMA'] as const)
    const codecs = order.map((codec) => ({ codec, payloadType: offered[codec] }))
    return this.#write([audioLines(this.#local, codecs, event, direction)])
  }

  /** Answers an offer. Undefined: nothing in it can be used (488). `held`: we keep the party on hold ourselves. */
  answer(text: string, held = false): string | undefined {
    const offer = readSdp(text)
    if (offer === undefined) return undefined
    const chosen = offer.media.findIndex((media) => readSound(offer, media) !== undefined)
    const sound = chosen < 0 ? undefined : readSound(offer, offer.media[chosen] as MediaDescription)
    if (sound === undefined) return undefined
    const allowed = ourDirection(sound.direction)
    const direction = held ? (allowed === 'sendrecv' || allowed === 'sendonly' ? 'sendonly' : 'inactive') : allowed
    this.#agreement = { remote: { ...sound, direction } }
    const lines = offer.media.map((media, index) =>
      index === chosen ? audioLines(this.#local, [sound], sound.telephoneEvent, direction) : refused(media),
    )
    return this.#write(lines)
  }

  /** Takes the answer to an offer of ours. False: it is none that could be used. */
  accept(text: string, offeredDirection: Direction = 'sendrecv'): boolean {
    const answer = readSdp(text)
    const media = answer?.media[0]
    const sound = answer && media && readSound(answer, media)
    if (sound === undefined) return false
    const theirs = ourDirection(sound.direction)
    this.#agreement = { remote: { ...sound, direction: narrower(theirs, offeredDirection) } }
    return true
  }

  #write(media: readonly (readonly string[])[]): string {
    const kind = isIPv6(this.#local.address) ? 'IP6' : 'IP4'
    const rest = ['s=-', `c=IN ${kind} ${this.#local.address}`, 't=0 0', ...media.flat(), ''].join('\r\n')
    if (this.#last !== '' && this.#last !== rest) this.#version++
    this.#last = rest
    return `v=0\r\no=- ${this.#id} ${this.#version} IN ${kind} ${this.#local.address}\r\n${rest}`
  }
}

type Codec = Pick<RtpRemote, 'codec' | 'payloadType'>

function audioLines(
  { port }: LocalSound,
  codecs: readonly Codec[],
  telephoneEvent: number | undefined,
  direction: Direction,
): string[] {
  const types = [
    ...codecs.map(({ payloadType }) => payloadType),
    ...(telephoneEvent === undefined ? [] : [telephoneEvent]),
  ]
  const lines = [`m=audio ${port} RTP/AVP ${types.join(' ')}`]
  for (const { codec, payloadType } of codecs) lines.push(`a=rtpmap:${payloadType} ${codec}/8000`)
  if (telephoneEvent !== undefined) {
    lines.push(`a=rtpmap:${telephoneEvent} telephone-event/8000`, `a=fmtp:${telephoneEvent} 0-16`)
  }
  lines.push('a=ptime:20', `a=${direction}`)
  return lines
}

/** A media line that is not taken has port 0 and stays in its place (RFC 3264, section 6). */
const refused = ({ kind, protocol, formats }: MediaDescription): string[] => [
  `m=${kind} 0 ${protocol} ${formats.join(' ')}`,
]

interface Sound extends RtpRemote {
  /** As the far side says it. */
  readonly direction: Direction
}

/** What of a media line can be used here: audio over plain RTP with a codec that is spoken. */
function readSound(session: SessionDescription, media: MediaDescription): Sound | undefined {
  if (media.kind !== 'audio' || media.port === 0 || !/^RTP\/AVPF?$/.test(media.protocol)) return undefined
  const address = media.address ?? session.address
  const codec = firstCodec(media)
  if (address === undefined || codec === undefined) return undefined
  const direction = directionOf([...session.attributes, ...media.attributes])
  const event = mapped(media).find(([, name]) => name === 'telephone-event/8000')?.[0]
  return {
    address,
    port: media.port,
    ...codec,
    ...(event === undefined ? {} : { telephoneEvent: event }),
    // The way of RFC 2543 to hold: nothing is to be sent to 0.0.0.0 (RFC 3264, section 8.4).
    direction: isNowhere(address)
      ? direction === 'sendrecv' || direction === 'sendonly'
        ? 'sendonly'
        : 'inactive'
      : direction,
  }
}

const isNowhere = (address: string): boolean => address === '0.0.0.0' || address === '::'

/** Payload types with what they stand for, in the order of the line; without a mapping 0 and 8 are what RFC 3551 says. */
function mapped({ formats, attributes }: MediaDescription): [number, string][] {
  const names = new Map<string, string>([
    ['0', 'pcmu/8000'],
    ['8', 'pcma/8000'],
  ])
  for (const { name, value } of attributes) {
    const [, type, codec] = /^(\d{1,3}) ([^ ]+)/.exec(name === 'rtpmap' ? value : '') ?? []
    if (type !== undefined && codec !== undefined) names.set(type, codec.toLowerCase().replace(/\/1$/, ''))
  }
  return formats.flatMap((type): [number, string][] => {
    const name = names.get(type)
    return name === undefined || Number(type) > 127 ? [] : [[Number(type), name]]
  })
}

function firstCodec(media: MediaDescription): Codec | undefined {
  for (const [payloadType, name] of mapped(media)) {
    if (name === 'pcmu/8000') return { codec: 'PCMU', payloadType }
    if (name === 'pcma/8000') return { codec: 'PCMA', payloadType }
  }
  return undefined
}

const directions: ReadonlySet<string> = new Set<Direction>(['sendrecv', 'sendonly', 'recvonly', 'inactive'])

/** The last one counts, so that a media line's goes before the session's. */
function directionOf(attributes: readonly SdpAttribute[]): Direction {
  const found = attributes.findLast(({ name }) => directions.has(name))
  return (found?.name as Direction | undefined) ?? 'sendrecv'
}

/** What we do where the far side does this. */
const ourDirection = (theirs: Direction): Direction => opposite(theirs)

/** No more than both allow. */
function narrower(one: Direction, other: Direction): Direction {
  const sends = (direction: Direction) => direction === 'sendrecv' || direction === 'sendonly'
  const takes = (direction: Direction) => direction === 'sendrecv' || direction === 'recvonly'
  const [send, take] = [sends(one) && sends(other), takes(one) && takes(other)]
  return send ? (take ? 'sendrecv' : 'sendonly') : take ? 'recvonly' : 'inactive'
}
