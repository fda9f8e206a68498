import {
  type CallChange,
  type CallFilter,
  type CallRecord,
  callMoves,
  isOver,
  type KeptStatus,
  VoiceError,
} from '@trunkline/voice'
import { isSid, ProblemError, uuidFromSid } from '@trunkline/wire'
import type { VoicePort } from '../../ports.ts'
import { TwilioError } from '../errors/twilio-error.ts'
import { isHttpUrl } from '../http/twilio-params.ts'
import { quoted } from '../messages/create-message.ts'
import { readNumberFilter } from '../numbers/number-params.ts'
import { cutPage } from '../paging/cut-page.ts'
import type { TwilioParts } from '../parts.ts'
import type { TwilioCall, TwilioPage, TwilioResult, TwilioRoute } from '../route.ts'
import { uncertain } from '../uncertain.ts'
import { readCalled, readCaller } from './call-parties.ts'
import { planCall } from './call-program.ts'
import { callView } from './call-view.ts'
import { readCreateCall, readProgram } from './create-call.ts'
import { numberSid, numberSids } from './number-sids.ts'
import { changedCallback } from './progress-callback.ts'
import { given } from './read-place.ts'

/** What the routes of calls take. */
export type CallParts = Pick<TwilioParts, 'accounts' | 'gatewaySenders' | 'log'> & { readonly voice: VoicePort }

const base = 'api/2010-04-01/Accounts/{AccountSid}/Calls'

/** The code for a call whose state does not allow what is asked for (https://www.twilio.com/docs/api/errors/21220). */
const wrongState = 21220
const unsigned = 'Calls are not signed (STIR/SHAKEN) here; a carrier signs them.'

/** What is documented and has no effect, with the reason. */
const ignored = Object.freeze({
  MachineDetectionTimeout: 'Nothing listens for machines; the form is checked.',
  MachineDetectionSpeechThreshold: 'Nothing listens for machines; the form is checked.',
  MachineDetectionSpeechEndThreshold: 'Nothing listens for machines; the form is checked.',
  MachineDetectionSilenceTimeout: 'Nothing listens for machines; the form is checked.',
  CallReason: 'Carriers that show a reason are reached by Twilio alone.',
  CallToken: unsigned,
  Passports: unsigned,
  ClientNotificationUrl: 'Browser phones are told over their own connection.',
})

/** Calls (https://www.twilio.com/docs/voice/api/call-resource). */
export function callRoutes(parts: CallParts): TwilioRoute[] {
  return [
    {
      operation: `POST ${base}.json`,
      ignores: ignored,
      refuses: {
        Byoc: 'There are no BYOC trunks.',
        RecordingConfigurationId: 'There are no recording configurations.',
      },
      differs:
        'MachineDetection is answered with AnsweredBy=unknown, at once: nothing here can tell a machine from a person.',
      handle: (call) => create(parts, call),
    },
    { operation: `GET ${base}.json`, handle: (call) => list(parts, call) },
    {
      operation: `GET ${base}/{Sid}.json`,
      handle: async (call) => shown(parts, await find(parts, call, 'Sid'), call),
    },
    { operation: `POST ${base}/{Sid}.json`, handle: (call) => update(parts, call) },
    { operation: `DELETE ${base}/{Sid}.json`, handle: (call) => remove(parts, call) },
  ]
}

/** The call that a path names. @throws TwilioError 20404 */
export async function find({ voice }: Pick<CallParts, 'voice'>, call: TwilioCall, place: string): Promise<CallRecord> {
  const sid = call.path[place] ?? ''
  if (!isSid(sid, 'CA')) throw call.notFound()
  try {
    return await voice.calls.get(call.account.id, sid)
  } catch (error) {
    throw error instanceof ProblemError && error.code === 'not-found' ? call.notFound() : error
  }
}

async function shown(
  { accounts }: CallParts,
  record: CallRecord,
  { account, urls }: TwilioCall,
): Promise<TwilioResult> {
  const phoneNumberSid = await numberSid(accounts, account.id, record)
  return { status: 200, body: callView(record, { accountSid: account.sid, phoneNumberSid, urls }) }
}

