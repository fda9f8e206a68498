import { sidFromUuid } from '@trunkline/wire'
import type { CodeMethod } from '../sender/code-sender.ts'
import type { ChallengeStatus, SendStatus } from './status.ts'

/** Over what a challenge goes: a way to bring a code, or an authenticator app that makes it. */
export type ChallengeChannel = CodeMethod | 'totp'

/** The channel after this one, where it fails or stays silent. */
export interface Fallback {
  readonly channel: CodeMethod
  /** Seconds without news of a delivery after which it begins. */
  readonly afterSeconds: number
}

/** How a challenge was asked for: what is needed again at a resend. */
export interface ChallengeRequest {
  /** What people are told that the code is for; null for the service's name. */
  readonly site: string | null
  readonly template: string | null
  readonly domain: string | null
  readonly appHash: string | null
  readonly push: readonly Readonly<Record<string, unknown>>[] | null
  readonly fallback: Fallback | null
  readonly metadata: Readonly<Record<string, unknown>>
  readonly keyPress: boolean
  readonly ip: string | null
  readonly line: string | null
  readonly custom: boolean
  readonly riskCheck: boolean
  /** What the Twilio edge remembers (amount, payee, tags …). */
  readonly edge: Readonly<Record<string, unknown>>
}

/** A row of verify_challenge. */
export interface ChallengeRow {
  readonly id: string
  readonly client_id: string
  readonly service_id: string
  readonly to_address: string
  readonly channel: ChallengeChannel
  readonly status: ChallengeStatus
  readonly reason: string | null
  readonly country: string | null
  readonly prefix: string | null
  readonly identity: string | null
  readonly factor_id: string | null
  readonly locale: string
  readonly code_sealed: string | null
  readonly code_hash: string | null
  readonly delegate: string | null
  readonly delegate_id: string | null
  readonly sends: number
  readonly most_sends: number
  readonly checks: number
  readonly most_checks: number
  readonly next_send_at: Date
  readonly request: ChallengeRequest
  readonly sequence: number
  readonly created_at: Date
  readonly updated_at: Date
  readonly expires_at: Date
  readonly ended_at: Date | null
}

/** A row of verify_send. */
export interface SendRow {
  readonly id: string
  readonly challenge_id: string
  readonly client_id: string
  readonly service_id: string
  readonly ordinal: number
  readonly channel: CodeMethod
  readonly country: string | null
  readonly prefix: string | null
  readonly status: SendStatus
  readonly fallback: boolean
  readonly gateway: string | null
  readonly provider_id: string | null
  readonly error_code: string | null
  readonly reason: string | null
  readonly call_sid: string | null
  readonly spoken_at: Date | null
  readonly due_at: Date
  readonly tries: number
  readonly converted_at: Date | null
  readonly created_at: Date
  readonly updated_at: Date
}

/** One send of a verification, as its client sees it. */
export interface SendView {
  /** `VL…` */
  readonly id: string
  readonly serviceId: string
  readonly verificationId: string
  readonly channel: CodeMethod
  readonly status: SendStatus
  readonly gateway: string | null
  readonly country: string | null
  readonly errorCode: string | null
  readonly reason: string | null
  /** Whether this send's code came back. */
  readonly converted: boolean
  readonly createdAt: string
  readonly updatedAt: string
}

/** A verification, as its client sees it. */
export interface VerificationView {
  /** `VE…` */
  readonly id: string
  readonly serviceId: string
  readonly to: string
  readonly channel: ChallengeChannel
  readonly status: ChallengeStatus
  /** Whether the code was right: true with `approved` alone. */
  readonly valid: boolean
  readonly sends: number
  readonly checks: number
  readonly locale: string
  readonly identity: string | null
  /** Why it ended, where that needs words. */
  readonly reason: string | null
  /** When it may be sent again. */
  readonly nextSendAt: string
  readonly createdAt: string
  readonly expiresAt: string
  readonly endedAt: string | null
  readonly metadata: Readonly<Record<string, unknown>>
}

/** A verification with its sends. */
export interface VerificationDetail extends VerificationView {
  /** What the Twilio edge remembers of it. */
  readonly edge: Readonly<Record<string, unknown>>
  readonly attempts: readonly SendView[]
}

/** A send as it is shown. */
export const sendView = (row: SendRow): SendView => ({
  id: sidFromUuid('VL', row.id),
  serviceId: sidFromUuid('VA', row.service_id),
  verificationId: sidFromUuid('VE', row.challenge_id),
  channel: row.channel,
  status: row.status,
  gateway: row.gateway,
  country: row.country,
  errorCode: row.error_code,
  reason: row.reason,
  converted: row.converted_at !== null,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
})

/** A verification as it is shown at an instant: one whose time is up is expired, also before somebody has written that down. */
export function verificationView(row: ChallengeRow, now: number): VerificationView {
  const late = row.status === 'pending' && row.expires_at.getTime() <= now
  return {
    id: sidFromUuid('VE', row.id),
    serviceId: sidFromUuid('VA', row.service_id),
    to: row.to_address,
    channel: row.channel,
    status: late ? 'expired' : row.status,
    valid: row.status === 'approved',
    sends: row.sends,
    checks: row.checks,
    locale: row.locale,
    identity: row.identity,
    reason: late ? 'its time is up' : row.reason,
    nextSendAt: row.next_send_at.toISOString(),
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    endedAt: late ? row.expires_at.toISOString() : (row.ended_at?.toISOString() ?? null),
    metadata: row.request.metadata,
  }
}

/** A verification with its sends. A fallback that has not begun, and never did, is nobody's send. */
export const verificationDetail = (row: ChallengeRow, sends: readonly SendRow[], now: number): VerificationDetail => ({
  ...verificationView(row, now),
  edge: row.request.edge,
  attempts: sends.filter(({ fallback }) => !fallback).map(sendView),
})

/** What an event `verification.<status>` says. */
export interface VerificationEventData {
  readonly clientId: string
  readonly verificationId: string
  readonly to: string
  readonly channel: ChallengeChannel
  readonly status: ChallengeStatus
  readonly valid: boolean
  readonly final: boolean
  readonly reason: string | null
  readonly sends: number
  readonly checks: number
  readonly metadata: Readonly<Record<string, unknown>>
  readonly sequence: number
}
