import type { SipRequest } from '../message/message.ts'

/** Why a request outside of a dialog is refused, before anybody asks who sent it. */
export interface RequestFault {
  readonly status: number
  readonly fields?: readonly (readonly [string, string])[]
}

const inDialogOnly = new Set(['BYE', 'INFO', 'UPDATE', 'PRACK'])
const understood = new Set(['INVITE', 'REGISTER', 'OPTIONS'])
/** Methods of other specifications, which are known and not served. */
const known = new Set(['MESSAGE', 'SUBSCRIBE', 'NOTIFY', 'PUBLISH', 'REFER'])

/** RFC 3261, section 8.2, in its order: method, what is required, content. */
export function checkRequest(request: SipRequest): RequestFault | undefined {
  return (
    checkMethod(request) ?? checkRequired(request) ?? (request.method === 'INVITE' ? checkContent(request) : undefined)
  )
}

function checkMethod({ method }: SipRequest): RequestFault | undefined {
  if (understood.has(method)) return undefined
  if (inDialogOnly.has(method)) return { status: 481 }
  return { status: known.has(method) ? 405 : 501 }
}

/** No extension is spoken that could be required; of reliable provisional responses and session timers too we say no (RFC 3262, RFC 4028). */
export function checkRequired({ headers }: SipRequest): RequestFault | undefined {
  const required = headers.list('require')
  return required.length === 0 ? undefined : { status: 420, fields: [['Unsupported', required.join(', ')]] }
}

/** What an INVITE carries must be a session description, and we must be allowed to answer with one. */
export function checkContent({ headers, body }: SipRequest): RequestFault | undefined {
  const type = headers.get('content-type')?.split(';')[0]?.replace(/\s/g, '').toLowerCase()
  const optional = /handling[ \t]*=[ \t]*optional/i.test(headers.get('content-disposition') ?? '')
  if (body.length > 0 && type !== 'application/sdp' && !optional) {
    return { status: 415, fields: [['Accept', 'application/sdp']] }
  }
  const encoding = headers.get('content-encoding')?.toLowerCase()
  if (encoding !== undefined && encoding !== 'identity')
    return { status: 415, fields: [['Accept-Encoding', 'identity']] }
  const accepts = headers.list('accept').map((one) => one.split(';')[0]?.replace(/\s/g, '').toLowerCase())
  const takes =
    accepts.length === 0 || accepts.some((one) => one && ['application/sdp', 'application/*', '*/*'].includes(one))
  return takes ? undefined : { status: 406 }
}
