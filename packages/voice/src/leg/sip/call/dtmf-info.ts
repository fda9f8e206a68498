import type { Digit } from '../../../media/media.ts'
import type { SipRequest } from '../message/message.ts'

const named: Readonly<Record<string, Digit>> = { '10': '*', '11': '#', '12': 'A', '13': 'B', '14': 'C', '15': 'D' }

/**
 * The key that an INFO tells of, in either of the ways that are in use: `application/dtmf-relay` (`Signal=5`, `Duration=160`) and `application/dtmf` (`5`).
 * Undefined: the body is of another type. `none`: it is of such a type and names no key (16 is a hook flash).
 */
export function digitOfInfo(request: SipRequest): Digit | 'none' | undefined {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  const text = Buffer.from(request.body).toString('latin1')
  if (type === 'application/dtmf-relay') return digitOf(/^\s*signal\s*=\s*([0-9A-D*#]{1,2})\s*$/im.exec(text)?.[1])
  if (type === 'application/dtmf') return digitOf(/^\s*([0-9A-D*#]{1,2})\s*$/i.exec(text)?.[1])
  return undefined
}

function digitOf(text: string | undefined): Digit | 'none' {
  if (text === undefined) return 'none'
  return text.length === 1 ? text.toUpperCase() : (named[text] ?? 'none')
}
