import { isAlphanumericSender, isSid, ProblemError, uuidFromSid } from '@trunkline/wire'
import type { SenderKind, SenderRow } from '../../store/messaging-service-store.ts'
import { TwilioError } from '../errors/twilio-error.ts'
import { cutPage } from '../paging/cut-page.ts'
import type { TwilioParts } from '../parts.ts'
import type { TwilioCall, TwilioPage, TwilioResult, TwilioRoute } from '../route.ts'
import { createMessagingServices, type MessagingServices, type SenderAdded } from './messaging-services.ts'
import { readServiceSettings } from './read-settings.ts'
import type { MessagingService } from './service-settings.ts'
import { senderView, serviceView } from './service-view.ts'

type Parts = Pick<TwilioParts, 'accounts' | 'clock' | 'db'>

const base = 'messaging/v1/Services'

/** How each kind of sender is called, and by which prefix it is known. */
const kinds = {
  'phone-number': { list: 'PhoneNumbers', key: 'phone_numbers', prefix: 'PN' },
  'alpha-sender': { list: 'AlphaSenders', key: 'alpha_senders', prefix: 'AI' },
} as const

const stored = 'Kept and given back; it changes nothing of how Trunkline sends.'
const ignored = Object.freeze({
  MmsConverter: stored,
  ScanMessageContent: stored,
  FallbackToLongCode: stored,
  SynchronousValidation: stored,
  Usecase: stored,
})

/** Messaging services and their senders (https://www.twilio.com/docs/messaging/api/service-resource). */
export function messagingRoutes(parts: Parts): TwilioRoute[] {
  let made: MessagingServices | undefined
  const services = (): MessagingServices => {
    made ??= createMessagingServices(parts)
    return made
  }
  return [
    { operation: `POST ${base}`, ignores: ignored, handle: (call) => create(services(), call) },
    { operation: `GET ${base}`, handle: (call) => list(services(), call) },
    { operation: `GET ${base}/{Sid}`, handle: async (call) => shown(await find(services(), call, 'Sid'), call) },
    { operation: `POST ${base}/{Sid}`, ignores: ignored, handle: (call) => change(services(), call) },
    { operation: `DELETE ${base}/{Sid}`, handle: (call) => remove(services(), call) },
    { operation: `POST ${base}/{ServiceSid}/PhoneNumbers`, handle: (call) => addNumber(parts, services(), call) },
    { operation: `POST ${base}/{ServiceSid}/AlphaSenders`, handle: (call) => addName(services(), call) },
    ...senderRoutes(services, 'phone-number'),
    ...senderRoutes(services, 'alpha-sender'),
    {
      operation: `GET ${base}/{ServiceSid}/ShortCodes`,
      differs: 'Trunkline has no short codes of its own: the list is empty.',
      async handle(call) {
        await find(services(), call, 'ServiceSid')
        return { key: 'short_codes', records: [] }
      },
    },
  ]
}

function senderRoutes(services: () => MessagingServices, kind: SenderKind): TwilioRoute[] {
  const path = `${base}/{ServiceSid}/${kinds[kind].list}`
  return [
    { operation: `GET ${path}`, handle: (call) => listSenders(services(), kind, call) },
    {
      operation: `GET ${path}/{Sid}`,
      async handle(call) {
        const { account, urls } = call
        return { status: 200, body: senderView(await findSender(services(), kind, call), account.sid, urls) }
      },
    },
    {
      operation: `DELETE ${path}/{Sid}`,
      async handle(call) {
        const { serviceId, id } = await findSender(services(), kind, call)
        if (!(await services().removeSender(serviceId, kind, id))) throw call.notFound()
        return { status: 204 }
      },
    },
  ]
}

const shown = (service: MessagingService, { account, urls }: TwilioCall, status: 200 | 201 = 200): TwilioResult => ({
  status,
  body: serviceView(service, account.sid, urls),
})

async function find(services: MessagingServices, call: TwilioCall, place: string): Promise<MessagingService> {
  const sid = call.path[place] ?? ''
  const service = isSid(sid, 'MG') ? await services.get(call.account.id, uuidFromSid(sid)) : undefined
  if (service === undefined) throw call.notFound()
  return service
}

