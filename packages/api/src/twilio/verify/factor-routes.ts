import type { FactorView, NewFactorInput } from '@trunkline/verify'
import { isSid } from '@trunkline/wire'
import { notServed, TwilioError } from '../errors/twilio-error.ts'
import type { TwilioCall, TwilioRoute } from '../route.ts'
import { type EntityPlace, entityView, factorView } from './factor-view.ts'
import { slice } from './rate-limit-routes.ts'
import { find as findService } from './service-routes.ts'
import { verifying } from './verify-faults.ts'
import type { VerifyParts } from './verify-parts.ts'

const push = 'Push factors are not served.'
const notKept = 'It is not kept.'
const fixed = 'An authenticator keeps what it was made with: make a new one.'

/** Authenticators of people, and the people who have some (https://www.twilio.com/docs/verify/api/factor). */
export function factorRoutes(parts: VerifyParts): TwilioRoute[] {
  const entity = 'verify/v2/Services/{ServiceSid}/Entities/{Identity}'
  const path = `${entity}/Factors`
  return [
    {
      operation: `GET ${entity}`,
      differs: 'There is an entity as long as it has a factor.',
      handle: async (call) => {
        const place = await placeOf(parts, call)
        return { status: 200, body: entityView(place, await factorsOf(parts, call, place)) }
      },
    },
    { operation: `DELETE ${entity}`, handle: (call) => removeAll(parts, call) },
    { operation: `GET ${path}`, handle: (call) => list(parts, call) },
    {
      operation: `POST ${path}`,
      differs: 'FactorType `push` and `passkeys` are refused with 501. Codes have 6 to 8 digits.',
      ignores: { Metadata: notKept },
      refuses: {
        'Binding.Alg': push,
        'Binding.PublicKey': push,
        'Config.AppId': push,
        'Config.NotificationPlatform': push,
        'Config.NotificationToken': push,
        'Config.SdkVersion': push,
      },
      handle: (call) => create(parts, call),
    },
    {
      operation: `GET ${path}/{Sid}`,
      async handle(call) {
        const { factor, place } = await findFactor(parts, call)
        return { status: 200, body: factorView(factor, place) }
      },
    },
    {
      operation: `POST ${path}/{Sid}`,
      refuses: {
        'Config.NotificationToken': push,
        'Config.SdkVersion': push,
        'Config.NotificationPlatform': push,
        'Config.TimeStep': fixed,
        'Config.Skew': fixed,
        'Config.CodeLength': fixed,
        'Config.Alg': fixed,
      },
      handle: (call) => update(parts, call),
    },
    {
      operation: `DELETE ${path}/{Sid}`,
      async handle(call) {
        const { factor } = await findFactor(parts, call)
        await parts.verify.factors.remove(call.account.id, factor.id)
        return { status: 204 }
      },
    },
  ]
}

/** The service and the person that the path names. @throws TwilioError 20404, 60367 */
export async function placeOf(parts: VerifyParts, call: TwilioCall): Promise<EntityPlace> {
  const service = await findService(parts, call, 'ServiceSid')
  const identity = call.path.Identity ?? ''
  if (!/^[A-Za-z0-9-]{8,64}$/.test(identity)) {
    throw new TwilioError(60367, 'Identity must have 8 to 64 letters, digits or hyphens')
  }
  return { service, identity, accountSid: call.account.sid, urls: call.urls }
}

/** A person's authenticators in the service. @throws TwilioError 20404 where there are none */
async function factorsOf({ verify }: VerifyParts, call: TwilioCall, { service, identity }: EntityPlace) {
  const all = await verify.factors.list(call.account.id, identity)
  const own = all.filter(({ type, serviceId }) => type === 'totp' && serviceId === service.sid)
  if (own.length === 0) throw call.notFound()
  return own
}

/** One authenticator with its place, of the person in the path. @throws TwilioError 20404 */
export async function findFactor(parts: VerifyParts, call: TwilioCall, sid = call.path.Sid ?? '') {
  const place = await placeOf(parts, call)
  if (!isSid(sid, 'YF')) throw call.notFound()
  const factor = await parts.verify.factors.get(call.account.id, sid)
  const its = factor.type === 'totp' && factor.serviceId === place.service.sid && factor.identity === place.identity
  if (!its) throw call.notFound()
  return { factor, place }
}

async function list(parts: VerifyParts, call: TwilioCall) {
  const place = await placeOf(parts, call)
  const all = await parts.verify.factors.list(call.account.id, place.identity)
  const own = all.filter(({ type, serviceId }) => type === 'totp' && serviceId === place.service.sid)
  return slice(
    'factors',
    own.map((factor) => factorView(factor, place)),
    call,
  )
}

async function create(parts: VerifyParts, call: TwilioCall) {
  const { params, account } = call
  const place = await placeOf(parts, call)
  const type = params.enumeration('FactorType', ['totp', 'push', 'passkeys'], 60369)
  if (type === undefined) throw new TwilioError(60369, 'FactorType is required')
  if (type !== 'totp') throw notServed(`Trunkline does not serve factors of the type ${type}`)
  const friendlyName = params.filled('FriendlyName')
  if (friendlyName === undefined) throw new TwilioError(60300, 'FriendlyName is required')
  const input = { ...readConfig(call), identity: place.identity, friendlyName, service: place.service.sid }
  const made = await verifying(parts.verify.factors.create(account.id, { ...input, type }), 60300)
  return { status: 201 as const, body: factorView(made, place) }
}

function readConfig({ params }: TwilioCall): Partial<NewFactorInput> {
  const config = {
    secret: params.filled('Binding.Secret'),
    algorithm: params.enumeration('Config.Alg', ['sha1', 'sha256', 'sha512'], 60370),
    period: params.integer('Config.TimeStep', { min: 20, max: 60, code: 60370 }),
    digits: params.integer('Config.CodeLength', { min: 6, max: 8, code: 60370 }),
    skew: params.integer('Config.Skew', { min: 0, max: 2, code: 60370 }),
  }
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined))
}

async function update(parts: VerifyParts, call: TwilioCall) {
  const { params, account } = call
  const { factors } = parts.verify
  let { factor, place }: { factor: FactorView; place: EntityPlace } = await findFactor(parts, call)
  for (const name of ['Config.TimeStep', 'Config.Skew', 'Config.CodeLength', 'Config.Alg']) {
    if (params.filled(name) !== undefined) throw notServed(`${name} cannot be changed. ${fixed}`)
  }
  const name = params.filled('FriendlyName')
  if (name !== undefined) factor = await verifying(factors.rename(account.id, factor.id, name), 60300)
  const code = params.filled('AuthPayload')
  // A wrong code leaves the factor unverified, and that is what is told.
  if (code !== undefined) factor = (await tried(factors.verify(account.id, factor.id, code), 60310)).factor ?? factor
  return { status: 200 as const, body: factorView(factor, place) }
}

/** Waits for a try of a code; too many wrong ones have a code of their own. */
export async function tried<T>(work: Promise<T>, tooMany: number): Promise<T> {
  return work.catch((error: unknown) => {
    const { code, retryAfter } = error as { readonly code?: unknown; readonly retryAfter?: number }
    if (code !== 'verification-locked') throw error
    const after = retryAfter === undefined ? {} : { retryAfter }
    throw new TwilioError(tooMany, { message: (error as Error).message, cause: error, ...after })
  })
}

async function removeAll(parts: VerifyParts, call: TwilioCall) {
  const place = await placeOf(parts, call)
  for (const { id } of await factorsOf(parts, call, place)) await parts.verify.factors.remove(call.account.id, id)
  return { status: 204 as const }
}
