import assert from 'node:assert/strict'
import { type KeyObject, randomBytes, X509Certificate } from 'node:crypto'
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { syncBuiltinESMExports } from 'node:module'
import { type TestContext, test } from 'node:test'
import timers from 'node:timers/promises'
import {
  HashAlgorithm,
  MediaStreamTrack,
  RTCPeerConnection,
  RTCRtpCodecParameters,
  RtpHeader,
  RtpPacket,
  SignatureAlgorithm,
  type SignatureHash,
} from 'werift'
import type { WebRtcState } from '../media.ts'
import { BrowserConnection } from './browser-connection.ts'
import { createDtlsCertificate } from './dtls/self-signed.ts'
import { bindingRequestOf } from './stun-message.ts'

// A peer that was refused sends its handshake again for half a minute, closed or not: its timers must not keep the tests.
const waits = timers.setTimeout
timers.setTimeout = (delay, value, options) => waits(delay, value, { ...options, ref: false })
syncBuiltinESMExports()

async function boundSocket(): Promise<Socket> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return socket
}

interface Side {
  readonly connection: BrowserConnection
  readonly packets: Buffer[]
  readonly states: [WebRtcState, string | undefined][]
}

async function openSide(t: TestContext, socket?: Socket): Promise<Side> {
  const packets: Buffer[] = []
  const states: [WebRtcState, string | undefined][] = []
  const connection = new BrowserConnection({
    socket: socket ?? (await boundSocket()),
    address: '127.0.0.1',
    certificate: newCertificate(),
    random: randomBytes,
    now: () => performance.now(),
    ssrc: 4711,
    onRtp: (packet) => packets.push(packet),
    onRtcp: () => {},
    onState: (state, reason) => states.push([state, reason]),
  })
  t.after(() => connection.close())
  return { connection, packets, states }
}

const newCertificate = () => createDtlsCertificate(Date.now(), randomBytes)

/** A certificate and a key as the other agent takes them. */
const keysOf = (certificate: Buffer, key: KeyObject) => ({
  certPem: new X509Certificate(certificate).toString(),
  keyPem: String(key.export({ type: 'pkcs8', format: 'pem' })),
  signatureHash: { signature: SignatureAlgorithm.ecdsa_3, hash: HashAlgorithm.sha256_4 },
})

/** A whole WebRTC agent of another make. */
function openPeer(
  t: TestContext,
  keys?: { certPem: string; keyPem: string; signatureHash: SignatureHash },
): { peer: RTCPeerConnection; track: MediaStreamTrack; heard: RtpPacket[] } {
  const codec = new RTCRtpCodecParameters({ mimeType: 'audio/PCMU', clockRate: 8000, channels: 1, payloadType: 0 })
  const peer = new RTCPeerConnection({
    codecs: { audio: [codec], video: [] },
    iceAdditionalHostAddresses: ['127.0.0.1'],
    iceUseIpv6: false,
    ...(keys === undefined ? {} : { dtls: { keys } }),
  })
  const track = new MediaStreamTrack({ kind: 'audio' })
  peer.addTransceiver(track, { direction: 'sendrecv' })
  const heard: RtpPacket[] = []
  peer.onTrack.subscribe((received) => received.onReceiveRtp.subscribe((packet) => heard.push(packet)))
  t.after(() => peer.close())
  return { peer, track, heard }
}

const packet = (sequenceNumber: number, ssrc = 4711): Buffer =>
  new RtpPacket(
    new RtpHeader({ payloadType: 0, sequenceNumber, timestamp: sequenceNumber * 160, ssrc }),
    Buffer.alloc(160, sequenceNumber),
  ).serialize()

