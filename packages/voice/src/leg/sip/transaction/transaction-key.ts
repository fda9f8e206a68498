import type { Headers } from '../message/headers.ts'
import { readCseq, type SipRequest } from '../message/message.ts'
import { readNameAddress } from '../message/name-address.ts'
import { branchOf, readVias, type Via } from '../message/via.ts'

/** The topmost Via of a message that was checked. */
export function topVia(headers: Headers): Via | undefined {
  return readVias(headers.all('via').slice(0, 1))?.[0]
}

/** The tag of From or To. */
export const tagOf = (headers: Headers, name: 'from' | 'to'): string | undefined =>
  readNameAddress(headers.get(name) ?? '')?.parameters.get('tag')

/** What a response is matched to its request by (RFC 3261, section 17.1.3). */
export function clientKey(headers: Headers): string | undefined {
  const branch = topVia(headers)?.parameters.get('branch')
  const method = readCseq(headers.get('cseq'))?.method
  return branch === undefined || method === undefined ? undefined : `${branch} ${method}`
}

/** What a request is matched to a transaction by (section 17.2.3); `method` of the transaction: that of an ACK or CANCEL is INVITE's. */
export function serverKey(request: SipRequest, method: string): string {
  const { headers } = request
  const via = topVia(headers)
  const branch = via && branchOf(via)
  if (via && branch !== undefined) return `${branch.toLowerCase()} ${via.host}:${via.port ?? ''} ${method}`
  // A sender of RFC 2543. The To tag is left out: the ACK has the one that we gave, the INVITE none.
  const first = headers.all('via')[0] ?? ''
  const cseq = readCseq(headers.get('cseq'))?.number
  return `2543 ${request.uri} ${tagOf(headers, 'from') ?? ''} ${headers.get('call-id')} ${cseq} ${first} ${method}`
}
