/** A session description (RFC 8866), as far as it is used here. */
export interface SessionDescription {
  /** Session id and version of `o=`. */
  readonly origin: { readonly id: string; readonly version: string; readonly address: string }
  /** `c=` of the session. */
  readonly address?: string
  readonly attributes: readonly SdpAttribute[]
  readonly media: readonly MediaDescription[]
}

/** `a=name:value`, or `a=name` with the empty value. */
export interface SdpAttribute {
  readonly name: string
  readonly value: string
}

/** One `m=` with what follows. */
export interface MediaDescription {
  readonly kind: string
  readonly port: number
  readonly protocol: string
  readonly formats: readonly string[]
  readonly address?: string
  readonly attributes: readonly SdpAttribute[]
}

const most = { lines: 500, media: 16 } as const

interface Draft {
  kind: string
  port: number
  protocol: string
  formats: string[]
  address?: string
  attributes: SdpAttribute[]
}

/** Reads a description. Undefined where it is none. Line ends may lack their CR (section 9). */
export function readSdp(text: string): SessionDescription | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line !== '')
  if (lines[0] !== 'v=0' || lines.length > most.lines) return undefined
  const media: Draft[] = []
  const attributes: SdpAttribute[] = []
  let [origin, address]: [SessionDescription['origin'] | undefined, string | undefined] = [undefined, undefined]
  for (const line of lines) {
    const [type, value] = [line.slice(0, 2), line.slice(2)]
    const current = media.at(-1)
    if (type === 'o=') origin = readOrigin(value)
    else if (type === 'c=') {
      const read = readConnection(value)
      if (read === undefined) return undefined
      if (current) current.address = read
      else address = read
    } else if (type === 'm=') {
      const read = readMedia(value)
      if (read === undefined || media.length >= most.media) return undefined
      media.push(read)
    } else if (type === 'a=') (current?.attributes ?? attributes).push(readAttribute(value))
    else if (!/^[a-z]=/.test(line)) return undefined
  }
  if (origin === undefined) return undefined
  return { origin, attributes, media, ...(address === undefined ? {} : { address }) }
}

function readOrigin(value: string): SessionDescription['origin'] | undefined {
  const parts = value.split(' ')
  const [, id, version, network, , address] = parts
  if (parts.length !== 6 || network !== 'IN' || !id || !version || !address) return undefined
  return { id, version, address }
}

function readConnection(value: string): string | undefined {
  return /^IN (?:IP4|IP6) ([0-9A-Za-z.:-]{1,255})(?:\/\d+)*$/.exec(value)?.[1]
}

function readMedia(value: string): Draft | undefined {
  const [, kind, port, protocol, formats] =
    /^([\w-]+) (\d{1,5})(?:\/\d+)? ([\w/-]+)((?: [^ ]+)+)$/.exec(value.trimEnd()) ?? []
  if (kind === undefined || protocol === undefined || formats === undefined || Number(port) > 65_535) return undefined
  return { kind, port: Number(port), protocol, formats: formats.trim().split(' '), attributes: [] }
}

function readAttribute(value: string): SdpAttribute {
  const colon = value.indexOf(':')
  return colon < 0 ? { name: value, value: '' } : { name: value.slice(0, colon), value: value.slice(colon + 1) }
}
