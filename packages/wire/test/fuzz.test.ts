import assert from 'node:assert/strict'
import querystring from 'node:querystring'
import { test } from 'node:test'
import * as wire from '@trunkline/wire'
import fc from 'fast-check'
import official from 'twilio'
import { decodeBase64, encodeBase64, encodeBase64Url } from '../src/bytes/base64.ts'
import type { HashName } from '../src/crypto/algorithms.ts'
import * as node from '../src/crypto/node.ts'
import * as portable from '../src/crypto/portable.ts'
import { readPrivateKey, readPublicKey } from '../src/crypto/rsa-key.ts'
import { gsm7Cost } from '../src/sms/gsm7.ts'
import { reencodeQuery } from '../src/twilio-signature/legacy-query.ts'

const nightly = process.env.TRUNKLINE_FUZZ_RUNS

/** How each property is tried: with few inputs, always the same, by default; with many new ones in a nightly run. */
const fuzzing: { readonly numRuns: number; readonly seed?: number } =
  nightly === undefined ? { numRuns: 300, seed: 1 } : { numRuns: Number(nightly) }

/** Any UTF-16, lone surrogates too. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }).map((units) => String.fromCharCode(...units)),
)

/** Text made of what parsers look for. */
const soup = (...pieces: string[]) =>
  fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 6 })), { maxLength: 30 })
    .map((parts) => parts.join(''))

function fuzz<T>(name: string, arbitrary: fc.Arbitrary<T>, holds: (value: T) => void): void {
  test(name, () => fc.assert(fc.property(arbitrary, holds), fuzzing))
}

/** Runs what may refuse its input, but only with errors of one kind. */
function refusesWith(kinds: readonly (new (...args: never[]) => Error)[], work: () => unknown): void {
  try {
    work()
  } catch (error) {
    if (!kinds.some((kind) => error instanceof kind)) throw error
  }
}

const smsText = fc.oneof(anyText, soup('€', '^', '😀', 'ç', 'a'.repeat(152), '\ud83d', '\ude00', '@'))

fuzz('the parts of an SMS are the text, each fits, and no pair is cut', smsText, (text) => {
  const { encoding, segments, units, perSegment, parts = [] } = wire.smsSegments(text, { parts: true })
  const unitsOf = (part: string) =>
    encoding === 'UCS-2' ? part.length : [...part].reduce((sum, one) => sum + gsm7Cost(one.charCodeAt(0)), 0)
  assert.equal(parts.join(''), text)
  assert.equal(parts.length, segments)
  assert.equal(
    parts.reduce((sum, part) => sum + unitsOf(part), 0),
    units,
  )
  for (const part of parts) assert.ok(unitsOf(part) <= perSegment)
  assert.equal(
    parts.reduce((sum, part) => sum + [...part].length, 0),
    [...text].length,
  )
})

fuzz('what GSM-7 can say comes back from it', anyText, (text) => {
  const septets = wire.encodeGsm7(text)
  assert.equal(septets === undefined, wire.smsSegments(text).encoding === 'UCS-2')
  if (septets) assert.equal(wire.decodeGsm7(septets), text)
})

fuzz('any septets can be shown', fc.uint8Array({ maxLength: 200 }), (bytes) => {
  assert.ok(wire.decodeGsm7(bytes).length <= bytes.length)
})

fuzz(
  'smart encoding gives GSM-7 or leaves the text alone',
  fc.oneof(anyText, soup('“', '’', '…', '\u00a0', 'a')),
  (text) => {
    const { text: result, replaced } = wire.smartEncode(text)
    if (replaced === 0) assert.equal(result, text)
    else assert.equal(wire.smsSegments(result).encoding, 'GSM-7')
  },
)

fuzz(
  'addresses and numbers are read without a fault, and addresses come back',
  fc.oneof(anyText, soup('+1', ':', 'sip:', ' ', '-', '5')),
  (text) => {
    const number = wire.parseE164(text)
    assert.ok(number === undefined || wire.isE164(number))
    const address = wire.parseAddress(text)
    if (address) assert.equal(wire.formatAddress(address).toLowerCase(), text.toLowerCase())
  },
)

