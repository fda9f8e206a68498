import { defaultSettings } from '@trunkline/verify'
import { isSid } from '@trunkline/wire'
import { collectForward } from '../paging/collect-forward.ts'
import type { TwilioCall, TwilioRoute } from '../route.ts'
import { ignoredServiceParameters, readService, refusedServiceParameters } from './service-params.ts'
import { serviceView } from './service-view.ts'
import { invalidParameter, verifying } from './verify-faults.ts'
import type { VerifyParts } from './verify-parts.ts'

const told = { ignores: ignoredServiceParameters, refuses: refusedServiceParameters }

/**
 * What a service is made with that Twilio's caller does not know of: no wait between sends (Twilio has none), and no codes of one's own unless
 * they are asked for.
 */
const asAtTwilio = { cooldown: [0], customCode: false }

/** Verify services (https://www.twilio.com/docs/verify/api/service). */
export function serviceRoutes(parts: VerifyParts): TwilioRoute[] {
  const path = 'verify/v2/Services'
  return [
    { operation: `GET ${path}`, handle: (call) => list(parts, call) },
    { operation: `POST ${path}`, ...told, handle: (call) => create(parts, call) },
    {
      operation: `GET ${path}/{Sid}`,
      handle: async (call) => ({ status: 200, body: serviceView(await find(parts, call, 'Sid'), call.urls) }),
    },
    { operation: `POST ${path}/{Sid}`, ...told, handle: (call) => update(parts, call) },
    {
      operation: `DELETE ${path}/{Sid}`,
      async handle(call) {
        await parts.verify.services.remove(call.account.id, (await find(parts, call, 'Sid')).id)
        return { status: 204 }
      },
    },
  ]
}

/** The service at a place of the path. @throws TwilioError 20404 */
export async function find({ verify }: VerifyParts, call: TwilioCall, place: string) {
  const sid = call.path[place]
  if (!isSid(sid, 'VA')) throw call.notFound()
  return verify.services.get(call.account.id, sid)
}

async function list({ verify }: VerifyParts, { account, page, urls }: TwilioCall) {
  return collectForward(page, {
    key: 'services',
    async read(after, limit) {
      const { services, next } = await verify.services.list(account.id, { ...(after ? { after } : {}), limit })
      return { rows: services, next }
    },
    cursor: ({ sid }) => sid,
    view: (service) => serviceView(service, urls),
  })
}

async function create({ verify }: VerifyParts, { account, params, urls }: TwilioCall) {
  if (params.filled('FriendlyName') === undefined) throw invalidParameter('FriendlyName', 'it is required')
  const input = readService(params, defaultSettings.refusedLines)
  const settings = { ...asAtTwilio, ...input.settings }
  const made = await verifying(verify.services.create(account.id, { ...input, settings }))
  return { status: 201 as const, body: serviceView(made, urls) }
}

async function update(parts: VerifyParts, call: TwilioCall) {
  const before = await find(parts, call, 'Sid')
  const input = readService(call.params, before.settings.refusedLines)
  const changed = await verifying(parts.verify.services.update(call.account.id, before.id, input))
  return { status: 200 as const, body: serviceView(changed, call.urls) }
}
