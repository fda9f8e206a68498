import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OfferAnswer } from './offer-answer.ts'
import { readSdp } from './session-description.ts'

const local = { address: '192.0.2.1', port: 10_000 }
const description = (...media: string[]) =>
  `${['v=0', 'o=- 1 1 IN IP4 198.51.100.7', 's=-', 'c=IN IP4 198.51.100.7', 't=0 0', ...media].join('\r\n')}\r\n`
const lines = (text: string | undefined) => text?.trim().split('\r\n') ?? []

test('the first codec of the offer that is spoken here is answered, with keys and the payload types of the offer', () => {
  const sound = new OfferAnswer(local, '7')
  const answer = sound.answer(
    description('m=audio 4000 RTP/AVP 9 8 0 96', 'a=rtpmap:9 G722/8000', 'a=rtpmap:96 telephone-event/8000'),
  )
  assert.deepEqual(lines(answer), [
    ...['v=0', 'o=- 7 1 IN IP4 192.0.2.1', 's=-', 'c=IN IP4 192.0.2.1', 't=0 0', 'm=audio 10000 RTP/AVP 8 96'],
    ...['a=rtpmap:8 PCMA/8000', 'a=rtpmap:96 telephone-event/8000', 'a=fmtp:96 0-16', 'a=ptime:20', 'a=sendrecv'],
  ])
  assert.deepEqual(sound.agreement?.remote, {
    ...{
      address: '198.51.100.7',
      port: 4000,
      codec: 'PCMA',
      payloadType: 8,
      telephoneEvent: 96,
      direction: 'sendrecv',
    },
  })
})

test('nothing that can be used is no answer', () => {
  for (const media of [
    'm=audio 4000 RTP/AVP 9',
    'm=audio 4000 RTP/SAVP 0',
    'm=audio 0 RTP/AVP 0',
    'm=video 4000 RTP/AVP 31',
  ]) {
    assert.equal(new OfferAnswer(local, '7').answer(description(media)), undefined, media)
  }
  for (const text of ['', 'hello', 'v=0\r\nm=audio 1 RTP/AVP 0\r\n', 'v=1\r\no=- 1 1 IN IP4 1.2.3.4\r\n']) {
    assert.equal(new OfferAnswer(local, '7').answer(text), undefined, text)
  }
})

test('lines of media that are not taken stay in their places with port 0', () => {
  const answer = new OfferAnswer(local, '7').answer(description('m=video 4002 RTP/AVP 31', 'm=audio 4000 RTP/AVP 0'))
  const media = readSdp(answer ?? '')?.media
  assert.deepEqual(
    media?.map(({ kind, port }) => [kind, port]),
    [
      ['video', 0],
      ['audio', 10_000],
    ],
  )
})

for (const [name, media, ours] of [
  ['sendonly', ['m=audio 4000 RTP/AVP 0', 'a=sendonly'], 'recvonly'],
  ['inactive', ['m=audio 4000 RTP/AVP 0', 'a=inactive'], 'inactive'],
  ['0.0.0.0', ['m=audio 4000 RTP/AVP 0', 'c=IN IP4 0.0.0.0'], 'recvonly'],
  ['recvonly', ['m=audio 4000 RTP/AVP 0', 'a=recvonly'], 'sendonly'],
] as const) {
  test(`an offer that holds by ${name} is answered with ${ours}`, () => {
    const sound = new OfferAnswer(local, '7')
    assert.ok(lines(sound.answer(description(...media))).includes(`a=${ours}`))
    assert.equal(sound.agreement?.remote.direction, ours)
  })
}

test('the version rises where the description differs, and only there', () => {
  const sound = new OfferAnswer(local, '7')
  const offer = description('m=audio 4000 RTP/AVP 0')
  const versions = [
    sound.answer(offer),
    sound.answer(offer),
    sound.answer(description('m=audio 4000 RTP/AVP 0', 'a=sendonly')),
    sound.answer(offer),
  ].map((text) => readSdp(text ?? '')?.origin.version)
  assert.deepEqual(versions, ['1', '1', '2', '3'])
})

test('the answer to our offer decides, and holds back what we did not offer', () => {
  const sound = new OfferAnswer(local, '7')
  assert.match(sound.offer(), /m=audio 10000 RTP\/AVP 0 8 101\r\n/)
  assert.equal(sound.accept(description('m=audio 4000 RTP/AVP 8 101', 'a=rtpmap:101 telephone-event/8000')), true)
  assert.equal(sound.agreement?.remote.codec, 'PCMA')
  assert.match(sound.offer('sendonly'), /m=audio 10000 RTP\/AVP 8 0 101\r\n[\s\S]*a=sendonly/)
  assert.equal(sound.accept(description('m=audio 4000 RTP/AVP 8', 'a=recvonly'), 'sendonly'), true)
  assert.equal(sound.agreement?.remote.direction, 'sendonly')
  assert.equal(sound.accept(description('m=audio 0 RTP/AVP 8')), false)
})
