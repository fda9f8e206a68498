import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import {
  amplitudeAt,
  eventually,
  freshDatabase,
  loudestFrequency,
  loudness,
  sine,
  tempFolder,
} from '@trunkline/testkit'
import { sidFromUuid } from '@trunkline/wire'
import { createConferenceDesk } from '../src/conference/create-conference-desk.ts'
import type { InterpreterParts } from '../src/interpreter/ports.ts'
import type { MediaEngine } from '../src/media/media.ts'
import type { SpeechRecognizer } from '../src/ports.ts'
import type { ActiveRecording } from '../src/recording/recording-desk.ts'
import {
  answeredNumber,
  type CallWorldOptions,
  makeCallWorld,
  migrationSets,
  ownNumber,
  strange,
} from './support/call-world.ts'

const error = 'We are sorry. An application error has occurred. Goodbye.'
const bob = '+14155550191'

/** Calls with real sound between built-in phones, on PGlite. */
async function world(t: TestContext, options: CallWorldOptions = {}) {
  const made = await makeCallWorld(t, await freshDatabase(t, { migrations: migrationSets }), options)
  const page = (path: string, verbs: string) => made.documents.set(path, `<Response>${verbs}</Response>`)
  const phone = await made.voice.phones.hold(strange)
  /** A person with a phone calls the number that the program answers. */
  const call = () => phone.dial(answeredNumber)
  const asked = (path: string) => made.asked.filter((each) => each.path === path).map(({ params }) => params)
  const last = (path: string) => asked(path).at(-1) ?? {}
  /** The call that a Dial makes. */
  const child = async () => {
    const calls = await made.voice.calls.page(made.clientId, {}, { limit: 9 })
    const found = calls.find(({ direction }) => direction === 'outbound-dial')
    if (found === undefined) throw new Error('nobody is dialled')
    return found
  }
  return Object.assign(made, { page, phone, call, child, requestsOf: asked, last })
}

test('a menu is walked through: wrong key, right key, and what follows is heard', { timeout: 240_000 }, async (t) => {
  const here = await world(t)
  here.page('/voice', '<Gather numDigits="1" timeout="60" action="/menu"><Say>Main menu</Say></Gather><Redirect/>')
  here.page('/menu', '<Say>Not that one</Say><Redirect>/voice</Redirect>')
  const call = await here.call()
  await eventually(() => assert.deepEqual(call.texts, ['Main menu']))
  await call.press('9')
  await eventually(() => assert.deepEqual(call.texts, ['Main menu', 'Not that one', 'Main menu']), 20_000)
  here.page('/menu', '<Say>Goodbye</Say><Hangup/>')
  await call.press('1')
  await call.ended
  assert.equal(call.texts.at(-1), 'Goodbye')
  assert.deepEqual(
    here.requestsOf('/menu').map(({ Digits }) => Digits),
    ['9', '1'],
  )
})

test('two phones talk through a Dial, both ways, and the caller’s star ends it', { timeout: 240_000 }, async (t) => {
  const here = await world(t)
  const other = await here.voice.phones.hold(bob)
  here.page(
    '/voice',
    `<Dial callerId="+1 (415) 555-0101" hangupOnStar="true" action="/after"><Number>+1-415-555-0191</Number></Dial>`,
  )
  here.page('/after', '<Say>Back</Say>')
  const call = await here.call()
  const rung = await other.nextCall(t.signal)
  assert.equal(rung.from, answeredNumber)
  await rung.answer()
  // Both sides speak once they are joined, and go on until the star.
  const stop = new AbortController()
  void call.speak(sine(500, 20), stop.signal)
  void rung.speak(sine(900, 20), stop.signal)
  await here.until((await here.child()).sid, 'in-progress')
  await new Promise((resolve) => setTimeout(resolve, 2_500))
  await call.press('*')
  await rung.ended
  await call.ended
  stop.abort()
  assert.ok(loudestMoment(await rung.heard(), 500) > 0.3, 'the caller is heard')
  assert.ok(loudestMoment(await call.heard(), 900) > 0.3, 'the party is heard')
  const { DialCallStatus, DialBridged, DialCallDuration } = here.last('/after')
  assert.deepEqual([DialCallStatus, DialBridged], ['completed', 'true'])
  assert.ok(Number(DialCallDuration) >= 1)
  assert.deepEqual(call.texts, ['Back'])
})