fuzz(
  'SIDs and UUIDs go to and fro, and lineage is kept',
  fc.tuple(fc.uuid(), fc.integer({ min: 1, max: 255 }), fc.integer({ min: 1, max: 255 })),
  ([uuid, ordinal, sequence]) => {
    assert.equal(wire.uuidFromSid(wire.sidFromUuid('EV', uuid)), uuid)
    const message = wire.messageUuidOf(uuid)
    const event = wire.eventUuid(wire.deliveryUuid(message, ordinal), sequence)
    assert.deepEqual(
      [wire.messageUuidOf(event), wire.deliveryOrdinalOf(event), wire.eventSequenceOf(event)],
      [message, ordinal, sequence],
    )
    assert.equal(event > message, true)
  },
)

fuzz('SIDs are told from any text', fc.oneof(anyText, fc.stringMatching(/^[A-Z]{2}[0-9a-f]{30,34}$/)), (text) => {
  if (wire.isSid(text)) assert.equal(text.length, 34)
  else assert.throws(() => wire.uuidFromSid(text), RangeError)
})

fuzz(
  'base64 that is read is the only spelling of its bytes',
  fc.oneof(anyText, fc.base64String(), soup('=', '+', '-', '/', '_')),
  (text) => {
    const bytes = decodeBase64(text)
    if (bytes) assert.equal(encodeBase64Url(bytes), text.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_'))
  },
)

fuzz('bytes come back from base64', fc.uint8Array({ maxLength: 100 }), (bytes) => {
  assert.deepEqual(decodeBase64(encodeBase64(bytes)), bytes)
})

const hashNames: fc.Arbitrary<HashName> = fc.constantFrom('sha1', 'sha256', 'sha384', 'sha512')

fuzz('both seams give one HMAC', fc.tuple(hashNames, anyText, anyText), ([name, key, data]) => {
  assert.equal(node.hmacText(name, 'base64url', key, data), portable.hmacText(name, 'base64url', key, data))
})

fuzz(
  'both seams refuse odd ed25519 keys and signatures without a fault',
  fc.tuple(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.uint8Array({ minLength: 64, maxLength: 64 })),
  ([key, signature]) => {
    assert.equal(node.ed25519Verify(key, 'x', signature), false)
    assert.equal(portable.ed25519Verify(key, 'x', signature), false)
  },
)

const pemSoup = soup(
  '-----BEGIN ',
  'PRIVATE KEY',
  'RSA ',
  'PUBLIC KEY',
  '-----',
  '-----END ',
  'MIIEvQ',
  'AgEAMA0GCSqGSIb3DQEBAQUA',
  '\n',
)

fuzz('what is no RSA key is refused as such', fc.oneof(anyText, pemSoup), (text) => {
  refusesWith([wire.RsaKeyError], () => readPrivateKey(text))
  refusesWith([wire.RsaKeyError], () => readPublicKey(text))
})

fuzz(
  'no DER inside a PEM makes a fault',
  fc.tuple(
    fc.constantFrom('PRIVATE KEY', 'RSA PRIVATE KEY', 'PUBLIC KEY', 'RSA PUBLIC KEY'),
    fc.uint8Array({ maxLength: 64 }),
  ),
  ([label, bytes]) => {
    const der = Uint8Array.of(0x30, bytes.length, ...bytes)
    const pem = `-----BEGIN ${label}-----\n${encodeBase64(der)}\n-----END ${label}-----`
    refusesWith([wire.RsaKeyError], () => readPrivateKey(pem))
    refusesWith([wire.RsaKeyError], () => readPublicKey(pem))
  },
)

const jsonPart = fc
  .oneof(
    fc.json(),
    fc.json().map((json) => `{"alg":"HS256","exp":1,"payload":${json}}`),
    anyText,
  )
  .map((text) => Buffer.from(text).toString('base64url'))
const tokenSoup = fc.oneof(
  anyText,
  fc.array(jsonPart, { maxLength: 4 }).map((parts) => parts.join('.')),
)

fuzz('what is no token is refused with a reason', tokenSoup, (token) => {
  refusesWith([wire.JwtError], () => wire.decodeJwt(token))
  refusesWith([wire.JwtError], () => wire.verifyAccessToken(token, 'secret', { now: 0 }))
  refusesWith([wire.JwtError], () => wire.verifyClientCapability(token, 'secret', { now: 0 }))
  refusesWith([wire.JwtError], () => wire.verifyTaskRouterCapability(token, 'secret', { now: 0 }))
})

fuzz(
  'signed claims of any form are read or refused with a reason',
  fc.tuple(
    fc.dictionary(
      fc.constantFrom('iss', 'sub', 'exp', 'grants', 'scope', 'channel', 'account_sid', 'workspace_sid', 'policies'),
      fc.jsonValue(),
    ),
    fc.boolean(),
  ),
  ([payload, fpa]) => {
    const header = fpa ? { alg: 'HS256', cty: 'twilio-fpa;v=1' } : { alg: 'HS256' }
    const token = wire.signJwt(header as wire.JwtHeader, payload as wire.JwtPayload, 'secret')
    const options = { now: 0, leewaySeconds: Number.MAX_SAFE_INTEGER }
    refusesWith([wire.JwtError], () => wire.verifyAccessToken(token, 'secret', options))
    refusesWith([wire.JwtError], () => wire.verifyClientCapability(token, 'secret', options))
    refusesWith([wire.JwtError], () => wire.verifyTaskRouterCapability(token, 'secret', options))
  },
)

fuzz('a changed token is never accepted', fc.tuple(fc.nat(), fc.constantFrom(...'AZaz09-_')), ([position, letter]) => {
  const token = new wire.AccessToken('AC1', 'SK1', 'secret', { identity: 'a', clock: { now: () => 0 } }).toJwt()
  const at = position % token.length
  if (token[at] === letter) return
  const changed = token.slice(0, at) + letter + token.slice(at + 1)
  assert.throws(() => wire.verifyAccessToken(changed, 'secret', { now: 0 }), wire.JwtError)
})

const headerText = fc.oneof(anyText, soup('v1,', 'v1a,', ' ', '=', 'AAAA'))

fuzz(
  'webhook headers of any form are judged without a fault',
  fc.tuple(headerText, headerText, headerText, anyText),
  ([id, stamp, signature, body]) => {
    const headers = { 'webhook-id': id, 'webhook-timestamp': stamp, 'webhook-signature': signature }
    assert.equal(
      wire.verifyStandardWebhook(headers, body, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', { now: 0 }).valid,
      false,
    )
    refusesWith([wire.WebhookKeyError], () => wire.verifyStandardWebhook(headers, body, id, { now: 0 }))
  },
)

fuzz(
  'what is signed for Standard Webhooks verifies, and with another body does not',
  fc.tuple(fc.stringMatching(/^\w{1,20}$/), anyText),
  ([id, body]) => {
    const secret = wire.generateWebhookSecret()
    const headers = wire.signStandardWebhook({ id, timestamp: 100, body }, secret)
    assert.ok(wire.verifyStandardWebhook(headers, body, secret, { now: 100_000 }).valid)
    assert.ok(!wire.verifyStandardWebhook(headers, `${body}!`, secret, { now: 100_000 }).valid)
  },
)

const param = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.array(fc.string({ maxLength: 3 }), { maxLength: 4 }),
)
const params = fc.dictionary(fc.string({ unit: 'binary', maxLength: 8 }), param, { maxKeys: 60 })
const plainUrl = fc
  .tuple(
    fc.constantFrom('http', 'https', 'HTTPS', 'wss'),
    fc.constantFrom('', 'u@', 'u:p@', 'u%40:p:q@'),
    fc.constantFrom(
      'x.example',
      'X.example',
      'ü.example',
      'xn--a.example',
      '1.2.3',
      'a--b.c',
      'a_b.c',
      '[::1]',
      'a.1',
      '-a-',
      'x',
    ),
    fc.constantFrom('', ':443', ':80', ':8443', ':', ':0', ':1000', ':65536'),
    soup('/', '.', '..', '%2e', 'a', '~', ' ', "'", 'ü').map((path) => `/${path}`),
    fc.oneof(
      fc.constant(''),
      soup('a', '=', '&', '1', '%27', "'", '+', ' ', '%zz', 'ü', '#').map((query) => `?${query}`),
    ),
  )
  .map(([scheme, user, host, port, path, query]) => `${scheme}://${user}${host}${port}${path}${query}`)

fuzz(
  'signatures are those of twilio-node',
  fc.tuple(anyText, fc.oneof(anyText, plainUrl), params),
  ([token, url, form]) => {
    assert.equal(
      wire.getExpectedTwilioSignature(token, url, form),
      official.getExpectedTwilioSignature(token, url, form),
    )
  },
)

/** Forms of a URL that a sender may have signed. */
function senderForms(url: string): string[] {
  const cut = (text: string) => text.replace(/^(\w+:\/\/[^/?#]*?):\d+(?=[/?#]|$)/, '$1')
  const forms = [url, cut(url), url.replace(/^(\w+:\/\/[^/?#:]+)/, '$1:443'), `${url}x`]
  if (!URL.canParse(url)) return forms
  const { href } = new URL(url)
  const [head, query] = href.split('?', 2)
  const legacy = query === undefined ? href : `${head}?${querystring.stringify(querystring.parse(query))}`
  return [...forms, href, cut(href), legacy, cut(legacy)]
}

fuzz(
  'verdicts are those of twilio-node, whichever form of the URL was signed',
  fc.tuple(plainUrl, params),
  ([url, form]) => {
    for (const signed of senderForms(url)) {
      const header = official.getExpectedTwilioSignature('token', signed, form)
      let theirs = false
      // Where `new URL` throws, twilio-node throws; here that is a wrong signature.
      refusesWith([TypeError], () => (theirs = official.validateRequest('token', header, url, form)))
      assert.equal(wire.validateRequest('token', header, url, form), theirs, `${signed} seen as ${url}`)
    }
  },
)

fuzz(
  'a query is encoded anew as querystring does it',
  fc.oneof(fc.string({ maxLength: 60 }), soup('a', '=', '&', '1', '%27', '+', '%zz', '%C3%A9', '__proto__')),
  (query) => {
    assert.equal(reencodeQuery(query), querystring.stringify(querystring.parse(query)))
  },
)

fuzz(
  'any header, URL and body are judged without a fault',
  fc.tuple(anyText, fc.oneof(anyText, plainUrl), anyText),
  ([header, url, body]) => {
    assert.equal(wire.validateRequest('token', header, url, {}), false)
    assert.equal(wire.validateRequestWithBody('token', header, url, body), false)
    assert.equal(new wire.RequestValidator('token').validate(url, body, header), false)
    assert.equal(new wire.RequestValidator('token').validate(url, { a: body }, header), false)
    assert.ok(wire.getSignatureAlgorithm(header).length > 0)
  },
)

fuzz(
  'a signed request is accepted by every validator',
  fc.tuple(
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), fc.string({ maxLength: 8 })),
  ),
  ([configured, form]) => {
    const { url, headers } = wire.signTwilioRequest('token', { url: configured, params: form })
    const header = headers['X-Twilio-Signature'] ?? ''
    assert.ok(wire.validateRequest('token', header, url, form))
    assert.ok(official.validateRequest('token', header, url, form))
  },
)

fuzz(
  'canonical requests are made of anything',
  fc.tuple(anyText, fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.constant(null), fc.integer()))),
  ([path, query]) => {
    const canonical = new wire.RequestCanonicalizer('GET', path, query, path, { host: path })
    refusesWith([URIError], () => canonical.create())
  },
)

fuzz(
  'webhook forms of any form are read without a fault',
  fc.oneof(
    fc.dictionary(fc.string(), fc.jsonValue()),
    fc.array(fc.tuple(fc.string(), fc.string())).map((pairs) => new URLSearchParams(pairs)),
  ),
  (form) => {
    const read = wire.readWebhook('message.incoming', form)
    if (read.ok) wire.webhookMedia(read.fields)
    else assert.ok(read.missing.length > 0)
  },
)