async function until(condition: () => boolean, what: string): Promise<void> {
  for (let i = 0; i < 2_400; i += 1) {
    if (condition()) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  assert.fail(`waited in vain: ${what}`)
}

async function exchange(side: Side, { track, heard }: { track: MediaStreamTrack; heard: RtpPacket[] }): Promise<void> {
  await until(() => side.connection.state === 'connected', 'connected')
  const before = [side.packets.length, heard.length]
  let sequence = 0
  await until(() => {
    sequence += 1
    side.connection.sendRtp(packet(sequence))
    track.writeRtp(packet(sequence, 1))
    return side.packets.length > (before[0] ?? 0) + 5 && heard.length > (before[1] ?? 0) + 5
  }, 'sound both ways')
}

test('an offer is answered, and sound flows both ways', async (t) => {
  const side = await openSide(t)
  const other = openPeer(t)
  await other.peer.setLocalDescription(await other.peer.createOffer())
  await other.peer.setRemoteDescription({
    type: 'answer',
    sdp: side.connection.answer(other.peer.localDescription?.sdp ?? ''),
  })
  await exchange(side, other)
  assert.deepEqual(
    side.states.map(([state]) => state),
    ['connecting', 'connected'],
  )
  assert.equal(side.connection.strangers, 0)
})

test('our offer is answered, and sound flows both ways', async (t) => {
  const side = await openSide(t)
  const other = openPeer(t)
  await other.peer.setRemoteDescription({ type: 'offer', sdp: side.connection.offer() })
  await other.peer.setLocalDescription(await other.peer.createAnswer())
  side.connection.accept(other.peer.localDescription?.sdp ?? '')
  await exchange(side, other)
})

test('a peer whose certificate is not the one of its description is refused', async (t) => {
  const side = await openSide(t)
  const other = openPeer(t)
  await other.peer.setLocalDescription(await other.peer.createOffer())
  const sdp = (other.peer.localDescription?.sdp ?? '').replace(
    /(a=fingerprint:sha-256 )(..)/g,
    (_, head: string, first: string) => `${head}${first === 'AA' ? 'BB' : 'AA'}`,
  )
  await other.peer.setRemoteDescription({ type: 'answer', sdp: side.connection.answer(sdp) }).catch(() => {})
  await until(() => side.connection.state === 'failed', 'failed')
  assert.match(side.states.at(-1)?.[1] ?? '', /certificate is not the one of the description/)
})

test('a peer that shows the right certificate and does not have its key is refused', async (t) => {
  const side = await openSide(t)
  const [shown, held] = [newCertificate(), newCertificate()]
  const other = openPeer(t, keysOf(shown.certificate, held.key))
  await other.peer.setLocalDescription(await other.peer.createOffer())
  const sdp = other.peer.localDescription?.sdp ?? ''
  assert.ok(sdp.includes(shown.fingerprint))
  await other.peer.setRemoteDescription({ type: 'answer', sdp: side.connection.answer(sdp) }).catch(() => {})
  await until(() => side.connection.state === 'failed', 'failed')
  assert.match(side.states.at(-1)?.[1] ?? '', /certificate is not the one of the peer/)
})

test('an offer with new ICE credentials restarts ICE: the keys stay, the credentials are new, sound goes on', async (t) => {
  const side = await openSide(t)
  const other = openPeer(t)
  await other.peer.setLocalDescription(await other.peer.createOffer())
  const offer = other.peer.localDescription?.sdp ?? ''
  const answer = side.connection.answer(offer)
  await other.peer.setRemoteDescription({ type: 'answer', sdp: answer })
  await exchange(side, other)
  const again = side.connection.answer(
    offer.replace(/a=ice-ufrag:.*/, 'a=ice-ufrag:newer').replace(/a=ice-pwd:.*/, 'a=ice-pwd:0123456789012345678901'),
  )
  const fragment = (sdp: string): string | undefined => /a=ice-ufrag:(.*)/.exec(sdp)?.[1]
  assert.notEqual(fragment(again), fragment(answer))
  // The peer goes on by its old credentials until it has nominated by the new ones.
  await exchange(side, other)
})

test('another certificate in mid-call is not taken', async (t) => {
  const side = await openSide(t)
  const other = openPeer(t)
  await other.peer.setLocalDescription(await other.peer.createOffer())
  const offer = other.peer.localDescription?.sdp ?? ''
  side.connection.answer(offer)
  const { fingerprint } = newCertificate()
  assert.throws(
    () => side.connection.answer(offer.replace(/a=fingerprint:.*/g, `a=fingerprint:sha-256 ${fingerprint}`)),
    /another certificate/,
  )
})

test('a check that says to come from port 0 is not answered, since nothing can be sent there', async (t) => {
  const socket = await boundSocket()
  const side = await openSide(t, socket)
  const other = openPeer(t)
  await other.peer.setLocalDescription(await other.peer.createOffer())
  const answer = side.connection.answer(other.peer.localDescription?.sdp ?? '')
  const [ours, password] = ['ufrag', 'pwd'].map((name) => new RegExp(`a=ice-${name}:(.*)\r`).exec(answer)?.[1] ?? '')
  const username = `${ours}:${side.connection.remote?.ice.fragment}`
  const options = { transactionId: randomBytes(12), username, useCandidate: true, password: password ?? '' }
  const from = { address: '127.0.0.1', family: 'IPv4' as const, port: 0, size: 100 }
  assert.doesNotThrow(() => socket.emit('message', bindingRequestOf(options), from))
  assert.equal(side.connection.strangers, 1)
})
