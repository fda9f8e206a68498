import { toWire } from '../message/grammar.ts'
import type { SipRequest, SipResponse } from '../message/message.ts'
import {
  algorithmOf,
  type DigestAlgorithm,
  digestAlgorithms,
  digestResponse,
  readDigest,
  writeDigest,
} from './digest.ts'

/** How we log in elsewhere. */
export interface Login {
  readonly username: string
  readonly password: string
}

interface Challenge {
  readonly algorithm: DigestAlgorithm
  readonly read: ReadonlyMap<string, string>
}

/**
 * Answers the challenge of a 401 or 407: gives the header field to add to the request, or undefined where nothing can be answered: no challenge of an algorithm
 * or qop that is spoken here. `stale` tells that only the nonce was over. The best of several is answered.
 */
export function answerChallenge(
  response: SipResponse,
  request: Pick<SipRequest, 'method' | 'uri'>,
  login: Login,
  cnonce: string,
): { readonly name: string; readonly value: string; readonly stale: boolean; readonly realm: string } | undefined {
  const proxy = response.status === 407
  const [username, password] = [toWire(login.username), toWire(login.password)]
  const found = best(response.headers.all(proxy ? 'proxy-authenticate' : 'www-authenticate'))
  if (found === undefined) return undefined
  const { algorithm, read } = found
  const [realm = '', nonce = ''] = [read.get('realm'), read.get('nonce')]
  const nc = '00000001'
  const qop = read.has('qop') ? { nc, cnonce } : undefined
  const { method, uri } = request
  const digest = digestResponse({ algorithm, username, realm, password, method, uri, nonce, ...(qop ? { qop } : {}) })
  const parameters: [string, string][] = [
    ['username', username],
    ['realm', realm],
    ['nonce', nonce],
    ['uri', uri],
    ['response', digest],
    ['algorithm', algorithm],
  ]
  if (qop) parameters.push(['cnonce', cnonce], ['qop', 'auth'], ['nc', nc])
  const opaque = read.get('opaque')
  if (opaque !== undefined) parameters.push(['opaque', opaque])
  const stale = read.get('stale')?.toLowerCase() === 'true'
  return { name: proxy ? 'Proxy-Authorization' : 'Authorization', value: writeDigest(parameters), stale, realm }
}

function best(values: readonly string[]): Challenge | undefined {
  const challenges = values.flatMap((value): Challenge[] => {
    const read = readDigest(value)
    const algorithm = read && algorithmOf(read.get('algorithm'))
    const offered = read?.get('qop')?.toLowerCase().split(',')
    const speaks = offered === undefined || offered.some((one) => one.trim() === 'auth')
    return read && algorithm && speaks && read.get('nonce') ? [{ algorithm, read }] : []
  })
  const rank = ({ algorithm }: Challenge) => digestAlgorithms.indexOf(algorithm)
  return challenges.sort((one, other) => rank(one) - rank(other))[0]
}
