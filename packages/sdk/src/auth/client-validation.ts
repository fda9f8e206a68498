/**
 * Public Key Client Validation (https://www.twilio.com/docs/iam/pkcv): every request carries a token, signed with a
 * private key, over what is sent. By Web Crypto, which every run time has.
 */
import type { RequestSigner, WireRequest } from '../http/fetch-transport.ts'
import { base64 } from './basic.ts'

/** What the token is made with. Names as in twilio-node. */
export interface ClientCredentials {
  readonly accountSid: string
  /** SID of the public key at Twilio, `CR…`. */
  readonly credentialSid: string
  /** SID of an API key, `SK…`. */
  readonly signingKey: string
  /** RSA private key as PEM: PKCS #8 (`PRIVATE KEY`) or PKCS #1 (`RSA PRIVATE KEY`). */
  readonly privateKey: string
  /** RS256 unless given. */
  readonly algorithm?: 'RS256' | 'PS256' | undefined
}

/** Seconds that a token holds. */
const lifetime = 300
const signedHeaders = 'authorization;host'

const urlSafe = (base: string): string => base.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
const binary = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const encode = (text: string): string => encodeURIComponent(decodeURIComponent(text)).replace(/\*/g, '%2A')

/** The request as text, the same for sender and receiver: method, path, sorted query, headers, their names, hash of the body. */
export async function canonicalRequest(request: WireRequest): Promise<string> {
  const url = new URL(request.url)
  const path = url.pathname.replace(/\/+/g, '/').split('/').map(encode).join('/')
  // Sorted as they read, not as they are escaped.
  const pairs = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '')
  const sorted = pairs
    .map((pair) => [decodeURIComponent(pair), pair] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const query = sorted.map(([, pair]) => pair.split('=').map(encode).join('=')).join('&')
  const headers = `authorization:${(request.headers.Authorization ?? '').trim()}\nhost:${url.host}\n`
  const body = request.body ? await sha256(request.body) : ''
  return [request.method.toUpperCase(), path, query, headers, signedHeaders, body].join('\n')
}

/** PKCS #8 is PKCS #1 in an envelope (RFC 5208): version 0, algorithm rsaEncryption, then the key. */
function envelope(pkcs1: Uint8Array): Uint8Array {
  const length = (n: number): number[] => (n < 128 ? [n] : n < 256 ? [0x81, n] : [0x82, n >> 8, n & 255])
  const octets = [0x04, ...length(pkcs1.length), ...pkcs1]
  const inner = [0x02, 1, 0, 0x30, 13, 0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 0x05, 0, ...octets]
  return Uint8Array.from([0x30, ...length(inner.length), ...inner])
}

function importKey(pem: string, algorithm: RsaHashedImportParams): Promise<CryptoKey> {
  const [, kind, text = ''] = /-----BEGIN (RSA )?PRIVATE KEY-----([\s\S]+?)-----END/.exec(pem) ?? []
  if (text === '') throw new Error('privateKey must be an unencrypted RSA key as PEM (PKCS #8 or PKCS #1)')
  const der = Uint8Array.from(atob(text.replace(/\s+/g, '')), (c) => c.charCodeAt(0))
  return crypto.subtle.importKey('pkcs8', (kind ? envelope(der) : der) as Uint8Array<ArrayBuffer>, algorithm, false, [
    'sign',
  ])
}

/** Makes the Twilio-Client-Validation header of requests. Throws when a credential is missing. */
export function validationSigner(credentials: ClientCredentials, now: () => number = Date.now): RequestSigner {
  for (const name of ['accountSid', 'credentialSid', 'signingKey', 'privateKey'] as const) {
    if (!credentials[name]) throw new Error(`${name} is required`)
  }
  const alg = credentials.algorithm ?? 'RS256'
  if (alg !== 'RS256' && alg !== 'PS256') throw new Error('Algorithm not supported. Allowed values are RS256, PS256')
  const name = alg === 'RS256' ? 'RSASSA-PKCS1-v1_5' : 'RSA-PSS'
  let key: Promise<CryptoKey> | undefined
  return async (request) => {
    const header = { cty: 'twilio-pkrv;v=1', typ: 'JWT', alg, kid: credentials.credentialSid }
    const iat = Math.floor(now() / 1000)
    const rqh = await sha256(await canonicalRequest(request))
    const payload = {
      iss: credentials.signingKey,
      sub: credentials.accountSid,
      hrh: signedHeaders,
      rqh,
      iat,
      exp: iat + lifetime,
    }
    const signed = [header, payload].map((part) => urlSafe(base64(JSON.stringify(part)))).join('.')
    key ??= importKey(credentials.privateKey, { name, hash: 'SHA-256' })
    const signature = await crypto.subtle.sign(
      { name, saltLength: 32 } as AlgorithmIdentifier,
      await key,
      new TextEncoder().encode(signed),
    )
    return { 'Twilio-Client-Validation': `${signed}.${urlSafe(btoa(binary(new Uint8Array(signature))))}` }
  }
}
