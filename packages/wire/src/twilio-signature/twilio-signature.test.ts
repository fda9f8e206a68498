import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { getExpectedBodyHash, getExpectedTwilioSignature } from './expected.ts'
import { getSignatureAlgorithm, RequestValidator } from './request-validator.ts'
import { requestedUrl, sha512SignatureHeader, signTwilioRequest, twilioSignatureHeader } from './sign.ts'
import { someUrlForm } from './url-forms.ts'
import { validateBody, validateRequest, validateRequestWithBody } from './validate.ts'

const token = '12345'
const url = 'https://mycompany.com/myapp.php?foo=1&bar=2'
const params = {
  CallSid: 'CA1234567890ABCDE',
  Caller: '+14158675309',
  Digits: '1234',
  From: '+14158675309',
  To: '+18005551212',
}

const formsOf = (text: string): string[] => {
  const forms: string[] = []
  assert.ok(!someUrlForm(text, (form) => forms.push(form) < 0))
  return forms
}

const sha1 = (text: string) => createHmac('sha1', token).update(text).digest('base64')

test('signs the example of the documentation', () => {
  assert.equal(getExpectedTwilioSignature(token, url, params), 'RSOYDt4T1cUTdK1PDd93/VVr8B8=')
  assert.ok(validateRequest(token, 'RSOYDt4T1cUTdK1PDd93/VVr8B8=', url, params))
})

test('parameters are signed sorted by name, whatever their order', () => {
  const reversed = Object.fromEntries(Object.entries(params).reverse())
  assert.equal(getExpectedTwilioSignature(token, url, reversed), getExpectedTwilioSignature(token, url, params))
})

test('a repeated parameter is signed once for each different value, sorted', () => {
  const list = getExpectedTwilioSignature(token, url, { Sid: ['b', 'a', 'b'] })
  assert.equal(list, sha1(`${url}SidaSidb`))
  assert.ok(validateRequest(token, list, url, { Sid: ['a', 'b'] }))
})

test('accepts the URL as signed with or without its port', () => {
  for (const signed of ['https://x.example/a?b=1', 'https://x.example:443/a?b=1']) {
    for (const seen of ['https://x.example/a?b=1', 'https://x.example:443/a?b=1']) {
      assert.ok(validateRequest(token, sha1(signed), seen, {}), `${signed} seen as ${seen}`)
    }
  }
  assert.ok(validateRequest(token, sha1('http://x.example:80/'), 'http://x.example/', {}))
  assert.ok(validateRequest(token, sha1('https://x.example/'), 'https://x.example:8443/', {}))
  assert.ok(!validateRequest(token, sha1('https://x.example:8443/'), 'https://x.example/', {}))
})

test('user and password stay in the signed URL, IPv6 keeps its brackets', () => {
  assert.ok(validateRequest(token, sha1('https://u:p@x.example/'), 'https://u:p@x.example:8443/', {}))
  assert.ok(validateRequest(token, sha1('https://[::1]:443/'), 'https://[::1]/', {}))
  assert.ok(!validateRequest(token, sha1('https://x.example/'), 'https://u:p@x.example/', {}))
})

test('accepts characters as received, normalised, and with the query encoded anew', () => {
  const seen = "https://x.example/a?q=it's&q=b c"
  for (const signed of [seen, 'https://x.example/a?q=it%27s&q=b%20c', "https://x.example/a?q=it's&q=b%20c"]) {
    assert.ok(validateRequest(token, sha1(signed), seen, {}), signed)
  }
})

test('each form of the URL is tried once, likeliest first', () => {
  assert.deepEqual(formsOf('https://x.example/a?b=1'), ['https://x.example/a?b=1', 'https://x.example:443/a?b=1'])
  assert.deepEqual(formsOf("https://x.example:9/a?b=é'"), [
    "https://x.example/a?b=é'",
    "https://x.example:9/a?b=é'",
    'https://x.example/a?b=%C3%A9%27',
    'https://x.example:9/a?b=%C3%A9%27',
    "https://x.example/a?b=%C3%A9'",
    "https://x.example:9/a?b=%C3%A9'",
  ])
  assert.deepEqual(formsOf('/no/host'), ['/no/host'])
  assert.equal(formsOf('https://x.example/?').length, 2)
})

test('a wrong token, header, parameter or URL is invalid, never an exception', () => {
  const signature = getExpectedTwilioSignature(token, url, params)
  assert.ok(!validateRequest('54321', signature, url, params))
  assert.ok(!validateRequest(token, `${signature.slice(0, -2)}A=`, url, params))
  assert.ok(!validateRequest(token, signature, url, { ...params, Digits: '1235' }))
  assert.ok(!validateRequest(token, signature, `${url}&x=1`, params))
  for (const header of ['', undefined, null, 'short', `${signature}=`, 'é'.repeat(28)]) {
    assert.ok(!validateRequest(token, header, url, params), String(header))
  }
  assert.ok(!validateRequest(token, signature, 'not a URL', params))
  assert.ok(!validateRequest(token, signature, 'https://[broken', params))
})

