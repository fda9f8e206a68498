import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { type AddressInfo, createServer } from 'node:net'
import { type TestContext, test } from 'node:test'
import { connect, TLSSocket } from 'node:tls'
import { type CertificateAuthority, createCertificateAuthority, type HostCertificate } from './certificate-authority.ts'

const hour = 3_600_000
const authority = () => createCertificateAuthority({ domain: 'twilio.com', now: Date.now(), lifetime: hour })

/** What Node's TLS client says to a server with that certificate, trusting nobody but the authority. */
async function handshake(t: TestContext, trusted: CertificateAuthority, own: HostCertificate, servername: string) {
  const server = createServer((socket) => {
    new TLSSocket(socket, { isServer: true, ...own }).on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close())
  const { port } = server.address() as AddressInfo
  const socket = connect({ port, host: '127.0.0.1', servername, ca: trusted.certificate })
  return new Promise<string>((resolve) => {
    socket.once('secureConnect', () => resolve('trusted'))
    socket.once('error', (error) => resolve(error.message))
  }).finally(() => socket.destroy())
}

test('a host below the domain is trusted by who trusts the authority, under its own name alone', async (t) => {
  const made = authority()
  const host = made.issue('api.dublin.ie1.twilio.com')
  assert.equal(await handshake(t, made, host, 'api.dublin.ie1.twilio.com'), 'trusted')
  assert.match(await handshake(t, made, host, 'api.twilio.com'), /does not match certificate's altnames/)
  assert.notEqual(await handshake(t, authority(), host, 'api.dublin.ie1.twilio.com'), 'trusted')
})

test('what the authority signs for another domain or for an address is refused, because its certificate says so', async (t) => {
  const made = authority()
  assert.equal(await handshake(t, made, made.issue('example.com'), 'example.com'), 'permitted subtree violation')
  assert.equal(await handshake(t, made, made.issue('nottwilio.com'), 'nottwilio.com'), 'permitted subtree violation')
})

test('certificates are good from a little before their making until the end of the lifetime', () => {
  const now = Date.UTC(2049, 11, 31, 23, 30)
  const made = createCertificateAuthority({ domain: 'twilio.com', now, lifetime: hour })
  for (const pem of [made.certificate, made.issue('api.twilio.com').cert]) {
    const { validFromDate, validToDate } = new X509Certificate(pem)
    assert.deepEqual([validFromDate.getTime(), validToDate.getTime()], [now - 5 * 60_000, now + hour])
  }
})

test('an authority signs only as an end of the chain, and no two certificates have the same number', () => {
  const made = authority()
  const [own, first, second] = [
    made.certificate,
    made.issue('api.twilio.com').cert,
    made.issue('verify.twilio.com').cert,
  ].map((pem) => new X509Certificate(pem))
  assert.ok(own?.ca && first && !first.ca)
  assert.ok(first.verify(own.publicKey) && first.checkIssued(own))
  assert.equal(new Set([own, first, second].map((each) => each?.serialNumber)).size, 3)
  assert.equal(made.issue('api.twilio.com').cert, first.toString())
})
