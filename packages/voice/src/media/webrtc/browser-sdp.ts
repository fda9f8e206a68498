import type { Fingerprint } from './dtls/peer-proof.ts'
import type { IceCredentials } from './ice-lite.ts'

/** A codec that both sides have. */
export type BrowserCodec = 'PCMU' | 'PCMA'

/** What is read of a browser's description. */
export interface BrowserDescription {
  readonly ice: IceCredentials
  readonly fingerprints: readonly Fingerprint[]
  /** The first of the browser's that we have, and its payload type. */
  readonly codec: BrowserCodec
  readonly payloadType: number
  /** Payload type of telephone-event/8000 (RFC 4733). */
  readonly telephoneEvent?: number
  readonly direction: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive'
  /** Kinds and mids of all its media sections, in order; `audio` at the one that is used. */
  readonly sections: readonly {
    readonly kind: string
    readonly protocol: string
    readonly mid: string
    readonly used: boolean
  }[]
}

/** What we tell of ourselves. */
export interface OwnDescription {
  readonly ice: IceCredentials
  readonly fingerprint: string
  readonly address: string
  readonly port: number
  readonly ssrc: number
  /** Number of the session, and of its description, which grows (RFC 3264, section 5). */
  readonly session: string
  readonly version: number
}

/** Descriptions of a browser with one sound are about 2 kB. */
const longestDescription = 65_536

/** A description that can't be used, with why. */
export class DescriptionError extends Error {
  override readonly name = 'DescriptionError'
}

const valuesOf = (lines: readonly string[], name: string): readonly string[] =>
  lines
    .filter((line) => line === `a=${name}` || line.startsWith(`a=${name}:`))
    .map((line) => line.slice(name.length + 3))

function sectionsOf(sdp: string): { session: string[]; media: string[][] } {
  const session: string[] = []
  const media: string[][] = []
  for (const line of sdp.split(/\r?\n/)) {
    if (line === '') continue
    if (line.startsWith('m=')) media.push([])
    const section = media[media.length - 1] ?? session
    section.push(line)
  }
  return { session, media }
}

function codecsOf(section: readonly string[]): Pick<BrowserDescription, 'codec' | 'payloadType' | 'telephoneEvent'> {
  const order = (section[0] ?? '').split(' ').slice(3).map(Number)
  // Static payload types need no map (RFC 3551, section 6).
  const names = new Map<number, string>([
    [0, 'PCMU/8000'],
    [8, 'PCMA/8000'],
  ])
  for (const map of valuesOf(section, 'rtpmap')) {
    const [, type, name] = /^(\d+) ([^/]+\/\d+)/.exec(map) ?? []
    if (type !== undefined && name !== undefined) names.set(Number(type), name.toUpperCase())
  }
  const first = order.find((type) => ['PCMU/8000', 'PCMA/8000'].includes(names.get(type) ?? ''))
  if (first === undefined) throw new DescriptionError('the description has neither PCMU nor PCMA')
  const telephoneEvent = order.find((type) => names.get(type) === 'TELEPHONE-EVENT/8000')
  const codec = names.get(first) === 'PCMA/8000' ? 'PCMA' : 'PCMU'
  return { codec, payloadType: first, ...(telephoneEvent === undefined ? {} : { telephoneEvent }) }
}

const directions = ['sendrecv', 'sendonly', 'recvonly', 'inactive'] as const

