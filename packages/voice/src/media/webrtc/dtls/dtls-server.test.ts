import assert from 'node:assert/strict'
import { type KeyObject, randomBytes, X509Certificate } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { DtlsClient, HashAlgorithm, ProtectionProfileAes128CmHmacSha1_80, SignatureAlgorithm } from 'werift'
import { DtlsServer, type SrtpKeys } from './dtls-server.ts'
import { createDtlsCertificate } from './self-signed.ts'

/** A server, and a client of another make, with a wire between them that a test may meddle with. */
function openPair(
  t: TestContext,
  meddle: {
    toServer?: (datagram: Buffer, at: number) => Buffer | undefined
    toClient?: (datagram: Buffer, at: number) => Buffer | undefined
  } = {},
) {
  const theirs = createDtlsCertificate(Date.now(), randomBytes)
  const pem = (key: KeyObject): string => String(key.export({ type: 'pkcs8', format: 'pem' }))
  let [up, down] = [0, 0]
  const outcome = Promise.withResolvers<SrtpKeys | string>()
  let closed = 0
  const server = new DtlsServer({
    certificate: createDtlsCertificate(Date.now(), randomBytes),
    fingerprints: () => [{ algorithm: 'sha-256', value: theirs.fingerprint }],
    random: randomBytes,
    send(datagram) {
      const given = meddle.toClient ? meddle.toClient(datagram, down++) : datagram
      if (given) queueMicrotask(() => client.transport.socket.onData(given, ['', 0]))
    },
    onKeys: (keys) => outcome.resolve(keys),
    onFailed: (reason) => outcome.resolve(reason),
    onClosed: () => {
      closed += 1
    },
  })
  const client = new DtlsClient({
    cert: new X509Certificate(theirs.certificate).toString(),
    key: pem(theirs.key),
    signatureHash: { signature: SignatureAlgorithm.ecdsa_3, hash: HashAlgorithm.sha256_4 },
    srtpProfiles: [ProtectionProfileAes128CmHmacSha1_80],
    extendedMasterSecret: true,
    transport: {
      type: 'udp',
      address: { address: '', family: '', port: 0 },
      closed: false,
      onData: () => {},
      async send(datagram: Buffer) {
        const given = meddle.toServer ? meddle.toServer(datagram, up++) : datagram
        if (given) queueMicrotask(() => server.receive(given))
      },
      close: async () => {},
    },
  })
  const connected = new Promise<void>((resolve) => client.onConnect.once(() => resolve()))
  client.onError.subscribe(() => {})
  client.connect().catch(() => {})
  // It would send its flight again for half a minute.
  t.after(() => {
    client.dtls.flight = 99
  })
  return { server, client, outcome: outcome.promise, connected, closed: () => closed }
}

test('both sides come to the same keys, each the other’s', async (t) => {
  const { client, outcome, connected } = openPair(t)
  const keys = await outcome
  assert.ok(typeof keys !== 'string', String(keys))
  await connected
  const other = client.extractSessionKeys(16, 14)
  assert.deepEqual(Buffer.from(keys.local.key), other.remoteKey)
  assert.deepEqual(Buffer.from(keys.remote.key), other.localKey)
  assert.deepEqual(Buffer.from(keys.local.salt), other.remoteSalt)
  assert.deepEqual(Buffer.from(keys.remote.salt), other.localSalt)
})

test('what is lost is sent again, in both directions', async (t) => {
  for (const lost of [0, 1] as const) {
    const up = openPair(t, { toServer: (datagram, at) => (at === lost ? undefined : datagram) })
    assert.ok(typeof (await up.outcome) !== 'string')
    await up.connected
    const down = openPair(t, { toClient: (datagram, at) => (at === lost ? undefined : datagram) })
    assert.ok(typeof (await down.outcome) !== 'string')
    await down.connected
  }
})

test('everything twice, and in the clear afterwards, changes nothing', async (t) => {
  const seen: Buffer[] = []
  const { server, outcome, connected, closed } = openPair(t, {
    toServer(datagram) {
      seen.push(datagram)
      return Buffer.concat([datagram, datagram])
    },
  })
  assert.ok(typeof (await outcome) !== 'string')
  await connected
  for (const datagram of seen) server.receive(datagram)
  // close_notify, and a fatal alert, in the clear: anybody can send these.
  server.receive(Buffer.from('15fefd00000000000000630002010015fefd000000000000006400020228', 'hex'))
  assert.equal(closed(), 0)
})

test('a handshake that was changed on its way fails, wherever it was changed', async (t) => {
  for (const at of [30, 45, 60]) {
    const { outcome } = openPair(t, {
      // A byte of the client's hello: random, or what it can do.
      toServer(datagram, count) {
        if (count !== 0) return datagram
        const changed = Buffer.from(datagram)
        changed[at] = (changed[at] ?? 0) ^ 1
        return changed
      },
    })
    const result = await Promise.race([
      outcome,
      new Promise<string>((resolve) => setTimeout(() => resolve('nothing'), 3_000)),
    ])
    assert.equal(typeof result, 'string', `byte ${at}`)
  }
})

test('noise neither throws nor ends anything before a handshake', () => {
  let failed = 0
  const server = new DtlsServer({
    certificate: createDtlsCertificate(Date.now(), randomBytes),
    fingerprints: () => [],
    random: randomBytes,
    send: () => {},
    onKeys: () => assert.fail('no keys of noise'),
    onFailed: () => {
      failed += 1
    },
    onClosed: () => {},
  })
  for (let i = 0; i < 3_000; i += 1) {
    const noise = randomBytes(i % 120)
    if (noise.length > 0) noise[0] = 20 + (i % 4)
    server.receive(noise)
  }
  assert.ok(failed <= 1)
})