test('a party hears its whisper alone, accepts by key, and the caller’s call is answered then', {
  timeout: 240_000,
}, async (t) => {
  const here = await world(t)
  const other = await here.voice.phones.hold(bob)
  here.page('/voice', `<Dial answerOnBridge="true"><Number url="/screen" sendDigits="12">${bob}</Number></Dial>`)
  here.page('/screen', '<Gather numDigits="1" action="/accept"><Say>Press one</Say></Gather><Hangup/>')
  here.page('/accept', '')
  const call = await here.call()
  const rung = await other.nextCall(t.signal)
  await rung.answer()
  await eventually(() => assert.deepEqual(rung.texts, ['Press one']), 20_000)
  assert.equal(rung.digits, '12')
  assert.equal(call.state, 'ringing')
  assert.equal(here.last('/screen').ParentCallSid, here.last('/voice').CallSid)
  await rung.press('1')
  assert.equal(await call.answered, true)
  await call.hangUp()
  await rung.ended
  assert.deepEqual(call.texts, [])
})

test('parties ring at once; the first has the call, and the other stops ringing', { timeout: 240_000 }, async (t) => {
  const here = await world(t)
  const [left, right] = [await here.voice.phones.hold(bob), await here.voice.phones.hold('+14155550192')]
  here.page('/voice', `<Dial><Number>${bob}</Number><Number>+14155550192</Number></Dial><Say>Next</Say>`)
  const call = await here.call()
  const [first, second] = [await left.nextCall(t.signal), await right.nextCall(t.signal)]
  await second.answer()
  assert.equal((await first.ended).cause, 'canceled')
  await second.hangUp()
  await call.ended
  assert.deepEqual(call.texts, ['Next'])
})

test('a call in a Dial is redirected by REST: the party is dropped, the new document runs, the action is told', {
  timeout: 240_000,
}, async (t) => {
  const here = await world(t)
  const other = await here.voice.phones.hold(bob)
  here.page('/voice', `<Dial action="/after">${bob}</Dial>`)
  here.page('/after', '<Say>never</Say>')
  here.page('/new', '<Say>Something else</Say>')
  const call = await here.call()
  const rung = await other.nextCall(t.signal)
  await rung.answer()
  const sid = here.last('/voice').CallSid ?? ''
  await here.until(sid, 'in-progress')
  await here.voice.calls.update(here.clientId, sid, {
    program: { document: { url: `${here.url}/new`, method: 'POST' } },
  })
  await rung.ended
  await call.ended
  assert.deepEqual(call.texts, ['Something else'])
  await eventually(() => assert.equal(here.last('/after').DialCallStatus, 'completed'))
})

test('a caller without a number of its own calls nobody, and the document is told', { timeout: 240_000 }, async (t) => {
  const here = await world(t)
  here.page('/voice', `<Dial callerId="+14155559999" action="/after">${bob}</Dial>`)
  here.page('/after', '<Hangup/>')
  const call = await here.call()
  await call.ended
  assert.equal(here.last('/after').DialCallStatus, 'failed')
  assert.ok(here.log.lines.some(({ level, fields }) => level === 'warn' && fields.code === 13214))
})

test('what a person says is recognised from the sound itself, and stops what is played', {
  timeout: 240_000,
}, async (t) => {
  const here = await world(t, { interpret: () => ({ recognizer: pitchRecognizer }) })
  here.page(
    '/voice',
    '<Gather input="speech" speechTimeout="1" action="/said"><Say loop="0">Hum something</Say></Gather><Say>Nothing</Say>',
  )
  here.page('/said', '<Say>Thank you</Say>')
  const call = await here.call()
  await eventually(() => assert.equal(call.texts[0], 'Hum something'))
  await call.speak(sine(600, 1))
  await call.ended
  assert.equal(here.last('/said').SpeechResult, '600 Hz')
  assert.equal(call.texts.at(-1), 'Thank you')
})