/** Reads a browser's description. @throws DescriptionError */
export function readBrowserDescription(sdp: string): BrowserDescription {
  if (sdp.length > longestDescription) throw new DescriptionError('the description is too long')
  const { session, media } = sectionsOf(sdp)
  const at = media.findIndex(([line = '']) => /^m=audio \d+ UDP\/TLS\/RTP\/SAVPF? /.test(line))
  const section = media[at]
  if (section === undefined) throw new DescriptionError('the description has no sound over WebRTC')
  const one = (name: string): string | undefined => valuesOf(section, name)[0] ?? valuesOf(session, name)[0]
  const [fragment, password] = [one('ice-ufrag'), one('ice-pwd')]
  if (fragment === undefined || password === undefined)
    throw new DescriptionError('the description has no ICE credentials')
  const fingerprints = [...valuesOf(section, 'fingerprint'), ...valuesOf(session, 'fingerprint')].flatMap((line) => {
    const [algorithm, value] = line.split(' ')
    return algorithm === undefined || value === undefined ? [] : [{ algorithm, value }]
  })
  if (fingerprints.length === 0) throw new DescriptionError('the description has no fingerprint')
  if (valuesOf(section, 'rtcp-mux').length === 0) throw new DescriptionError('the description does without rtcp-mux')
  if (one('setup') === 'passive')
    throw new DescriptionError("the description leaves no part in DTLS but the client's: offer actpass")
  return {
    ice: { fragment, password },
    fingerprints,
    ...codecsOf(section),
    direction: directions.find((each) => section.includes(`a=${each}`)) ?? 'sendrecv',
    sections: media.map((lines, i) => {
      const [kind = '', , protocol = ''] = (lines[0] ?? '').slice(2).split(' ')
      return { kind, protocol, mid: valuesOf(lines, 'mid')[0] ?? String(i), used: i === at }
    }),
  }
}

const reversed = { sendrecv: 'sendrecv', sendonly: 'recvonly', recvonly: 'sendonly', inactive: 'inactive' } as const

function audioSection(
  own: OwnDescription,
  lines: { formats: string; setup: string; mid: string; direction: string; maps: readonly string[] },
): string[] {
  const version = own.address.includes(':') ? 'IP6' : 'IP4'
  return [
    `m=audio ${own.port} UDP/TLS/RTP/SAVPF ${lines.formats}`,
    `c=IN ${version} ${own.address}`,
    `a=mid:${lines.mid}`,
    `a=${lines.direction}`,
    ...lines.maps,
    'a=ptime:20',
    'a=rtcp-mux',
    `a=setup:${lines.setup}`,
    `a=fingerprint:sha-256 ${own.fingerprint}`,
    `a=ice-ufrag:${own.ice.fragment}`,
    `a=ice-pwd:${own.ice.password}`,
    `a=candidate:1 1 udp 2130706431 ${own.address} ${own.port} typ host`,
    'a=end-of-candidates',
    'a=msid:trunkline sound',
    `a=ssrc:${own.ssrc} cname:trunkline`,
  ]
}

function describe(own: OwnDescription, mids: readonly string[], sections: readonly (readonly string[])[]): string {
  return [
    'v=0',
    `o=- ${own.session} ${own.version} IN IP4 127.0.0.1`,
    's=-',
    't=0 0',
    'a=ice-lite',
    `a=group:BUNDLE ${mids.join(' ')}`,
    'a=msid-semantic: WMS trunkline',
    ...sections.flat(),
    '',
  ].join('\r\n')
}

const eventMaps = (type: number): string[] => [`a=rtpmap:${type} telephone-event/8000`, `a=fmtp:${type} 0-16`]

/** Our offer: both kinds of G.711 and telephone-event. An answerer of `actpass` is to be the client of DTLS (RFC 8842, section 5.3). */
export function writeOffer(own: OwnDescription): string {
  const maps = ['a=rtpmap:0 PCMU/8000', 'a=rtpmap:8 PCMA/8000', ...eventMaps(101)]
  const lines = { formats: '0 8 101', setup: 'actpass', mid: '0', direction: 'sendrecv', maps }
  return describe(own, ['0'], [audioSection(own, lines)])
}

/** Our answer to a browser's offer: the one codec, and keys; every other section is refused. */
export function writeAnswer(own: OwnDescription, offer: BrowserDescription): string {
  const { codec, payloadType, telephoneEvent } = offer
  const formats = [payloadType, ...(telephoneEvent === undefined ? [] : [telephoneEvent])].join(' ')
  const maps = [
    `a=rtpmap:${payloadType} ${codec}/8000`,
    ...(telephoneEvent === undefined ? [] : eventMaps(telephoneEvent)),
  ]
  const direction = reversed[offer.direction]
  const sections = offer.sections.map(({ kind, protocol, mid, used }) =>
    used
      ? audioSection(own, { formats, setup: 'passive', mid, direction, maps })
      : [`m=${kind} 0 ${protocol} 0`, 'c=IN IP4 0.0.0.0', `a=mid:${mid}`, 'a=inactive'],
  )
  return describe(
    own,
    offer.sections.filter(({ used }) => used).map(({ mid }) => mid),
    sections,
  )
}
