import type { Application } from '@trunkline/accounts'
import type { NewCall, ProgressCallback } from '@trunkline/voice'
import { ProblemError } from '@trunkline/wire'
import type { AccountsPort, Client } from '../../ports.ts'
import { TwilioError } from '../errors/twilio-error.ts'
import { quoted } from '../messages/create-message.ts'
import { uncertain } from '../uncertain.ts'
import type { CreateCall } from './create-call.ts'
import { given } from './read-place.ts'

/** What a call does, and where its progress is told. */
export interface CallPlan {
  readonly program: NewCall['program']
  readonly statusCallback?: ProgressCallback
}

/** What a request asks for; an application takes the place of all that the request says beside it. @throws TwilioError 21218, 21205 */
export async function planCall(
  { applications }: Pick<AccountsPort, 'applications'>,
  account: Pick<Client, 'id'>,
  { source, statusCallback }: CreateCall,
): Promise<CallPlan> {
  if (source.kind === 'program') return { program: source.program, ...given('statusCallback', statusCallback) }
  const application = await applicationOf(applications, account, source.sid)
  const { voiceUrl, voiceMethod, voiceFallbackUrl, voiceFallbackMethod } = application
  if (voiceUrl === null) throw new TwilioError(21205, `The application ${quoted(source.sid)} has no VoiceUrl`)
  const fallback =
    voiceFallbackUrl === null ? undefined : { url: voiceFallbackUrl, method: methodOf(voiceFallbackMethod) }
  return {
    program: { document: { url: voiceUrl, method: methodOf(voiceMethod) }, ...given('fallback', fallback) },
    ...given('statusCallback', callbackOf(application)),
  }
}

const methodOf = (method: string | null): 'GET' | 'POST' => (method === 'GET' ? 'GET' : 'POST')

function callbackOf({ statusCallback: url, statusCallbackMethod }: Application): ProgressCallback | undefined {
  return url === null ? undefined : { url, method: methodOf(statusCallbackMethod), events: ['completed'] }
}

async function applicationOf(
  applications: AccountsPort['applications'],
  account: Pick<Client, 'id'>,
  sid: string,
): Promise<Application> {
  try {
    return await applications.get(account.id, sid)
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'not-found') throw error
    const message = `The ApplicationSid ${quoted(sid)} does not exist`
    throw new TwilioError(uncertain.applicationUnknown, { message, cause: error })
  }
}
