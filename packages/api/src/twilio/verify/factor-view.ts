import { createHash } from 'node:crypto'
import type { FactorSecrets, FactorView, Service, VerificationView } from '@trunkline/verify'
import { sidFromUuid, uuidFromSid } from '@trunkline/wire'
import type { TwilioUrls } from '../http/twilio-urls.ts'

/** Where a person's factors stand: a service and the caller's name of the person. */
export interface EntityPlace {
  readonly service: Service
  readonly identity: string
  readonly accountSid: string
  readonly urls: TwilioUrls
}

const seconds = (instant: string): string => `${instant.slice(0, 19)}Z`

/** The SID of a person in a service: always the same, since it is nowhere kept. */
export const entitySid = ({ service, identity }: Pick<EntityPlace, 'service' | 'identity'>): string =>
  `YE${createHash('sha256').update(`${service.sid} ${identity}`).digest('hex').slice(0, 32)}`

const pathOf = ({ service, identity }: EntityPlace): string =>
  `/v2/Services/${service.sid}/Entities/${encodeURIComponent(identity)}`

const placed = (place: EntityPlace) => ({
  account_sid: place.accountSid,
  service_sid: place.service.sid,
  entity_sid: entitySid(place),
  identity: place.identity,
})

/** A person with factors. */
export function entityView(place: EntityPlace, factors: readonly FactorView[]): object {
  const url = place.urls.url('verify', pathOf(place))
  const { entity_sid: sid, ...rest } = placed(place)
  const created = factors.map(({ createdAt }) => createdAt).sort()
  const updated = factors.map(({ updatedAt }) => updatedAt).sort()
  return {
    sid,
    ...rest,
    date_created: seconds(created[0] ?? ''),
    date_updated: seconds(updated.at(-1) ?? ''),
    url,
    links: { factors: `${url}/Factors`, new_factors: `${url}/Factors`, challenges: `${url}/Challenges` },
  }
}

/** An authenticator as Twilio shows it (https://www.twilio.com/docs/verify/api/factor); with its secret when it is made. */
export function factorView(factor: FactorView & FactorSecrets, place: EntityPlace): object {
  const { config, secret, uri } = factor
  return {
    sid: factor.id,
    ...placed(place),
    ...(secret === undefined ? {} : { binding: { secret, uri }, options: null }),
    friendly_name: factor.friendlyName,
    status: factor.status,
    factor_type: 'totp',
    config: config && {
      alg: config.algorithm,
      skew: config.skew,
      code_length: config.digits,
      time_step: config.period,
    },
    metadata: null,
    date_created: seconds(factor.createdAt),
    date_updated: seconds(factor.updatedAt),
    url: place.urls.url('verify', `${pathOf(place)}/Factors/${factor.id}`),
  }
}

/** Twilio's words for how a challenge of an authenticator stands. */
const statuses: Readonly<Partial<Record<VerificationView['status'], string>>> = {
  pending: 'pending',
  approved: 'approved',
  expired: 'expired',
}

/** A verification over an authenticator is a challenge of the factor; it has the digits of the verification's SID. */
export const challengeSid = (verificationSid: string): string => `YC${verificationSid.slice(2)}`
/** And back. */
export const verificationSid = (sid: string): string => sidFromUuid('VE', uuidFromSid(sid))

/** A challenge as Twilio shows it (https://www.twilio.com/docs/verify/api/challenge). */
export function challengeView(view: VerificationView, place: EntityPlace): object {
  const sid = challengeSid(view.id)
  const url = place.urls.url('verify', `${pathOf(place)}/Challenges/${sid}`)
  return {
    sid,
    ...placed(place),
    factor_sid: view.to,
    date_created: seconds(view.createdAt),
    date_updated: seconds(view.endedAt ?? view.createdAt),
    date_responded: view.endedAt === null || view.status === 'expired' ? null : seconds(view.endedAt),
    expiration_date: seconds(view.expiresAt),
    status: statuses[view.status] ?? 'denied',
    responded_reason: 'none',
    details: null,
    hidden_details: null,
    metadata: null,
    factor_type: 'totp',
    url,
    links: { notifications: `${url}/Notifications` },
  }
}