async function create(services: MessagingServices, call: TwilioCall): Promise<TwilioResult> {
  call.params.required('FriendlyName', 20001, 'Missing required parameter FriendlyName in the post body')
  const service = await services.create(call.account.id, readServiceSettings(call.params))
  if (service === undefined) throw new TwilioError(21102, 'This account has as many messaging services as it may have')
  return shown(service, call, 201)
}

async function list(services: MessagingServices, { account, page, urls }: TwilioCall): Promise<TwilioPage> {
  const rows = await services.list(account.id, { after: page.after, before: page.before, limit: page.size + 1 })
  return cutPage(rows, page, {
    key: 'services',
    cursor: ({ id }) => id,
    view: (service) => serviceView(service, account.sid, urls),
  })
}

async function change(services: MessagingServices, call: TwilioCall): Promise<TwilioResult> {
  const { id } = await find(services, call, 'Sid')
  const changed = await services.change(call.account.id, id, readServiceSettings(call.params))
  if (changed === undefined) throw call.notFound()
  return shown(changed, call)
}

async function remove(services: MessagingServices, call: TwilioCall): Promise<TwilioResult> {
  const { id } = await find(services, call, 'Sid')
  if (!(await services.remove(call.account.id, id))) throw call.notFound()
  return { status: 204 }
}

async function addNumber({ accounts }: Parts, services: MessagingServices, call: TwilioCall): Promise<TwilioResult> {
  const service = await find(services, call, 'ServiceSid')
  const sid: string = call.params.required('PhoneNumberSid', 20001)
  if (!isSid(sid, 'PN')) throw new TwilioError(20404, 'The phone number was not found')
  const number = await accounts.numbers.get(call.account.id, sid).catch((error: unknown) => {
    if (!(error instanceof ProblemError) || error.code !== 'not-found') throw error
    throw new TwilioError(20404, { message: `The phone number ${sid} was not found`, cause: error })
  })
  const { phoneNumber, abilities } = number
  if (!abilities.sms && !abilities.mms) throw new TwilioError(21715, `${phoneNumber} can send neither SMS nor MMS`)
  return added(await services.addNumber(service, { id: uuidFromSid(number.sid), phoneNumber }), phoneNumber, call)
}

async function addName(services: MessagingServices, call: TwilioCall): Promise<TwilioResult> {
  const service = await find(services, call, 'ServiceSid')
  const name = call.params.required('AlphaSender', 20001).trim()
  if (!isAlphanumericSender(name)) throw new TwilioError(21709, 'AlphaSender is not an alphanumeric sender ID')
  return added(await services.addName(service, name), name, call)
}

function added(result: SenderAdded, sender: string, { account, urls }: TwilioCall): TwilioResult {
  if ('sender' in result) return { status: 201, body: senderView(result.sender, account.sid, urls) }
  switch (result.refused) {
    case 'there':
      throw new TwilioError(21710, `${sender} is already in this Messaging Service`)
    case 'elsewhere':
      throw new TwilioError(21712, `${sender} is in another Messaging Service`)
    case 'full':
      throw new TwilioError(21714, 'This Messaging Service has as many senders as it may have')
  }
}

async function listSenders(services: MessagingServices, kind: SenderKind, call: TwilioCall): Promise<TwilioPage> {
  const { page, account, urls } = call
  const { id } = await find(services, call, 'ServiceSid')
  const rows = await services.senders(id, kind, { after: page.after, before: page.before, limit: page.size + 1 })
  return cutPage(rows, page, {
    key: kinds[kind].key,
    cursor: (row) => row.id,
    view: (row) => senderView(row, account.sid, urls),
  })
}

async function findSender(services: MessagingServices, kind: SenderKind, call: TwilioCall): Promise<SenderRow> {
  const { id } = await find(services, call, 'ServiceSid')
  const sid = call.path.Sid ?? ''
  const sender = isSid(sid, kinds[kind].prefix) ? await services.sender(id, kind, uuidFromSid(sid)) : undefined
  if (sender === undefined) throw call.notFound()
  return sender
}
