/** Whom a reply blames: who must change something before the same message can go. */
export type Blame = 'recipient' | 'gateway'

/** Where in the session the reply came. */
export type SessionStep = 'session' | 'sender' | 'recipient' | 'data'

/** A negative reply of a mail server. */
export interface SmtpReply {
  /** 400 to 599. */
  readonly code: number
  /** Enhanced status code (RFC 3463), such as `5.1.1`; null where there is none. */
  readonly enhanced: string | null
  /** What the server says, in one line, without codes and control characters; at most 300 characters. */
  readonly text: string
}

const LONGEST_TEXT = 300

/** Reads a negative reply, of one line or several (RFC 5321 §4.2.1); null for anything else. */
export function parseReply(response: string): SmtpReply | null {
  const lines = response.split(/\r?\n/).map((line) => /^([45]\d\d)(?:[ -](.*))?$/.exec(line.trimEnd()))
  const code = Number(lines[0]?.[1])
  if (!code) return null
  const texts = lines.flatMap((line) => (line?.[2] === undefined ? [] : [splitEnhanced(line[2])]))
  const enhanced = texts.map((it) => it.enhanced).find((it) => it?.startsWith(String(code)[0]!)) ?? null
  return { code, enhanced, text: oneLine(texts.map((it) => it.text).join(' ')) }
}

function splitEnhanced(line: string): { enhanced: string | null; text: string } {
  const found = /^([245]\.\d{1,3}\.\d{1,3})(?:\s+(.*))?$/.exec(line)
  return found ? { enhanced: found[1]!, text: found[2] ?? '' } : { enhanced: null, text: line }
}

/** Text that others wrote, made fit for a reason: printable, on one line, of bounded length. */
export function oneLine(text: string): string {
  const line = text.replace(/[\s\x00-\x1f\x7f-\x9f]+/g, ' ').trim()
  return line.length > LONGEST_TEXT ? `${line.slice(0, LONGEST_TEXT - 1)}…` : line
}

/** Words by which servers say, without an enhanced code, that it is not about the recipient. */
const aboutUs = /relay|denied|block|blacklist|spam|polic|reputation|spf|dkim|dmarc|auth|sender|prohibit|not permitted/i

/**
 * Whom a reply blames. By the enhanced code where there is one (RFC 3463 §3: x.1 addresses, x.2 mailbox; x.1.7 and x.1.8 are
 * the sender's address); by the step of the session and the words else.
 */
export function blameOf(reply: SmtpReply, step: SessionStep): Blame {
  if (step === 'session' || step === 'sender') return 'gateway'
  const [, subject, detail] = reply.enhanced?.split('.').map(Number) ?? []
  if (subject === 1) return detail === 7 || detail === 8 ? 'gateway' : 'recipient'
  if (subject === 2) return 'recipient'
  if (subject !== undefined && subject !== 0) return 'gateway'
  // 554 says nothing by itself (RFC 5321 §4.2.2: "transaction failed"), so another gateway may be asked.
  return step === 'recipient' && reply.code !== 554 && !aboutUs.test(reply.text) ? 'recipient' : 'gateway'
}

/** Milliseconds that a server asks to wait, where its words name a time, as greylisting servers do. */
export function waitOf(reply: SmtpReply): number | undefined {
  const [, count, unit] =
    /\b(?:in|after|for|wait)\s+(\d{1,5})\s*(s|secs?|seconds?|m|mins?|minutes?)\b/i.exec(reply.text) ?? []
  if (count === undefined || unit === undefined) return undefined
  return Number(count) * (unit.toLowerCase().startsWith('m') ? 60_000 : 1_000)
}
