/** Numbers, times and faults in words for people. */

/** `+14155550123` as `+1 415 555 0123`; others as they are. */
export function formatNumber(number: string): string {
  const [, area, exchange, line] = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number) ?? []
  if (line !== undefined) return `+1 ${area} ${exchange} ${line}`
  return number.replace(/^(client|sip):/, '')
}

/** `75` as `1:15`, `3675` as `1:01:15`. */
export function formatSeconds(total: number): string {
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, Math.floor(total) % 60]
  const two = (value: number): string => String(value).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`
}

/** `14:05` for today, else `20 Nov`. */
export function formatWhen(at: number, now: number): string {
  const [when, today] = [new Date(at), new Date(now)]
  const sameDay = when.toDateString() === today.toDateString()
  return sameDay
    ? when.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
    : when.toLocaleDateString([], { day: 'numeric', month: 'short' })
}

/** Faults of the SDK by code (https://www.twilio.com/docs/voice/sdks/error-codes). */
const faults: Readonly<Record<number, string>> = {
  20101: 'The token is not valid.',
  20104: 'The token has expired: the phone is signing in again.',
  20151: 'Signing in failed.',
  31000: 'The call failed.',
  31002: 'The call was declined by the server.',
  31003: 'The call timed out.',
  31005: 'The connection to the server was lost.',
  31009: 'The server can not be reached.',
  31401: 'The microphone is not allowed: allow it beside the address of this page.',
  31402: 'No microphone can be used: is one plugged in?',
  31404: 'Nobody has this number.',
  31480: 'The other side can not be reached now.',
  31486: 'The line is busy.',
  31603: 'The call was declined.',
  53000: 'The connection to the server was lost.',
  53405: 'Sound can not get through between this page and the server.',
}

/** A fault of the SDK, or of anything else. */
export function explainFault(fault: { readonly code?: number; readonly message?: string }): string {
  const known = fault.code === undefined ? undefined : faults[fault.code]
  return known ?? `${fault.message ?? 'Something went wrong.'}${fault.code === undefined ? '' : ` (${fault.code})`}`
}
