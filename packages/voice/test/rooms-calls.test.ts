/** Conferences and recordings from a telephone on: built-in phones call a number, whose documents the interpreter runs. */
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { freshDatabase, eventually as soon, tempFolder } from '@trunkline/testkit'
import { conferenceBeep } from '../src/audio/tones.ts'
import { handleConferenceCommands } from '../src/conference/conference-commands.ts'
import { createConferences } from '../src/conference/conferences.ts'
import { createConferenceDesk } from '../src/conference/create-conference-desk.ts'
import type { PhoneCall } from '../src/leg/phone/phones.ts'
import type { Pcm } from '../src/media/media.ts'
import { createRecordingDesk } from '../src/recording/create-recording-desk.ts'
import { handleRecordingCommands } from '../src/recording/recording-commands.ts'
import type { RecordingRecord } from '../src/recording/recording-record.ts'
import { createRecordings, type Recordings } from '../src/recording/recordings.ts'
import { answeredNumber, makeCallWorld, migrationSets, ownNumber } from './support/call-world.ts'
import { samplesOf, tone, tonesIn } from './support/tones.ts'

/** Waits for what takes a moment, on a busy machine too. */
const eventually = (assertion: () => unknown): Promise<void> => soon(assertion, 30_000)

const [low, middle, high, music] = [400, 700, 1000, 1300]
const all = [low, middle, high, music]

async function world(t: TestContext) {
  const db = await freshDatabase(t, { migrations: migrationSets })
  const folder = tempFolder(t)
  let parts: { recordings: Recordings; conferences: ReturnType<typeof createConferences> } | undefined
  const made = await makeCallWorld(t, db, {
    interpret({ media, voice, interpreter, ...ground }) {
      const { clock, ids } = ground
      const url = (account: string, sid: string) => `https://here.test/${account}/Recordings/${sid}`
      const recordingDesk = createRecordingDesk({ ...ground, media, folder, url })
      const sounds = { beep: conferenceBeep, music: () => tone(music, 1) }
      const conferences = createConferenceDesk({ ...ground, media, recordings: recordingDesk, interpreter, sounds })
      handleRecordingCommands(voice.commands, recordingDesk, voice)
      handleConferenceCommands(voice.commands, conferences)
      t.after(async () => {
        await conferences.endTerm()
        await recordingDesk.endTerm()
      })
      parts = {
        recordings: createRecordings({ db, clock, commands: voice.commands }),
        conferences: createConferences({ db, clock, ids, commands: voice.commands }),
      }
      return { recordings: recordingDesk, conferences }
    },
  })
  if (parts === undefined) throw new Error('the interpreter was not made')
  const { recordings, conferences } = parts
  let dialled = 0
  /** A person with a phone calls our number, and says a tone without end. */
  const caller = async (hertz: number): Promise<PhoneCall> => {
    const phone = await made.voice.phones.hold(`+1415555019${dialled++}`)
    const call = await phone.dial(answeredNumber)
    assert.equal(await call.answered, true)
    void call.speak(tone(hertz, 180))
    return call
  }
  const page = (path: string, verbs: string) => made.documents.set(path, `<Response>${verbs}</Response>`)
  const only = async (): Promise<RecordingRecord> => {
    const found = await recordings.page(made.clientId, {}, { limit: 9 })
    assert.equal(found.length, 1)
    assert.equal(found[0]?.status, 'completed')
    return found[0] as RecordingRecord
  }
  return Object.assign(made, { recordings, conferences, caller, page, only })
}

/** What was heard in the middle of a second that began so long before the end. */
const before = (heard: Pcm, seconds: number): number[] => {
  const start = heard.length - Math.round(seconds * 8_000)
  return tonesIn(heard.subarray(start, start + 4_000), all)
}

/** The channels of a recording. */
async function channelsOf(recordings: Recordings, record: RecordingRecord): Promise<Pcm[]> {
  const wav = recordings.wav(record, false)
  const parts: Uint8Array[] = []
  for await (const part of wav.read(44, wav.length)) parts.push(part)
  const samples = samplesOf(Buffer.concat(parts))
  const { channels } = record
  return Array.from({ length: channels }, (_, channel) =>
    Int16Array.from({ length: samples.length / channels }, (_, at) => samples[at * channels + channel] ?? 0),
  )
}

