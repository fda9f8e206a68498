import type { Agent } from '../call/agent.ts'
import { sendAuthenticated } from '../call/send-authenticated.ts'
import { Headers } from '../message/headers.ts'
import { noBody, type SipRequest } from '../message/message.ts'
import { escapeUser, writeSipUri } from '../message/sip-uri.ts'
import type { Peer } from '../transport/transport.ts'
import type { Trunk } from './trunk.ts'

/** Whether a trunk is there. */
export interface TrunkAnswer {
  readonly ok: boolean
  readonly detail: string
  /** What to do where it is not. */
  readonly advice?: string
}

/** How long an answer is waited for, milliseconds: the request goes out four times until then. */
const patience = 5_000
const unreachable = 'cannot be reached'

/**
 * Asks a trunk what it can (OPTIONS, RFC 3261, section 11). Any answer tells that it is there.
 * @param registered whether it has registered us; undefined where it is not asked to
 */
export async function askTrunk(agent: Agent, trunk: Trunk, registered: boolean | undefined): Promise<TrunkAnswer> {
  const [peer] = await agent.locate(trunk.uri)
  if (peer === undefined) {
    return { ok: false, detail: `no address is known of ${trunk.uri.host}`, advice: 'Check the uri of the gateway.' }
  }
  const place = `${peer.address}:${peer.port} (${peer.transport.toUpperCase()})`
  const answer = await answerOf(agent, trunk, peer)
  if (registered === false) {
    const advice = 'Check its uri, username and password; the log says what it answered.'
    return { ok: false, detail: `${place} has not registered us`, advice }
  }
  const also = registered ? ', and has registered us' : ''
  if (typeof answer === 'number') return { ok: true, detail: `${place} answers${also}` }
  if (registered) return { ok: true, detail: `${place} has registered us, and does not say what it can` }
  const advice =
    'Check the uri of the gateway, and that firewalls let SIP through both ways. A carrier that ignores OPTIONS takes calls all the same.'
  return { ok: false, detail: `${place} ${answer}`, advice }
}

/** The status of its answer, or why there is none. */
async function answerOf(agent: Agent, trunk: Trunk, peer: Peer): Promise<number | string> {
  let off: (() => void) | undefined
  const late = new Promise<string>((resolve) => {
    off = agent.timers.after(patience, () => resolve(`does not answer within ${patience / 1_000} s`))
  })
  let cseq = 1
  const request = optionsOf(agent, trunk, peer.transport)
  const asked = sendAuthenticated({ agent, request, peer, login: trunk.login, nextCseq: () => ++cseq })
  const answered = asked.then((response) => response?.status ?? unreachable).catch(() => unreachable)
  const answer = await Promise.race([answered, late])
  off?.()
  return answer
}

function optionsOf(agent: Agent, { uri, login }: Trunk, transport: 'udp' | 'tcp'): SipRequest {
  const target = writeSipUri({ ...uri, headers: [] })
  const user = login?.username ?? 'trunkline'
  const headers = new Headers([['Max-Forwards', '70']])
  headers.add('From', `<sip:${escapeUser(user)}@${agent.domain}>;tag=${agent.token()}`).add('To', `<${target}>`)
  headers.add('Call-ID', agent.token()).add('CSeq', '1 OPTIONS').add('Contact', agent.contact(transport))
  headers.add('Accept', 'application/sdp').add('User-Agent', 'Trunkline')
  return { kind: 'request', method: 'OPTIONS', uri: target, headers, body: noBody }
}
