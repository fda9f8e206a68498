/** RTCP, as little of it as a telephone needs: reports, a name, good-bye (RFC 3550, section 6). */

const senderReport = 200
const receiverReport = 201
const sourceDescription = 202
const goodbye = 203

/** 1 January 1900 to 1970, seconds. */
const ntpOffset = 2_208_988_800

/** How the far side's packets came. */
export interface ReportBlock {
  readonly ssrc: number
  readonly fractionLost: number
  readonly lost: number
  readonly highest: number
  readonly jitter: number
  /** Middle 32 bits of the NTP time of its latest sender report; 0: there was none. */
  readonly lastReport: number
  /** How long ago that came, in parts of 65,536 of a second. */
  readonly delay: number
}

/** What a report tells. */
export interface Report {
  readonly ssrc: number
  readonly name: string
  /** Where packets were sent. */
  readonly sent?: {
    readonly wallMs: number
    readonly timestamp: number
    readonly packets: number
    readonly bytes: number
  }
  readonly block?: ReportBlock
  readonly goodbye?: boolean
}

/** Writes a compound packet: a report, the name, and good-bye where it is one. */
export function writeRtcp(report: Report): Buffer {
  const parts = [writeReport(report), writeName(report)]
  if (report.goodbye) parts.push(packet(goodbye, 1, words(report.ssrc)))
  return Buffer.concat(parts)
}

/** Finds a sender report: its middle 32 bits of NTP time. Undefined where there is none, or the packet is broken. */
export function readSenderReport(bytes: Buffer): number | undefined {
  for (let at = 0; at + 8 <= bytes.length; at += 4 + bytes.readUInt16BE(at + 2) * 4) {
    if ((bytes[at] as number) >> 6 !== 2) return undefined
    if (bytes[at + 1] === senderReport && at + 16 <= bytes.length) return bytes.readUInt32BE(at + 10)
  }
  return undefined
}

function writeReport({ ssrc, sent, block }: Report): Buffer {
  const blocks = block ? [blockBytes(block)] : []
  if (!sent) return packet(receiverReport, blocks.length, words(ssrc), ...blocks)
  const seconds = sent.wallMs / 1000 + ntpOffset
  const fraction = Math.floor((seconds % 1) * 0x1_0000_0000)
  const head = words(ssrc, Math.floor(seconds) >>> 0, fraction, sent.timestamp, sent.packets >>> 0, sent.bytes >>> 0)
  return packet(senderReport, blocks.length, head, ...blocks)
}

function blockBytes(block: ReportBlock): Buffer {
  const lost = Math.min(block.lost, 0x7fffff)
  const loss = ((block.fractionLost << 24) | lost) >>> 0
  return words(block.ssrc, loss, block.highest, Math.round(block.jitter) >>> 0, block.lastReport, block.delay >>> 0)
}

/** A chunk ends with a zero, and is filled up to a whole word. */
function writeName({ ssrc, name }: Report): Buffer {
  const text = Buffer.from(name, 'latin1').subarray(0, 255)
  const chunk = Buffer.alloc(Math.ceil((2 + text.length + 1) / 4) * 4)
  chunk[0] = 1
  chunk[1] = text.length
  text.copy(chunk, 2)
  return packet(sourceDescription, 1, words(ssrc), chunk)
}

function packet(type: number, count: number, ...body: readonly Buffer[]): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(4), ...body])
  bytes[0] = 0x80 | count
  bytes[1] = type
  bytes.writeUInt16BE(bytes.length / 4 - 1, 2)
  return bytes
}

function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  values.forEach((value, index) => {
    bytes.writeUInt32BE(value >>> 0, index * 4)
  })
  return bytes
}