/** Whether there is half a second in which just these tones are heard. */
function anywhere(heard: Pcm, wanted: readonly number[]): boolean {
  for (let at = 0; at + 4_000 <= heard.length; at += 800) {
    if (tonesIn(heard.subarray(at, at + 4_000), all).join() === wanted.join()) return true
  }
  return false
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('three phones call a number and hear each other; REST mutes and holds; who is done goes on', {
  timeout: 240_000,
}, async (t) => {
  const { caller, page, conferences, clientId, asked, url, callbacks } = await world(t)
  const callback = `statusCallback="${url}/told" statusCallbackEvent="start end join leave mute hold"`
  page('/voice', `<Dial action="/after"><Conference ${callback} beep="false">room</Conference></Dial>`)
  page('/after', '<Say>Bye</Say>')
  const conference = async () => {
    const found = await conferences.find(clientId, 'room')
    assert.ok(found)
    return found
  }
  const has = (count: number) =>
    eventually(async () => {
      const { sid } = await conference()
      assert.equal((await conferences.participants(clientId, sid, {}, { limit: 9 })).length, count)
    })
  const a = await caller(low)
  await has(1)
  await pause(2_000)
  const [b, c] = [await caller(middle), await caller(high)]
  await has(3)
  const { sid } = await conference()
  const sids = asked.filter(({ path }) => path === '/voice').map(({ params }) => params.CallSid ?? '')
  await pause(2_000)
  await conferences.update(clientId, sid, sids[1] ?? '', { muted: true })
  await conferences.update(clientId, sid, sids[2] ?? '', { hold: true })
  await pause(2_000)
  await conferences.kick(clientId, sid, sids[0] ?? '')
  await a.ended
  await conferences.complete(clientId, sid)
  await Promise.all([b.ended, c.ended])
  assert.ok(a.texts.includes('Bye'), 'who was taken out goes on with the action')
  const [heardByA, heardByB, heardByC] = [await a.heard(), await b.heard(), await c.heard()]
  assert.ok(anywhere(heardByA, [music]), 'the first waits with music')
  assert.ok(anywhere(heardByA, [middle, high]), 'the first hears the others and not itself')
  assert.ok(anywhere(heardByB, [low, high]))
  assert.ok(anywhere(heardByC, [low, middle]))
  assert.ok(anywhere(heardByA, []), 'one is muted and one is on hold')
  assert.ok(anywhere(heardByB, [low]), 'who is muted hears on')
  assert.ok(anywhere(heardByC, [music]), 'who is on hold hears music')
  const actions = asked.filter(({ path }) => path === '/after').map(({ params }) => params)
  assert.deepEqual(
    actions.map(({ DialCallStatus, DialCallSid }) => [DialCallStatus, DialCallSid]),
    [
      ['answered', undefined],
      ['answered', undefined],
      ['answered', undefined],
    ],
  )
  const told = (await callbacks()).filter(({ params }) => params.ConferenceSid === sid).map(({ params }) => params)
  assert.deepEqual(
    told.map(({ StatusCallbackEvent }) => StatusCallbackEvent),
    [
      ...['participant-join', 'participant-join', 'conference-start', 'participant-join'],
      ...['participant-mute', 'participant-hold', 'participant-leave'],
      ...['participant-leave', 'participant-leave', 'conference-end'],
    ],
  )
})

test('a conference keeps its rules of start and end, beeps, and ends with its moderator', {
  timeout: 240_000,
}, async (t) => {
  const { page, caller, voice, asked, conferences, clientId } = await world(t)
  const is = (status: string) =>
    eventually(async () => assert.equal((await conferences.find(clientId, 'room'))?.status, status))
  page(
    '/voice',
    '<Dial><Conference startConferenceOnEnter="false" beep="false">room</Conference></Dial><Say>Over</Say>',
  )
  const guest = await caller(low)
  await is('init')
  page('/voice', '<Dial><Conference endConferenceOnExit="true">room</Conference></Dial>')
  await pause(2_000)
  const moderator = await caller(middle)
  await is('in-progress')
  await pause(2_000)
  await moderator.hangUp()
  await guest.ended
  assert.ok(guest.texts.includes('Over'), 'a guest goes on after the conference')
  const heard = await guest.heard()
  assert.ok(anywhere(heard, [music]), 'before the moderator comes')
  const enter = conferenceBeep('enter')
  assert.ok(enter.length > 0)
  // The beep of the one who comes is two notes, of which the first is 523 Hz.
  let beeped = false
  for (let at = 0; at + 1_000 <= heard.length && !beeped; at += 200) {
    beeped = tonesIn(heard.subarray(at, at + 1_000), [523, music]).join() === '523'
  }
  assert.ok(beeped, 'a beep is heard')
  assert.ok(asked.length >= 2)
  await eventually(() => assert.equal(voice.live, 0))
})

test('a waiting caller hears a document again and again; one that may not be run ends the wait', {
  timeout: 240_000,
}, async (t) => {
  const { page, caller, asked, url, log } = await world(t)
  page('/wait', '<Say>Please wait</Say><Pause length="1"/><Redirect/>')
  page('/voice', `<Dial><Conference waitUrl="${url}/wait">room</Conference></Dial>`)
  const first = await caller(low)
  await eventually(() => assert.deepEqual(first.texts.slice(0, 2), ['Please wait', 'Please wait']))
  const [request] = asked.filter(({ path }) => path === '/wait')
  assert.match(request?.params.ConferenceSid ?? '', /^CF[0-9a-f]{32}$/)
  assert.equal(request?.params.CallSid, asked[0]?.params.CallSid)
  page('/gather', '<Gather/>')
  page('/voice', `<Dial><Conference waitUrl="${url}/gather">other</Conference></Dial><Say>Nobody is here</Say>`)
  const second = await caller(middle)
  await eventually(() => assert.ok(second.texts.includes('Nobody is here')))
  assert.ok(
    log.lines.some(({ fields }) => fields.code === 13238),
    JSON.stringify(log.lines.slice(-5)),
  )
  await Promise.all([first.hangUp(), second.hangUp()])
})

test('an announcement is heard by all who are in, and one of its own by one alone', { timeout: 240_000 }, async (t) => {
  const { page, caller, conferences, clientId, url, asked, callbacks } = await world(t)
  page('/all', '<Say>Five minutes left</Say>')
  page('/one', '<Say>You are next</Say>')
  const callback = `statusCallback="${url}/told" statusCallbackEvent="announcement"`
  page('/voice', `<Dial><Conference beep="false" ${callback}>room</Conference></Dial>`)
  const [a, b] = [await caller(low), await caller(middle)]
  await eventually(async () => assert.equal((await conferences.find(clientId, 'room'))?.status, 'in-progress'))
  const { sid = '' } = (await conferences.find(clientId, 'room')) ?? {}
  await conferences.announce(clientId, sid, { url: `${url}/all`, method: 'POST' })
  await eventually(() => {
    for (const { texts } of [a, b])
      assert.deepEqual(
        texts.filter((text) => text.startsWith('Five')),
        ['Five minutes left'],
      )
  })
  await eventually(async () => assert.equal((await callbacks()).length, 1))
  const own = asked.filter(({ path }) => path === '/voice')[0]?.params.CallSid ?? ''
  await conferences.update(clientId, sid, own, { announce: { url: `${url}/one`, method: 'POST' } })
  await eventually(() => assert.equal(a.texts.at(-1), 'You are next'))
  assert.ok(!b.texts.includes('You are next'))
  await eventually(async () => {
    const told = (await callbacks()).map(({ params }) => [params.StatusCallbackEvent, params.CallSid])
    assert.deepEqual(told, [
      ['announcement-end', undefined],
      ['announcement-end', own],
    ])
  })
  const [toAll] = asked.filter(({ path }) => path === '/all')
  assert.deepEqual([toAll?.params.ConferenceSid, toAll?.params.FriendlyName], [sid, 'room'])
  await Promise.all([a.hangUp(), b.hangUp()])
})

test('what Record hears is fetched, and its tone is the caller’s', { timeout: 240_000 }, async (t) => {
  const { page, caller, only, recordings, asked, callbacks, url } = await world(t)
  const callback = `recordingStatusCallback="${url}/recorded" recordingStatusCallbackEvent="in-progress completed"`
  page('/voice', `<Record timeout="0" maxLength="2" trim="do-not-trim" playBeep="false" action="/done" ${callback}/>`)
  page('/done', '<Hangup/>')
  const call = await caller(low)
  await call.ended
  await eventually(async () => assert.ok(await only()))
  const record = await only()
  const [sound] = await channelsOf(recordings, record)
  assert.ok(sound)
  assert.deepEqual([record.source, record.channels, record.durationSeconds], ['RecordVerb', 1, 2])
  assert.deepEqual(tonesIn(sound.subarray(4_000, 12_000), all), [low])
  const done = asked.find(({ path }) => path === '/done')?.params
  assert.deepEqual([done?.RecordingSid, done?.RecordingDuration, done?.CallStatus], [record.sid, '2', 'in-progress'])
  const told = (await callbacks()).map(({ params }) => params.RecordingStatus).filter(Boolean)
  assert.deepEqual(told, ['in-progress', 'completed'])
})

test('a Dial is recorded with both parties, each in a channel of its own, and the last callback of the party tells of it', {
  timeout: 240_000,
}, async (t) => {
  const { page, caller, only, recordings, voice, asked, callbacks, url, clientId } = await world(t)
  const callback = `statusCallback="${url}/told" statusCallbackEvent="answered completed"`
  page('/voice', `<Dial record="record-from-answer-dual"><Number ${callback}>+14155550180</Number></Dial>`)
  const other = await voice.phones.hold('+14155550180')
  const call = await caller(low)
  const rung = await other.nextCall(t.signal)
  await rung.answer()
  void rung.speak(tone(middle, 180))
  await eventually(async () => assert.equal((await recordings.page(clientId, {}, { limit: 9 })).length, 1))
  await pause(4_000)
  await call.hangUp()
  await rung.ended
  await eventually(async () => assert.ok(await only()))
  const record = await only()
  const [parent, child] = await channelsOf(recordings, record)
  assert.ok(parent && child)
  assert.deepEqual([record.source, record.channels], ['DialVerb', 2])
  assert.equal(record.callSid, asked[0]?.params.CallSid, 'it is the parent’s')
  assert.deepEqual(before(parent, 1), [low])
  assert.deepEqual(before(child, 1), [middle])
  await eventually(async () => {
    const told = (await callbacks()).map(({ params }) => params)
    const recorded = [`https://here.test/${told[0]?.AccountSid}/Recordings/${record.sid}`, record.sid]
    assert.deepEqual(
      told.map((each) => [each.CallStatus, each.RecordingUrl, each.RecordingSid, each.RecordingDuration]),
      [
        ['in-progress', undefined, undefined, undefined],
        ['completed', ...recorded, String(record.durationSeconds)],
      ],
    )
  })
})

test('a call is recorded in mid-call by REST, with both sides, paused and stopped', { timeout: 240_000 }, async (t) => {
  const { create, voice, only, recordings, clientId, until } = await world(t)
  const phone = await voice.phones.hold('+14155550180')
  const made = await create(
    '+14155550180',
    '<Response><Play>https://example.com/tone.wav</Play><Pause length="60"/></Response>',
  )
  const call = await phone.nextCall(t.signal)
  await call.answer()
  void call.speak(tone(high, 180))
  await until(made.sid, 'in-progress')
  const request = { channels: 'dual', track: 'both', trimSilence: false } as const
  const start = performance.now()
  const { sid } = await recordings.start(clientId, made.sid, request)
  await pause(1_000)
  const of = { callSid: made.sid }
  await recordings.update(clientId, of, sid, { status: 'paused', pause: 'skip' })
  const paused = performance.now()
  await pause(2_000)
  const resumed = performance.now()
  await recordings.update(clientId, of, sid, { status: 'in-progress', pause: 'skip' })
  await pause(300)
  await recordings.update(clientId, of, sid, { status: 'stopped', pause: 'skip' })
  const most = (performance.now() - start - (resumed - paused)) / 1_000
  await call.hangUp()
  await eventually(async () => assert.ok(await only()))
  const record = await only()
  const [said] = await channelsOf(recordings, record)
  assert.ok(said)
  assert.deepEqual(tonesIn(said.subarray(1_600, 5_600), all), [high])
  assert.ok(said.length / 8_000 < most + 0.5, `${said.length / 8_000} s, of ${most} s without what was paused`)
  assert.equal(ownNumber.length, 12)
})
