import { readNumber } from '@trunkline/accounts'
import type { ChildRequest, RunningCall } from './running-call.ts'
import type { CallAccounts } from './voice-ports.ts'

/** What the party of a child call is shown, or why it cannot be. */
export type ShownCaller =
  | { readonly ok: true; readonly from: string }
  | { readonly ok: false; readonly code: number; readonly reason: string }

/** Callers without a number are shown as they are. */
const withheld = /^(?:anonymous|unknown|unavailable|restricted)$/i

/**
 * Whom a child call comes from (https://www.twilio.com/docs/voice/twiml/dial#callerid). Numbers are shown only what is the client's to show: either number of
 * the call itself, a number that it holds, or one that it has verified. Browsers and SIP parties are shown what the document says.
 *
 * 13214: what `callerId` says is none of these. 13247: the document says nothing, and the caller's own address is nothing that a number can be shown.
 */
export async function shownCaller(
  accounts: CallAccounts,
  parent: Pick<RunningCall, 'clientId' | 'direction' | 'from' | 'to'>,
  { to, callerId }: Pick<ChildRequest, 'to' | 'callerId'>,
): Promise<ShownCaller> {
  if (to.kind !== 'number') return { ok: true, from: normalised(callerId ?? parent.from) }
  if (callerId === undefined) {
    if (parent.from.startsWith('+') || withheld.test(parent.from)) return { ok: true, from: parent.from }
    return { ok: false, code: 13247, reason: `${parent.from} calls a number, and the document gives no callerId` }
  }
  const from = normalised(callerId)
  // Whom a call that came in is for is what its caller says, a page for instance: where it is the client's, the client may show it anyway.
  const own = from === parent.from || (parent.direction !== 'inbound' && from === parent.to)
  if (own || (await mayShow(accounts, parent.clientId, from))) return { ok: true, from }
  return { ok: false, code: 13214, reason: `the client may not show ${callerId} as its number` }
}

const normalised = (text: string): string => {
  const { e164 } = readNumber(text)
  return e164 ?? text.trim()
}

/** Whether a number is the client's, or was verified to be. */
export async function mayShow(accounts: CallAccounts, clientId: string, number: string): Promise<boolean> {
  if (!number.startsWith('+')) return false
  const holder = await accounts.numbers.find(number)
  if (holder?.clientId === clientId) return true
  return (await accounts.callerIds.search(clientId, { phoneNumber: number, limit: 1 })).length > 0
}