test('missing parameters are an error, null only where the body is hashed', () => {
  assert.throws(() => validateRequest(token, '', url, null), TypeError)
  assert.throws(() => getExpectedTwilioSignature(token, url, undefined as never), TypeError)
  const hashed = `${url}&bodySHA256=${getExpectedBodyHash('{}')}`
  assert.ok(validateRequest(token, sha1(hashed), hashed, null))
})

test('a raw body is covered by its hash in the URL', () => {
  const body = '{"message": "ü"}'
  const hashed = `${url}&bodySHA256=${getExpectedBodyHash(body)}`
  assert.ok(validateRequestWithBody(token, sha1(hashed), hashed, body))
  assert.ok(validateRequestWithBody(token, sha1(hashed), hashed, new TextEncoder().encode(body)))
  assert.ok(!validateRequestWithBody(token, sha1(hashed), hashed, `${body} `))
  assert.ok(!validateRequestWithBody(token, sha1(url), url, body))
  assert.ok(!validateRequestWithBody(token, sha1('x'), 'x', body))
  assert.ok(validateBody('', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'))
})

test('the server signs the URL as it was configured, and every official validator accepts it', () => {
  const { url: sent, headers } = signTwilioRequest(token, { url: `${url}#rc=2&rp=5xx`, params })
  assert.equal(sent, url)
  assert.deepEqual(headers, { [twilioSignatureHeader]: 'RSOYDt4T1cUTdK1PDd93/VVr8B8=' })
  assert.equal(requestedUrl('https://u:p@x.example:443/a#b'), 'https://u:p@x.example/a')
  assert.equal(requestedUrl('https://x.example:443'), 'https://x.example')
  assert.equal(requestedUrl('https://x.example:4430/?q=:443/'), 'https://x.example:4430/?q=:443/')
  assert.equal(requestedUrl('http://x.example:8080/a b'), 'http://x.example:8080/a b')
})

test('the server puts the hash of a raw body into the URL', () => {
  for (const target of [url, 'https://x.example/hook']) {
    const { url: sent, headers } = signTwilioRequest(token, { url: target, body: '{"a":1}' })
    assert.ok(validateRequestWithBody(token, headers[twilioSignatureHeader], sent, '{"a":1}'))
    assert.ok(new RequestValidator(token).validate(sent, '{"a":1}', headers[twilioSignatureHeader] ?? ''))
  }
  assert.throws(() => signTwilioRequest(token, { url, params, body: '' }), RangeError)
})

test('the SHA-512 signature stands beside Twilio’s, in a header of its own', () => {
  const { url: sent, headers } = signTwilioRequest(token, { url, params, sha512: true })
  assert.equal(headers[twilioSignatureHeader], getExpectedTwilioSignature(token, url, params))
  assert.ok(validateRequest(token, headers[sha512SignatureHeader], sent, params, 'sha512'))
  assert.ok(!validateRequest(token, headers[sha512SignatureHeader], sent, params))
  assert.ok(!validateRequest(token, headers[twilioSignatureHeader], sent, params, 'sha512'))
})

test('RequestValidator takes what Python’s takes: lists, URLSearchParams, null, a raw body', () => {
  const validator = new RequestValidator(token)
  const form = new URLSearchParams('a=2&a=1&b=x&a=2')
  assert.equal(validator.computeSignature(url, form), sha1(`${url}a1a2bx`))
  assert.equal(validator.computeSignature(url, { a: ['2', '1'], b: 'x' }), sha1(`${url}a1a2bx`))
  assert.ok(validator.validate(url, form, sha1(`${url}a1a2bx`)))
  assert.ok(validator.validate(url, null, sha1(url)))
  assert.ok(validator.validate(url, '', sha1(url)))
  assert.ok(!validator.validate(url, '{}', sha1(url)))
  const hashed = `${url}&bodySHA256=${validator.computeHash('{}')}`
  assert.ok(validator.validate(hashed, '{}', sha1(hashed)))
  assert.ok(!validator.validate(hashed, '{ }', sha1(hashed)))
  assert.ok(!validator.validate('https://x.example:nine/', {}, sha1('https://x.example:nine/')))
  assert.ok(!validator.validate('https://[x/', {}, sha1('https://[x/')))
})

test('RequestValidator reads the algorithm of a shared key', () => {
  const validator = new RequestValidator(token)
  const settings = 'key=webhooks_sharedkey_1, algorithm=HMAC_SHA256'
  assert.equal(getSignatureAlgorithm(settings), 'HMAC_SHA256')
  for (const none of ['', null, undefined, 'key=x', 'algorithm='])
    assert.equal(getSignatureAlgorithm(none), 'HMAC_SHA1')
  const signature = createHmac('sha256', token).update(url).digest('base64')
  assert.equal(validator.computeSignature(url, {}, 'hmac_sha256'), signature)
  assert.ok(validator.validate(url, {}, signature, getSignatureAlgorithm(settings)))
  assert.ok(!validator.validate(url, {}, signature))
  assert.ok(!validator.validate(url, {}, signature, 'HMAC_MD5'))
  assert.throws(() => validator.computeSignature(url, {}, 'HMAC_MD5'), RangeError)
})
