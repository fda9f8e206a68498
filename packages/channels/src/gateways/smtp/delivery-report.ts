import PostalMime from 'postal-mime'
import { oneLine } from './reply.ts'

/** What a report says of one recipient (RFC 3464 §2.3). */
export interface RecipientReport {
  readonly action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded'
  /** Enhanced status code, such as `5.1.1`; null where the field is missing or malformed. */
  readonly status: string | null
  /** What the last mail server said, without its type (`smtp;`); empty where it is not told. */
  readonly diagnostic: string
}

const actions: readonly string[] = [
  'failed',
  'delayed',
  'delivered',
  'relayed',
  'expanded',
] satisfies RecipientReport['action'][]

/**
 * Reads a delivery status notification: a `multipart/report` with a part `message/delivery-status` (RFC 3464). Gives one entry a
 * recipient; none for a message that is no such report, or that cannot be read.
 *
 * The MIME structure is read by postal-mime, which bounds depth and headers; the original message is not looked into.
 */
export async function parseDeliveryReport(raw: Uint8Array): Promise<RecipientReport[]> {
  const email = await PostalMime.parse(raw, {
    forceRfc822Attachments: true,
    maxNestingDepth: 10,
    maxHeadersSize: 200_000,
  }).catch(() => null)
  const isReport = email?.headers.some(
    ({ key, value }) => key === 'content-type' && /^multipart\/report\b/i.test(value.trim()),
  )
  const part = isReport
    ? email?.attachments.find(({ mimeType }) => /^message\/(global-)?delivery-status$/.test(mimeType))
    : undefined
  if (!part) return []
  return parseDeliveryStatus(textOf(part.content))
}

function textOf(content: ArrayBuffer | Uint8Array | string): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content)
}

/** Reads the fields of a `message/delivery-status`: a group on the message, then one a recipient, parted by empty lines. */
export function parseDeliveryStatus(text: string): RecipientReport[] {
  const groups = text.replace(/\r\n?/g, '\n').split(/\n[ \t]*\n+/)
  return groups.flatMap((group) => {
    const fields = fieldsOf(group)
    const action = /^[a-z]+/.exec((fields.get('action') ?? '').toLowerCase())?.[0] ?? ''
    if (!isAction(action)) return []
    const status = /^([245]\.\d{1,3}\.\d{1,3})\b/.exec(fields.get('status') ?? '')?.[1] ?? null
    const diagnostic = oneLine((fields.get('diagnostic-code') ?? '').replace(/^[\w-]+\s*;/, ''))
    return [{ action, status, diagnostic }]
  })
}

function isAction(text: string): text is RecipientReport['action'] {
  return actions.includes(text)
}

/** Fields by lower-case name, folded lines joined (RFC 5322 §2.2.3); the first of a name counts. */
function fieldsOf(group: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const line of group.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const [, name, value] = /^([!-9;-~]+)[ \t]*:(.*)$/.exec(line) ?? []
    if (name !== undefined && value !== undefined && !fields.has(name.toLowerCase()))
      fields.set(name.toLowerCase(), value.trim())
  }
  return fields
}