/** Understands tones: says how high the one was that came before a second of silence. */
const pitchRecognizer: SpeechRecognizer = {
  async recognize({ sound, silenceSeconds, onPartial }) {
    const said: number[] = []
    let silent = 0
    for await (const frame of sound) {
      const isLoud = loudness(frame) > 0.1
      if (isLoud && said.length === 0) onPartial?.({ stable: '', unstable: 'a tone', stability: 0 })
      if (isLoud) said.push(...frame)
      silent = isLoud ? 0 : silent + 1
      if (said.length > 0 && silent >= Number(silenceSeconds) * 50) break
    }
    const hertz = Math.round(loudestFrequency(Int16Array.from(said)) / 20) * 20
    return { text: `${hertz} Hz`, confidence: 1 }
  },
}

test('what a person says is recorded until a key, and the action has its address and length', {
  timeout: 240_000,
}, async (t) => {
  const folder = tempFolder(t)
  const here = await world(t, { interpret: ({ media }) => recordingInto(folder, media) })
  here.page('/voice', '<Record action="/recorded" timeout="0"/>')
  here.page('/recorded', '<Say>Thank you</Say>')
  const call = await here.call()
  await eventually(() => assert.equal(readdirSync(folder).length, 1, 'it is recorded'))
  await call.speak(sine(700, 2))
  await call.press('#')
  await call.ended
  const { RecordingUrl = '', RecordingDuration, Digits, RecordingSid } = here.last('/recorded')
  assert.deepEqual([Digits, RecordingUrl.endsWith(`/Recordings/${RecordingSid}`)], ['#', true])
  assert.ok(Number(RecordingDuration) >= 1, `${RecordingDuration} seconds`)
  assert.deepEqual(call.texts, ['Thank you'])
})

test('a recording ends at its length, and after silence, also where nobody says anything', {
  timeout: 240_000,
}, async (t) => {
  const folder = tempFolder(t)
  const here = await world(t, { interpret: ({ media }) => recordingInto(folder, media) })
  here.page('/voice', '<Record action="/recorded" maxLength="2" timeout="0"/>')
  here.page('/recorded', '<Record action="/silent" timeout="1"/>')
  here.page('/silent', '<Hangup/>')
  const call = await here.call()
  await call.ended
  assert.deepEqual([here.last('/recorded').RecordingDuration, here.last('/recorded').Digits], ['0', ''])
  assert.equal(here.last('/silent').Digits, '')
})

/** How loud a frequency is at its loudest, in a quarter of a second. */
function loudestMoment(sound: Int16Array, hertz: number): number {
  const moments = Array.from({ length: Math.floor(sound.length / 2_000) }, (_, at) =>
    amplitudeAt(sound.subarray(at * 2_000, (at + 1) * 2_000), hertz),
  )
  return Math.max(0, ...moments)
}

function recordingInto(folder: string, media: MediaEngine): Partial<InterpreterParts> {
  return {
    recordings: {
      async begin(call, { channels, trimSilence, silenceSeconds, maxSeconds }): Promise<ActiveRecording> {
        const sid = sidFromUuid('RE', randomUUID())
        const recorder = await media.record({
          ...{ file: `${folder}/${sid}.wav`, channels, trimSilence },
          ...(silenceSeconds === undefined ? {} : { silenceSeconds }),
          ...(maxSeconds === undefined ? {} : { maxSeconds }),
        })
        call.over.addEventListener('abort', () => void recorder.stop(), { once: true })
        const url = `https://here.test/2010-04-01/Accounts/${call.accountSid}/Recordings/${sid}`
        return { sid, url, ended: recorder.ended, stop: () => recorder.stop() }
      },
    },
  }
}

