import { splitOutside } from '../message/grammar.ts'
import type { SipRequest } from '../message/message.ts'
import { readVia, type Via, writeVia } from '../message/via.ts'
import type { Peer } from '../transport/transport.ts'

const bare = (host: string): string => (host.startsWith('[') ? host.slice(1, -1) : host)

/** Writes into the topmost Via where the request really came from (RFC 3261, section 18.2.1; RFC 3581). */
export function stampVia(request: SipRequest, source: Peer): SipRequest {
  const [first = '', ...others] = request.headers.all('via')
  const [top = '', ...rest] = splitOutside(first, ',') ?? []
  const via = readVia(top)
  if (via === undefined) return request
  const parameters = new Map(via.parameters)
  const asked = parameters.has('rport')
  if (asked) parameters.set('rport', String(source.port))
  if (asked || bare(via.host) !== source.address) parameters.set('received', source.address)
  const headers = request.headers.copy().remove('via')
  for (const value of [...others].reverse()) headers.addFirst('Via', value)
  if (rest.length > 0) headers.addFirst('Via', rest.join(', '))
  headers.addFirst('Via', writeVia({ ...via, parameters }))
  return { ...request, headers }
}

/**
 * Where a response goes (RFC 3261, section 18.2.2; RFC 3581, section 4). Over TCP the connection. Over UDP the source address; its port where the sender
 * asked for it, or where the sender names another address than it has, for then there is a NAT and the port that it names is not open; else the port that it names.
 */
export function responsePeer(via: Via, source: Peer): Peer {
  if (source.transport === 'tcp') return source
  const behindNat = bare(via.host) !== source.address
  const port = via.parameters.has('rport') || behindNat ? source.port : (via.port ?? 5060)
  return { ...source, port }
}
