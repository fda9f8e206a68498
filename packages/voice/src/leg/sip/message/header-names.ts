/** Short names of header fields (RFC 3261, section 7.3.3, and the IANA registry), and the long ones in lower case. */
const short: Readonly<Record<string, string>> = {
  a: 'accept-contact',
  b: 'referred-by',
  c: 'content-type',
  d: 'request-disposition',
  e: 'content-encoding',
  f: 'from',
  i: 'call-id',
  j: 'reject-contact',
  k: 'supported',
  l: 'content-length',
  m: 'contact',
  n: 'identity-info',
  o: 'event',
  r: 'refer-to',
  s: 'subject',
  t: 'to',
  u: 'allow-events',
  v: 'via',
  x: 'session-expires',
  y: 'identity',
}

/** The name by which a header field is looked up: long, in lower case. */
export function headerKey(name: string): string {
  const lower = name.toLowerCase()
  return lower.length === 1 ? (short[lower] ?? lower) : lower
}

const odd: Readonly<Record<string, string>> = {
  'call-id': 'Call-ID',
  cseq: 'CSeq',
  'www-authenticate': 'WWW-Authenticate',
  'mime-version': 'MIME-Version',
}

/** A name as it is usually written. */
export const headerName = (key: string): string =>
  odd[key] ?? key.replace(/(^|-)[a-z]/g, (letters) => letters.toUpperCase())

/** Fields that may be there once only, and not as a list. */
export const singleHeaders: readonly string[] = [
  'from',
  'to',
  'call-id',
  'cseq',
  'max-forwards',
  'content-length',
  'content-type',
  'expires',
  'min-expires',
  'date',
]