test('people meet in a conference: who waits hears a document, both hear each other, and who ends it sends all on', {
  timeout: 240_000,
}, async (t) => {
  const here = await world(t, {
    interpret(made) {
      const recordings = { beginFor: () => Promise.reject(new Error('nothing records here')) }
      const sounds = { beep: () => sine(1600, 0.1), music: () => sine(1300, 1) }
      return { conferences: createConferenceDesk({ ...made, recordings, sounds }) }
    },
  })
  here.page(
    '/voice',
    '<Dial action="/after"><Conference beep="false" waitUrl="/wait" endConferenceOnExit="true">Room</Conference></Dial>',
  )
  here.page('/wait', '<Say>Please wait</Say><Pause length="60"/>')
  here.page('/after', '<Say>It is over</Say>')
  const first = await here.call()
  await eventually(() => assert.deepEqual(first.texts, ['Please wait']), 20_000)
  assert.match(here.last('/wait').ConferenceSid ?? '', /^CF[0-9a-f]{32}$/)
  const other = await here.voice.phones.hold(bob)
  const second = await other.dial(answeredNumber)
  await second.answered
  await eventually(async () => {
    const { rows } = await here.db.query({ text: 'select status from voice_conference', values: [] })
    assert.deepEqual(rows, [{ status: 'in-progress' }])
  })
  const stop = new AbortController()
  void first.speak(sine(500, 20), stop.signal)
  void second.speak(sine(900, 20), stop.signal)
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  stop.abort()
  await first.hangUp()
  await second.ended
  assert.equal(second.texts.at(-1), 'It is over')
  assert.ok(loudestMoment(await first.heard(), 900) > 0.2, 'the second is heard')
  assert.ok(loudestMoment(await second.heard(), 500) > 0.2, 'the first is heard')
  assert.deepEqual(
    here.requestsOf('/after').map(({ DialCallStatus }) => DialCallStatus),
    ['answered', 'answered'],
  )
})

test('a document at a private address is not asked for, and the caller is told of the error', {
  timeout: 240_000,
}, async (t) => {
  const here = await world(t)
  for (const host of ['10.1.2.3', '169.254.169.254', '[fd00::1]']) {
    here.page('/voice', `<Redirect>http://${host}/secrets</Redirect>`)
    const call = await here.call()
    await call.ended
    assert.deepEqual(call.texts, [error], host)
    const line = here.log.lines.findLast(({ message }) => message.startsWith('a call ends'))
    assert.equal(line?.fields.code, 11210, host)
  }
})

test('a document of ten megabytes is not read to its end', { timeout: 240_000 }, async (t) => {
  const here = await world(t)
  let sent = 0
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/xml' })
    const piece = Buffer.alloc(65_536, 'a')
    const more = (): void => {
      while (sent < 10 * 1024 * 1024) {
        sent += piece.length
        if (!response.write(piece)) return void response.once('drain', more)
      }
      response.end()
    }
    more()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  here.page('/voice', `<Redirect>http://127.0.0.1:${(server.address() as AddressInfo).port}/</Redirect>`)
  const call = await here.call()
  await call.ended
  assert.deepEqual(call.texts, [error])
  assert.equal(here.log.lines.findLast(({ message }) => message.startsWith('a call ends'))?.fields.code, 11750)
  assert.ok(sent < 10 * 1024 * 1024, `${sent} bytes were taken`)
})

test('a call that we make runs its document when it is answered, and its own program is asked', {
  timeout: 240_000,
}, async (t) => {
  const here = await world(t)
  here.page('/outbound', '<Say>Hello from us</Say>')
  const made = await here.create(strange, { document: { url: `${here.url}/outbound`, method: 'GET' } })
  const call = await here.phone.nextCall(t.signal)
  assert.deepEqual(here.requestsOf('/outbound'), [])
  await call.answer()
  await call.ended
  const { CallStatus, Direction, From, To, CallSid } = here.last('/outbound')
  assert.deepEqual([CallStatus, Direction, From, To], ['in-progress', 'outbound-api', ownNumber, strange])
  assert.equal(CallSid, made.sid)
  assert.deepEqual(call.texts, ['Hello from us'])
})
