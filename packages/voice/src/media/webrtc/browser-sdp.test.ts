import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  DescriptionError,
  type OwnDescription,
  readBrowserDescription,
  writeAnswer,
  writeOffer,
} from './browser-sdp.ts'

/** As Chromium 156 offers it for the SDK, shortened to what differs from other offers. */
const offer = [
  'v=0',
  'o=- 8207542165021547483 2 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0',
  'a=extmap-allow-mixed',
  'a=msid-semantic: WMS 2b1d',
  'm=audio 9 UDP/TLS/RTP/SAVPF 0 111 63 9 8 13 110 126',
  'c=IN IP4 0.0.0.0',
  'a=rtcp:9 IN IP4 0.0.0.0',
  'a=ice-ufrag:Jq2L',
  'a=ice-pwd:mZ9pGn+0Vg3u0qkCpcqhVWsG',
  'a=ice-options:trickle',
  'a=fingerprint:sha-256 0F:5B:8A:DA:4B:5C:01:30:AF:2D:7B:EC:0E:5D:9E:3C:E4:2D:1F:3C:EE:27:F1:8B:CD:04:12:F3:9B:71:20:5C',
  'a=setup:actpass',
  'a=mid:0',
  'a=sendrecv',
  'a=rtcp-mux',
  'a=rtpmap:111 opus/48000/2',
  'a=rtpmap:63 red/48000/2',
  'a=rtpmap:9 G722/8000',
  'a=rtpmap:13 CN/8000',
  'a=rtpmap:110 telephone-event/48000',
  'a=rtpmap:126 telephone-event/8000',
  '',
].join('\r\n')

const own: OwnDescription = {
  ice: { fragment: 'ours', password: 'secretsecretsecretsecret' },
  fingerprint: 'AA:BB',
  address: '203.0.113.5',
  port: 10_002,
  ssrc: 77,
  session: '42',
  version: 1,
}

test('of an offer the G.711 codec that comes first is taken, with telephone-event at 8,000 a second', () => {
  const read = readBrowserDescription(offer)
  assert.deepEqual([read.codec, read.payloadType, read.telephoneEvent, read.direction], ['PCMU', 0, 126, 'sendrecv'])
  assert.deepEqual(read.ice, { fragment: 'Jq2L', password: 'mZ9pGn+0Vg3u0qkCpcqhVWsG' })
  assert.equal(read.fingerprints.length, 1)
  const preferring = readBrowserDescription(offer.replace('SAVPF 0 111 63 9 8', 'SAVPF 111 8 0'))
  assert.deepEqual([preferring.codec, preferring.payloadType], ['PCMA', 8])
})

test('the answer has the one codec, our credentials, one candidate, and the passive part of DTLS', () => {
  const lines = writeAnswer(own, readBrowserDescription(offer)).split('\r\n')
  for (const line of [
    'a=ice-lite',
    'a=group:BUNDLE 0',
    'm=audio 10002 UDP/TLS/RTP/SAVPF 0 126',
    'c=IN IP4 203.0.113.5',
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:126 telephone-event/8000',
    'a=setup:passive',
    'a=sendrecv',
    'a=ice-ufrag:ours',
    'a=candidate:1 1 udp 2130706431 203.0.113.5 10002 typ host',
  ])
    assert.ok(lines.includes(line), line)
  assert.ok(!lines.some((line) => line.includes('opus') || line.includes('48000')))
})

test('a browser that only listens is answered with sending only, and sections that are not sound are refused', () => {
  const video = 'm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\na=sendrecv\r\n'
  const answer = writeAnswer(own, readBrowserDescription(offer.replace('a=sendrecv', 'a=recvonly') + video))
  assert.match(answer, /a=sendonly/)
  assert.match(answer, /m=video 0 UDP\/TLS\/RTP\/SAVPF 0\r\n/)
  assert.match(answer, /a=group:BUNDLE 0\r\n/)
})

test('our offer has both kinds of G.711, and can be read as one', () => {
  const read = readBrowserDescription(writeOffer(own))
  assert.deepEqual([read.codec, read.telephoneEvent], ['PCMU', 101])
  assert.match(writeOffer({ ...own, address: '2001:db8::5' }), /c=IN IP6 2001:db8::5/)
})

test('a description that lacks something is refused with what it lacks', () => {
  for (const [change, words] of [
    [/a=ice-pwd:.*\r\n/, /ICE credentials/],
    [/a=fingerprint:.*\r\n/, /fingerprint/],
    [/a=rtcp-mux\r\n/, /rtcp-mux/],
    [/m=audio.*\r\n/, /no sound/],
    [/SAVPF 0 111 63 9 8/, /neither PCMU nor PCMA/],
  ] as const) {
    const broken = offer.replace(change, String(change).includes('SAVPF') ? 'SAVPF 111' : '')
    assert.throws(
      () => readBrowserDescription(broken),
      (error) => error instanceof DescriptionError && words.test(error.message),
    )
  }
  assert.throws(() => readBrowserDescription(offer.replace('actpass', 'passive')), /actpass/)
  assert.throws(() => readBrowserDescription('x'.repeat(70_000)), /too long/)
  assert.throws(() => readBrowserDescription(''), DescriptionError)
})
