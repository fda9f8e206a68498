import { answerChallenge, type Login } from '../digest/digest-client.ts'
import type { SipRequest, SipResponse } from '../message/message.ts'
import type { Peer } from '../transport/transport.ts'
import type { Agent } from './agent.ts'

/** What is sent, and how. */
export interface AuthenticatedRequest {
  readonly agent: Pick<Agent, 'layer' | 'token'>
  readonly request: SipRequest
  readonly peer: Peer
  readonly login: Login | undefined
  readonly nextCseq: () => number
  /** Told of every copy of a 2xx to INVITE. */
  readonly onAnswer?: (response: SipResponse) => void
}

/** Sends a request and gives its final response, or nothing where none came. A challenge is answered once, and once more where only the nonce was over. */
export async function sendAuthenticated(options: AuthenticatedRequest): Promise<SipResponse | undefined> {
  const { agent, login } = options
  let { request } = options
  const answered = { fresh: false, stale: false }
  for (;;) {
    const response = await sendOnce({ ...options, request })
    if (response === undefined || login === undefined || (response.status !== 401 && response.status !== 407)) {
      return response
    }
    const answer = answerChallenge(response, request, login, agent.token())
    if (answer === undefined || (answer.stale ? answered.stale : answered.fresh)) return response
    if (answer.stale) answered.stale = true
    answered.fresh = true
    const headers = request.headers.copy().set(answer.name, answer.value)
    headers.set('CSeq', `${options.nextCseq()} ${request.method}`)
    request = { ...request, headers }
  }
}

function sendOnce({ agent, request, peer, onAnswer }: AuthenticatedRequest): Promise<SipResponse | undefined> {
  return new Promise((resolve) => {
    agent.layer.request(request, peer, {
      onResponse(response) {
        if (response.status < 200) return
        if (request.method === 'INVITE' && response.status < 300) onAnswer?.(response)
        resolve(response)
      },
      onFailure: () => resolve(undefined),
    })
  })
}
