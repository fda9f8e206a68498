import type { VerificationDetail, VerificationView } from '@trunkline/verify'
import { isSid } from '@trunkline/wire'
import { TwilioError } from '../errors/twilio-error.ts'
import type { TwilioCall, TwilioRoute } from '../route.ts'
import { findFactor, placeOf, tried } from './factor-routes.ts'
import { challengeView, type EntityPlace, verificationSid } from './factor-view.ts'
import { verifying } from './verify-faults.ts'
import type { VerifyParts } from './verify-parts.ts'

const push = 'It is for push factors, which are not served.'

/** Twilio's usual and longest life of a challenge, seconds. */
const usualLife = 300
const longestLife = 3600

/** Challenges of authenticators (https://www.twilio.com/docs/verify/api/challenge): a verification over the channel `totp`. */
export function challengeRoutes(parts: VerifyParts): TwilioRoute[] {
  const path = 'verify/v2/Services/{ServiceSid}/Entities/{Identity}/Challenges'
  return [
    {
      operation: `POST ${path}`,
      ignores: { 'Details.Message': push, 'Details.Fields': push, HiddenDetails: push },
      handle: (call) => create(parts, call),
    },
    {
      operation: `GET ${path}/{Sid}`,
      async handle(call) {
        const { place, challenge } = await find(parts, call)
        return { status: 200, body: challengeView(challenge, place) }
      },
    },
    {
      operation: `POST ${path}/{Sid}`,
      ignores: { Metadata: 'It is not kept.' },
      handle: (call) => update(parts, call),
    },
  ]
}

async function create(parts: VerifyParts, call: TwilioCall) {
  const { params, account } = call
  const { verifications } = parts.verify
  const sid = params.filled('FactorSid')
  if (sid === undefined) throw new TwilioError(60362, 'FactorSid is required')
  const { factor, place } = await findFactor(parts, call, sid)
  if (factor.status !== 'verified') throw new TwilioError(60318, 'The factor has not been verified yet')
  const expiresIn = readLife(parts, call)
  const input = { to: factor.id, channel: 'totp', service: place.service.sid, identity: place.identity } as const
  const started = await verifying(verifications.start(account.id, { ...input, expiresIn }), 60300)
  const code = params.filled('AuthPayload')
  const view = code === undefined ? started : await tried(verifications.check(account.id, started.id, code), 60310)
  return { status: 201 as const, body: challengeView(view, place) }
}

function readLife({ clock }: VerifyParts, { params }: TwilioCall): number {
  const until = params.instant('ExpirationDate', 60300)
  if (until === undefined) return usualLife
  const life = Math.round((until.getTime() - clock.now()) / 1000)
  if (life >= 30 && life <= longestLife) return life
  throw new TwilioError(60300, 'ExpirationDate must lie 30 seconds to 60 minutes ahead')
}

/** The challenge in the path, of the person in the path. @throws TwilioError 20404 */
async function find(
  parts: VerifyParts,
  call: TwilioCall,
): Promise<{ readonly place: EntityPlace; readonly challenge: VerificationDetail }> {
  const place = await placeOf(parts, call)
  const sid = call.path.Sid ?? ''
  if (!isSid(sid, 'YC')) throw call.notFound()
  const challenge = await parts.verify.verifications.get(call.account.id, verificationSid(sid))
  const { channel, identity, serviceId } = challenge
  const its = channel === 'totp' && identity === place.identity && serviceId === place.service.sid
  if (!its) throw call.notFound()
  return { place, challenge }
}

async function update(parts: VerifyParts, call: TwilioCall) {
  const { place, challenge } = await find(parts, call)
  const code = call.params.filled('AuthPayload')
  if (code === undefined) throw new TwilioError(60300, 'AuthPayload is required')
  refuseEnded(challenge)
  const checked = await tried(parts.verify.verifications.check(call.account.id, challenge.id, code), 60310)
  return { status: 200 as const, body: challengeView(checked, place) }
}

function refuseEnded({ status }: VerificationView): void {
  if (status === 'approved') throw new TwilioError(60322, 'The challenge was answered already')
  if (status === 'expired') throw new TwilioError(60323, 'The time of the challenge is up')
  if (status === 'max_attempts_reached') throw new TwilioError(60308, 'The challenge was answered wrong too often')
}
