import type { Service, VerificationDetail } from '@trunkline/verify'
import { isSid } from '@trunkline/wire'
import { TwilioError } from '../errors/twilio-error.ts'
import type { TwilioCall, TwilioRoute } from '../route.ts'
import { find as findService } from './service-routes.ts'
import { spelling } from './spelling.ts'
import { ignoredStartParameters, readChannel, readStart, refusedStartParameters } from './start-params.ts'
import { checkView, verificationView } from './verification-view.ts'
import { invalidParameter, verifying } from './verify-faults.ts'
import type { VerifyParts } from './verify-parts.ts'

/** Verifications and their checks (https://www.twilio.com/docs/verify/api/verification). */
export function verificationRoutes(parts: VerifyParts): TwilioRoute[] {
  const path = 'verify/v2/Services/{ServiceSid}'
  return [
    {
      operation: `POST ${path}/Verifications`,
      ignores: ignoredStartParameters,
      refuses: refusedStartParameters,
      differs:
        'Channel `auto` is a text; `sna` is refused with 501. Amount and Payee are given back and not bound to the code.',
      handle: (call) => start(parts, call),
    },
    { operation: `GET ${path}/Verifications/{Sid}`, handle: async (call) => shown(call, await findOne(parts, call)) },
    { operation: `POST ${path}/Verifications/{Sid}`, handle: (call) => update(parts, call) },
    {
      operation: `POST ${path}/VerificationCheck`,
      ignores: {
        Amount: 'It is not bound to the code.',
        Payee: 'It is not bound to the code.',
        SnaClientToken: 'There is no silent network authentication.',
      },
      handle: (call) => check(parts, call),
    },
  ]
}

const shown = (call: TwilioCall, detail: VerificationDetail, status: 200 | 201 = 200) => ({
  status,
  body: verificationView(detail, call.account.sid, call.urls),
})

/** Starts a verification; while one of the same address is pending, the same code is sent again. Another code is another verification in its place. */
async function start(parts: VerifyParts, call: TwilioCall) {
  const { verifications } = parts.verify
  const service = await findService(parts, call, 'ServiceSid')
  const given = call.params.filled('To')
  if (given === undefined) throw invalidParameter('To', 'it is required')
  const input = readStart(call, service, spelling(given), readChannel(call))
  const { id } = await verifying(verifications.startOrResend(call.account.id, input))
  return shown(call, await verifications.get(call.account.id, id), 201)
}

/** The verification that the path names by its SID or by its address, which must be of the service. @throws TwilioError 20404 */
async function findOne(parts: VerifyParts, call: TwilioCall): Promise<VerificationDetail> {
  const service = await findService(parts, call, 'ServiceSid')
  const found = await lookUp(parts, call, service, call.path.Sid ?? '')
  if (found === undefined) throw call.notFound()
  return found
}

async function lookUp(
  { verify }: VerifyParts,
  { account }: TwilioCall,
  service: Service,
  reference: string,
): Promise<VerificationDetail | undefined> {
  if (!isSid(reference, 'VE')) return verify.verifications.pending(account.id, service.sid, spelling(reference))
  const found = await verify.verifications.get(account.id, reference)
  return found.serviceId === service.sid ? found : undefined
}

async function update(parts: VerifyParts, call: TwilioCall) {
  const { verifications } = parts.verify
  const before = await findOne(parts, call)
  const status = call.params.enumeration('Status', ['canceled', 'approved'], 60200)
  if (status === undefined) throw invalidParameter('Status', 'it is required')
  if (status === 'canceled') await verifying(verifications.cancel(call.account.id, before.id))
  else await verifying(verifications.approve(call.account.id, before.id))
  return shown(call, await verifications.get(call.account.id, before.id))
}

async function check(parts: VerifyParts, call: TwilioCall) {
  const { account, params } = call
  const service = await findService(parts, call, 'ServiceSid')
  const [sid, to] = [params.filled('VerificationSid'), params.filled('To')]
  if (sid === undefined && to === undefined) {
    throw new TwilioError(60221, 'To or VerificationSid is required')
  }
  const code = params.filled('Code')
  if (code === undefined) throw invalidParameter('Code', 'it is required')
  if (sid !== undefined && !isSid(sid, 'VE')) throw call.notFound()
  const found = await lookUp(parts, call, service, sid ?? to ?? '')
  if (found === undefined) throw await whyNone(parts, call, service, to ?? '')
  const view = await verifying(parts.verify.verifications.check(account.id, found.id, code))
  return { status: 200 as const, body: checkView(view, found.edge, account.sid) }
}

/** Nothing is pending for an address: gone, or checked too often until its time is up. */
async function whyNone({ verify, clock }: VerifyParts, call: TwilioCall, service: Service, to: string): Promise<Error> {
  const filter = { to: spelling(to), service: service.sid, status: 'max_attempts_reached', limit: 1 } as const
  const [last] = (await verify.verifications.list(call.account.id, filter)).verifications
  const over = last !== undefined && Date.parse(last.expiresAt) > clock.now()
  return over ? new TwilioError(60202, 'Max check attempts reached') : call.notFound()
}