async function create(parts: CallParts, call: TwilioCall): Promise<TwilioResult> {
  const { account, params } = call
  const wanted = readCreateCall(params)
  const plan = await planCall(parts.accounts, account, wanted)
  const called = readCalled(wanted.to)
  const from = await readCaller(parts, account, wanted.from, called)
  const caller = wanted.callerId === undefined ? from : await readCaller(parts, account, wanted.callerId, called)
  const record = await parts.voice.calls.create(account.id, {
    ...{ to: called.address, from: caller },
    ...plan,
    ...wanted.options,
    origin: { edge: 'twilio' },
  })
  for (const code of wanted.warnings) parts.log.warn({ callSid: record.sid, code }, warningTexts[code] ?? 'a parameter')
  return { ...(await shown(parts, record, call)), status: 201 }
}

/** Words for what is taken and warned of. */
const warningTexts: Readonly<Record<number, string>> = {
  21262: 'AsyncAmd without AsyncAmdStatusCallback: nobody is told what was found',
  21626: 'StatusCallbackEvent has a value that does not exist; the call is made without callbacks',
  32019: 'Url and Twiml were both given; Url is used',
}

const statuses = Object.keys(callMoves) as KeptStatus[]

async function list({ voice, accounts }: CallParts, call: TwilioCall): Promise<TwilioPage> {
  const { account, page, urls } = call
  const rows = await voice.calls.page(account.id, readFilter(call), {
    limit: page.size + 1,
    ...given('after', page.after),
    ...given('before', page.before),
  })
  const numbers = await numberSids(accounts, account.id, rows)
  return cutPage(rows, page, {
    key: 'calls',
    cursor: ({ sid }) => uuidFromSid(sid),
    view: (row) => callView(row, { accountSid: account.sid, phoneNumberSid: numbers.get(row) ?? null, urls }),
  })
}

function readFilter({ params }: TwilioCall): CallFilter {
  const parent = params.filled('ParentCallSid')
  if (parent !== undefined && !isSid(parent, 'CA')) {
    throw new TwilioError(uncertain.parameterInvalid, `Invalid parameter ParentCallSid: ${quoted(parent)}`)
  }
  const [start, end] = [params.dates('StartTime'), params.dates('EndTime')]
  return {
    ...given('to', readNumberFilter(params, 'To')),
    ...given('from', readNumberFilter(params, 'From')),
    ...given('parentCallSid', parent),
    ...given('status', params.enumeration('Status', statuses)),
    ...given('startedFrom', start.from),
    ...given('startedBefore', start.until),
    ...given('endedFrom', end.from),
    ...given('endedBefore', end.until),
  }
}

async function update(parts: CallParts, call: TwilioCall): Promise<TwilioResult> {
  const { account, params } = call
  const record = await find(parts, call, 'Sid')
  const status = params.enumeration('Status', ['canceled', 'completed'])
  const program = readProgram(params)
  if (params.filled('Url') !== undefined && params.filled('Twiml') !== undefined) {
    parts.log.warn({ callSid: record.sid, code: 32019 }, warningTexts[32019] ?? '')
  }
  if (program !== undefined && 'twiml' in program) checkActions(program.twiml)
  const change: CallChange = {
    ...given('status', status),
    // A call that is to end runs nothing more.
    ...(status === undefined ? given('program', program) : {}),
    ...given('statusCallback', changedCallback(params, record.statusCallback)),
    ...given('timeLimitSeconds', params.integer('TimeLimit', { min: 1 })),
  }
  if (Object.keys(change).length === 0) return shown(parts, record, call)
  try {
    return await shown(parts, await parts.voice.calls.update(account.id, record.sid, change), call)
  } catch (error) {
    // To cancel what was answered has no effect and is no fault, as at Twilio; what is over can't be changed any more.
    if (status !== 'canceled' || !(error instanceof VoiceError) || error.code !== wrongState) throw error
    const now = await find(parts, call, 'Sid')
    if (isOver(now.status)) throw error
    return shown(parts, now, call)
  }
}

/** A document in place has no address that another one could be relative to. @throws TwilioError 15004 */
function checkActions(twiml: string): void {
  for (const [, , url = ''] of twiml.matchAll(/<(?:Gather|Record|Pay)\b[^>]*?\saction=(["'])(.*?)\1/g)) {
    if (isHttpUrl(url.replaceAll('&amp;', '&'))) continue
    throw new TwilioError(15004, { message: `The action ${quoted(url)} must be an absolute URL`, status: 400 })
  }
}

async function remove({ voice }: CallParts, call: TwilioCall): Promise<TwilioResult> {
  const { sid } = await find({ voice }, call, 'Sid')
  await voice.calls.remove(call.account.id, sid)
  return { status: 204 }
}
