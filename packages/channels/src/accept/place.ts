import type { Category } from '../ports.ts'
import type { ResolvedSettings } from '../settings/resolved-settings.ts'
import { describeHold } from '../windows/describe-hold.ts'
import { findOpening, nextClosing, type Opening } from '../windows/opening.ts'

/** What decides when a delivery may leave. Instants in milliseconds since the epoch. */
export interface PlaceQuestion {
  readonly settings: ResolvedSettings
  readonly category: Category
  /** The zones that the recipient may be in, from the message or from the number; none known: empty. */
  readonly recipientZones: readonly string[]
  readonly now: number
  readonly sendAt?: number | undefined
  readonly expiresAt?: number | undefined
}

/**
 * Where a delivery goes: out at once (and until when that stands), into the store of the held, or to its end.
 * `never` means that no window opens within the horizon.
 */
export type Place =
  | { readonly kind: 'queue'; readonly validUntil: number | null }
  | {
      readonly kind: 'held'
      readonly why: 'window' | 'send-at'
      readonly dueAt: number
      readonly validUntil: number | null
      readonly reason: string
    }
  | { readonly kind: 'end'; readonly status: 'rejected' | 'expired' | 'suppressed'; readonly reason: string }
  | { readonly kind: 'never' }

/** Works out when a delivery may leave: not before sendAt, not outside the window unless its category may, not after expiresAt. */
export function placeDelivery(question: PlaceQuestion): Place {
  const { settings, category, now, sendAt, expiresAt } = question
  if (expiresAt !== undefined && expiresAt <= now) return expired(expiresAt)
  const from = Math.max(now, sendAt ?? now)
  if (!settings.regulated || settings.bypass.includes(category)) return unregulated(question, from)
  const opening = findOpening(windowQuestion(question), from)
  if (opening.at === null) return { kind: 'never' }
  const validUntil = earlier(closing(question, opening), expiresAt)
  if (opening.at === now) return { kind: 'queue', validUntil }
  if (opening.at === from) return atSendAt(from, validUntil)
  const reason = describeHold({ windows: settings.windows, holidays: settings.holidays, opening, now })
  if (settings.outside === 'reject')
    return { kind: 'end', status: 'rejected', reason: `rejected: ${opensLater(reason)}` }
  if (settings.outside === 'expire') return { kind: 'end', status: 'expired', reason: `expired: ${opensLater(reason)}` }
  if (expiresAt !== undefined && expiresAt <= opening.at)
    return {
      kind: 'held',
      why: 'window',
      dueAt: expiresAt,
      validUntil: expiresAt,
      reason: `${reason}; it expires before that, at ${iso(expiresAt)}`,
    }
  return { kind: 'held', why: 'window', dueAt: opening.at, validUntil, reason }
}

function windowQuestion({ settings, recipientZones }: PlaceQuestion) {
  const { windows, holidays, timeZone, clientZone } = settings
  const zones = timeZone === 'recipient' ? recipientZones : [timeZone]
  return { windows, holidays, zones, fallbackZone: timeZone === 'recipient' ? clientZone : timeZone }
}

function closing({ settings }: PlaceQuestion, { at, zones }: Opening): number | null {
  return at === null ? null : nextClosing({ windows: settings.windows, holidays: settings.holidays, zones }, at)
}

function unregulated({ now, expiresAt }: PlaceQuestion, from: number): Place {
  return from <= now ? { kind: 'queue', validUntil: expiresAt ?? null } : atSendAt(from, expiresAt ?? null)
}

function atSendAt(from: number, validUntil: number | null): Place {
  return {
    kind: 'held',
    why: 'send-at',
    dueAt: from,
    validUntil,
    reason: `held until ${iso(from)}: the message asks for it`,
  }
}

function expired(expiresAt: number): Place {
  return { kind: 'end', status: 'expired', reason: `expired: it was not to be sent after ${iso(expiresAt)}` }
}

function opensLater(reason: string): string {
  return reason.replace(/^held until (.*?): /, 'it opens next at $1; ').replace(/^held: /, '')
}

function earlier(a: number | null, b: number | undefined): number | null {
  return a === null ? (b ?? null) : b === undefined ? a : Math.min(a, b)
}

function iso(instant: number): string {
  return new Date(instant).toISOString()
}
