import type { TestContext } from 'node:test'
import { digestResponse, readDigest } from '../../../src/leg/sip/digest/digest.ts'
import { type RawMessage, rawPeer, requestOf } from './raw-peer.ts'
import { type SipBenchOptions, sipBench } from './sip-bench.ts'

/** A user of every bench of this kind. */
export const anna = { username: 'anna', password: 'secret-of-anna' }

/** A party that nobody knows, and a server with a user. */
export async function stranger(t: TestContext, options: SipBenchOptions = {}, address = '127.0.0.1') {
  const bench = await sipBench(t, { users: [anna], ...options })
  const peer = await rawPeer(t, address)
  let count = 0
  let asked: Readonly<Record<string, string>> = {}
  const ask = (method: string, to: string, more: Readonly<Record<string, string>> = {}, body = '') => {
    const here = `${address}:${peer.port}`
    const fields = {
      ...{
        Via: `SIP/2.0/UDP ${here};branch=z9hG4bK${++count}`,
        From: '<sip:x@example.com>;tag=1',
        To: '<sip:anna@trunkline.localhost>',
      },
      ...{ 'Call-ID': `call-${count}`, CSeq: `${count} ${method}`, Contact: `<sip:x@${here}>`, ...more },
    }
    asked = fields
    peer.send(requestOf(`${method} ${to}`, fields, body), bench.sip.port)
  }
  /** The final answer to what was asked last: one to an INVITE that nobody acknowledges comes again and again. */
  const answer = async (): Promise<RawMessage> => {
    for (;;) {
      const message = await peer.take(/^SIP\/2\.0 (?!100)/)
      const others = ['Call-ID', 'CSeq'].filter((name) => message.field(name) !== (asked[name] ?? message.field(name)))
      if (others.length === 0) return message
    }
  }
  const status = async () => (await answer()).first.slice(8, 11)
  return { bench, peer, ask, answer, status, count: () => count }
}

/** Credentials that answer a challenge. */
export function login(challenge: RawMessage, password: string, username = 'anna', method = 'REGISTER'): string {
  const read = readDigest(challenge.field('WWW-Authenticate'))
  const [realm, nonce] = [read?.get('realm') ?? '', read?.get('nonce') ?? '']
  const uri = 'sip:trunkline.localhost'
  const qop = { nc: '00000001', cnonce: 'c' }
  const response = digestResponse({ algorithm: 'MD5', username, realm, password, method, uri, nonce, qop })
  return `Digest username="${username}", realm="${realm}", nonce="${nonce}", uri="${uri}", response="${response}", algorithm=MD5, qop=auth, nc=00000001, cnonce="c"`
}
