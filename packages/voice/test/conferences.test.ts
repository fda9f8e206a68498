import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join as pathOf } from 'node:path'
import { after, test } from 'node:test'
import { describeOnEachEngine, eventually as soon } from '@trunkline/testkit'
import { sidFromUuid, uuidFromSid } from '@trunkline/wire'
import type { ConferenceCallback } from '../src/conference/conference-desk.ts'
import { handleOf } from '../src/media/engine/endpoint-handle.ts'
import { openConference } from '../src/store/conference-store.ts'
import { putParticipant } from '../src/store/participant-store.ts'
import { enterBeep, exitBeep, makeRooms, music, openMedia, roomMigrations, voices } from './support/rooms-world.ts'
import { loudness, samplesOf, tone, tonesIn } from './support/tones.ts'

/** Waits for what takes a moment, on a busy machine too. */
const eventually = (assertion: () => unknown): Promise<void> => soon(assertion, 30_000)

const media = openMedia()
after(() => media.stop())

const [low, middle, high] = voices
const everything: ConferenceCallback = {
  ...{ url: 'https://example.com/told', method: 'POST' },
  events: ['start', 'end', 'join', 'leave', 'mute', 'hold', 'modify', 'speaker', 'announcement'],
}

/** What the one recording that runs has written so far: of its last second, what is not written yet is missing. */
function recordedSoFar(folder: string): Int16Array {
  const [file] = readdirSync(pathOf(folder, 'recordings'))
  return file === undefined
    ? new Int16Array(0)
    : samplesOf(readFileSync(pathOf(folder, 'recordings', file)).subarray(44))
}

/**
 * Whether there is half a second in which the first two voices are heard and nothing else. Frames that come late on a busy machine are missing here and
 * there, which sounds like tones beside the two: so the best half second counts.
 */
function hasBoth(samples: Int16Array): boolean {
  for (let at = 0; at + 4_000 <= samples.length; at += 800) {
    if (tonesIn(samples.subarray(at, at + 4_000), [low, middle, high, music]).join() === `${low},${middle}`) return true
  }
  return false
}

describeOnEachEngine('conferences', roomMigrations, (open) => {
  test('three parties hear each other and not themselves, and who is muted is heard by nobody', async (t) => {
    const { speaker, join, hears, conferences, clientId, only } = makeRooms(t, await open(t), media)
    const [a, b, c] = [await speaker(low), await speaker(middle), await speaker(high)]
    const ends = [join(a), join(b), join(c)]
    await hears(a, [middle, high])
    await hears(b, [low, high])
    await hears(c, [low, middle])
    const { sid } = await only()
    await conferences.update(clientId, sid, b.sid, { muted: true })
    assert.equal((await conferences.participant(clientId, sid, b.sid))?.muted, true)
    await hears(a, [high])
    await hears(b, [low, high])
    await conferences.update(clientId, sid, b.sid, { muted: false })
    await hears(a, [middle, high])
    for (const party of [a, b, c]) party.end()
    assert.deepEqual(
      (await Promise.all(ends)).map(({ reason }) => reason),
      ['party-left', 'party-left', 'party-left'],
    )
    await eventually(async () => assert.equal((await only()).status, 'completed'))
  })

  test('who waits hears music and nobody, until somebody comes who starts it', async (t) => {
    const { speaker, join, hears, only } = makeRooms(t, await open(t), media)
    const [a, b, c] = [await speaker(low), await speaker(middle), await speaker(high)]
    void join(a, { startConferenceOnEnter: false })
    void join(b, { startConferenceOnEnter: false })
    await hears(a, [music])
    await hears(b, [music])
    assert.equal((await only()).status, 'init')
    void join(c, { beep: 'true' })
    await hears(a, [middle, high, enterBeep])
    await hears(b, [low, high])
    await eventually(async () => assert.equal((await only()).status, 'in-progress'))
  })

  test('one party alone waits, also when it would start it; the last one left hears silence', async (t) => {
    const { speaker, join, hears, only } = makeRooms(t, await open(t), media)
    const [a, b] = [await speaker(low), await speaker(middle)]
    void join(a)
    await hears(a, [music])
    void join(b, { beep: 'onExit' })
    await hears(b, [low])
    b.end()
    await hears(a, [exitBeep])
    await hears(a, [])
    assert.equal((await only()).status, 'in-progress')
  })

  test('a document of its own is heard while waiting, nothing where it is to be silent', async (t) => {
    const { party, join, hears, interpreter, only } = makeRooms(t, await open(t), media)
    const [a, b] = [await party(), await party()]
    void join(a, { wait: { url: 'https://wait.test/2200', method: 'POST' }, startConferenceOnEnter: false })
    void join(b, { wait: 'silence', startConferenceOnEnter: false })
    await hears(a, [2200])
    await hears(b, [])
    const { sid } = await only()
    const [asked] = interpreter.asked
    assert.deepEqual(asked?.parameters, {
      ...{ CallSid: a.sid, AccountSid: a.accountSid, CallStatus: 'in-progress' },
      ...{ ConferenceSid: sid, FriendlyName: 'room' },
    })
  })

  test('who cannot be kept waiting goes on with its document', async (t) => {
    const { party, join, only } = makeRooms(t, await open(t), media)
    const end = await join(await party(), { wait: { url: 'https://wait.test/fail', method: 'POST' } })
    assert.deepEqual([end.reason, end.code], ['failed', 11200])
    await eventually(async () => assert.equal((await only()).status, 'completed'))
  })

  test('a party on hold hears music and nobody, and comes back', async (t) => {
    const { speaker, join, hears, conferences, clientId, only } = makeRooms(t, await open(t), media)
    const [a, b, c] = [await speaker(low), await speaker(middle), await speaker(high)]
    for (const party of [a, b, c]) void join(party)
    await hears(a, [middle, high])
    const { sid } = await only()
    await conferences.update(clientId, sid, a.sid, { hold: true })
    await hears(a, [music])
    await hears(b, [high])
    assert.equal((await conferences.participant(clientId, sid, a.sid))?.hold, true)
    await conferences.update(clientId, sid, a.sid, {
      hold: true,
      holdSound: { url: 'https://wait.test/2200', method: 'GET' },
    })
    await hears(a, [2200])
    await conferences.update(clientId, sid, a.sid, { hold: false })
    await hears(a, [middle, high])
    await hears(b, [low, high])
  })

  test('a coach is heard by one alone, and by nobody when that one has left', async (t) => {
    const { speaker, join, hears, conferences, clientId, only } = makeRooms(t, await open(t), media)
    const [a, b, c] = [await speaker(low), await speaker(middle), await speaker(high)]
    void join(a)
    void join(b)
    await hears(a, [middle])
    void join(c, { coach: a.sid })
    await hears(a, [middle, high])
    await hears(b, [low])
    await hears(c, [low, middle])
    const { sid } = await only()
    const coach = await conferences.participant(clientId, sid, c.sid)
    assert.deepEqual([coach?.coaching, coach?.callSidToCoach], [true, a.sid])
    await conferences.update(clientId, sid, c.sid, { callSidToCoach: b.sid })
    await hears(b, [low, high])
    await hears(a, [middle])
    b.end()
    await hears(a, [])
    await conferences.update(clientId, sid, c.sid, { coaching: false, muted: false })
    await hears(a, [high])
    const gone = conferences.update(clientId, sid, c.sid, { callSidToCoach: b.sid })
    await assert.rejects(gone, { code: 16028 })
  })

  test('nobody is let in who is too many, has a label that is taken, or is to coach somebody who is not there', async (t) => {
    const { party, join, conferences, clientId, only } = makeRooms(t, await open(t), media)
    void join(await party(), { participantLabel: 'anna' })
    await eventually(async () => assert.ok(await conferences.participant(clientId, (await only()).sid, 'anna')))
    const { sid } = await only()
    const end = async (...given: Parameters<typeof join>) => {
      const { reason, code } = await join(...given)
      return [reason, code]
    }
    assert.deepEqual(await end(await party(), { participantLabel: 'anna' }), ['duplicate-label', 16025])
    assert.deepEqual(await end(await party(), { maxParticipants: 1 }), ['full', 16020])
    assert.deepEqual(await end(await party(), { coach: (await party()).sid }), ['failed', 13240])
    const invited = { muted: false, startConferenceOnEnter: true, endConferenceOnExit: false }
    await conferences.invite(clientId, sid, { ...invited, label: 'berta' })
    await assert.rejects(conferences.invite(clientId, sid, { ...invited, label: 'berta' }), { code: 16026 })
    assert.deepEqual(await end(await party(), { participantLabel: 'berta' }), ['duplicate-label', 16025])
    assert.equal((await conferences.participants(clientId, sid, {}, { limit: 9 })).length, 1)
  })

  test('whoever is to end it ends it for all, and a new one of the name is another', async (t) => {
    const { party, join, told, only, conferences, clientId } = makeRooms(t, await open(t), media)
    const [a, b] = [await party(), await party()]
    const ends = [join(a, { endConferenceOnExit: true, participantLabel: 'boss', statusCallback: everything }), join(b)]
    await eventually(async () => assert.equal((await only()).status, 'in-progress'))
    const first = await only()
    a.end()
    assert.deepEqual(await Promise.all(ends), [
      { reason: 'party-left', conferenceSid: first.sid },
      { reason: 'ended', conferenceSid: first.sid },
    ])
    await eventually(async () => assert.equal((await only()).status, 'completed'))
    const over = await only()
    assert.deepEqual([over.reason, over.endedBy], ['participant-with-end-conference-on-exit-left', a.sid])
    const leaves = (await told()).filter(({ StatusCallbackEvent }) => StatusCallbackEvent === 'participant-leave')
    assert.deepEqual(
      leaves.map(({ CallSid, ReasonParticipantLeft, ParticipantCallStatus }) => [
        ...[CallSid, ReasonParticipantLeft, ParticipantCallStatus],
      ]),
      [
        [a.sid, 'participant_hung_up', 'completed'],
        [b.sid, 'moderator_ended_conference', 'in-progress'],
      ],
    )
    const end = (await told()).at(-1)
    assert.equal(end?.StatusCallbackEvent, 'conference-end')
    assert.equal(end?.ReasonConferenceEnded, 'participant-with-end-conference-on-exit-left')
    assert.deepEqual([end?.CallSidEndingConference, end?.ParticipantLabelEndingConference], [a.sid, 'boss'])
    void join(b)
    await eventually(async () => assert.equal((await conferences.page(clientId, {}, { limit: 9 })).length, 2))
    assert.notEqual((await only()).sid, first.sid)
  })

  test('events are told in order, with all that belongs to them, as the first who came has asked', async (t) => {
    const { party, join, told, only, conferences, clientId } = makeRooms(t, await open(t), media)
    const [a, b] = [await party(), await party()]
    const first = join(a, { statusCallback: everything, participantLabel: 'anna', muted: true })
    await eventually(async () => assert.equal((await told()).length, 1))
    void join(b, { statusCallback: { ...everything, url: 'https://example.com/never' } })
    await eventually(async () => assert.equal((await only()).status, 'in-progress'))
    const { sid } = await only()
    await conferences.update(clientId, sid, a.sid, { muted: false })
    await conferences.update(clientId, sid, a.sid, { hold: true })
    await conferences.update(clientId, sid, a.sid, { hold: false, endConferenceOnExit: true })
    await conferences.update(clientId, sid, b.sid, { announce: { url: 'https://wait.test/2500/once', method: 'POST' } })
    await eventually(async () => assert.equal((await told()).at(-1)?.StatusCallbackEvent, 'announcement-end'))
    await conferences.kick(clientId, sid, a.sid)
    assert.equal((await first).reason, 'left')
    const events = await told()
    assert.deepEqual(
      events.map(({ StatusCallbackEvent }) => StatusCallbackEvent),
      [
        ...['participant-join', 'participant-join', 'conference-start', 'participant-unmute', 'participant-hold'],
        ...['participant-modify', 'participant-unhold', 'announcement-end'],
        ...['participant-leave', 'participant-leave', 'conference-end'],
      ],
    )
    assert.deepEqual(
      events.map(({ SequenceNumber }) => Number(SequenceNumber)),
      events.map((_, at) => at + 1),
    )
    const { Timestamp, ...joined } = events[0] ?? {}
    assert.match(String(Timestamp), /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000$/)
    assert.deepEqual(joined, {
      ConferenceSid: sid,
      FriendlyName: 'room',
      AccountSid: a.accountSid,
      SequenceNumber: '1',
      StatusCallbackEvent: 'participant-join',
      CallSid: a.sid,
      Muted: 'true',
      Hold: 'false',
      Coaching: 'false',
      StartConferenceOnEnter: 'true',
      EndConferenceOnExit: 'false',
      ParticipantLabel: 'anna',
    })
    assert.equal(events.at(-3)?.ReasonParticipantLeft, 'participant_updated_via_api')
    assert.equal(events.at(-1)?.ReasonConferenceEnded, 'participant-with-end-conference-on-exit-kicked')
    assert.equal(events[7]?.AnnounceUrl, 'https://wait.test/2500/once')
  })

  test('an announcement is heard by all, or by one alone, and one that cannot be had is told', async (t) => {
    const { speaker, join, hears, told, only, conferences, clientId } = makeRooms(t, await open(t), media, {
      // What one hears alone is mixed with the room where both are in one worker; it comes first where they are not.
      together: true,
    })
    const [a, b] = [await speaker(low), await speaker(middle)]
    void join(a, { statusCallback: everything })
    void join(b)
    await hears(a, [middle])
    const { sid } = await only()
    await conferences.announce(clientId, sid, { url: 'https://wait.test/2200', method: 'POST' })
    await hears(a, [middle, 2200])
    await hears(b, [low, 2200])
    await conferences.update(clientId, sid, a.sid, { announce: { url: 'https://wait.test/2500', method: 'POST' } })
    await hears(a, [middle, 2200, 2500])
    await hears(b, [low, 2200])
    await conferences.announce(clientId, sid, { url: 'https://wait.test/fail', method: 'POST' })
    await eventually(async () => {
      const fail = (await told()).find(({ StatusCallbackEvent }) => StatusCallbackEvent === 'announcement-fail')
      assert.equal(fail?.AnnounceUrl, 'https://wait.test/fail')
      assert.match(String(fail?.ReasonAnnouncementFailed), /11200/)
    })
  })

  test('who begins to speak, and who has stopped, is told where that was asked for', async (t) => {
    const { party, speaker, join, told } = makeRooms(t, await open(t), media)
    const [a, b] = [await party(), await speaker(low)]
    void join(a, { statusCallback: { ...everything, events: ['speaker'] } })
    void join(b)
    const toldOf = async ({ sid }: { readonly sid: string }) =>
      (await told()).filter(({ CallSid }) => CallSid === sid).map((each) => each.StatusCallbackEvent)
    const [start, stop] = ['participant-speech-start', 'participant-speech-stop']
    // What is told of it later is the machine's: where this keeps its thread waiting for most of a second, it is silent.
    await eventually(async () => assert.equal((await toldOf(b))[0], start))
    await a.phone.speak(tone(middle, 0.5))
    await eventually(async () => assert.deepEqual(await toldOf(a), [start, stop]))
  })

  test('a conference is recorded from its start, without the music, until it ends', async (t) => {
    const { speaker, join, hears, only, recordings, clientId, folder } = makeRooms(t, await open(t), media)
    const [a, b] = [await speaker(low), await speaker(middle)]
    void join(a, { record: true })
    await hears(a, [music])
    void join(b, { record: true })
    await hears(b, [low])
    await hears(a, [middle])
    await eventually(() => assert.ok(hasBoth(recordedSoFar(folder)), 'both are in the recording'))
    for (const party of [a, b]) party.end()
    await eventually(async () => {
      const [recording] = await recordings.page(clientId, {}, { limit: 9 })
      assert.equal(recording?.status, 'completed')
    })
    const found = await recordings.page(clientId, {}, { limit: 9 })
    const [recording] = found
    assert.ok(recording)
    assert.deepEqual(
      [found.length, recording.source, recording.conferenceSid, recording.callSid, recording.channels],
      [1, 'Conference', (await only()).sid, null, 1],
    )
    const parts: Buffer[] = []
    const wav = recordings.wav(recording, false)
    for await (const part of wav.read(44, wav.length)) parts.push(Buffer.from(part))
    const samples = samplesOf(Buffer.concat(parts))
    assert.ok(hasBoth(samples), `${samples.length} samples`)
    assert.ok(loudness(samples, music) < loudness(samples, low) / 2, 'no music')
  })

  test('when the thread dies that mixes a conference, it ends, and what was recorded is kept', async (t) => {
    const own = openMedia()
    t.after(() => own.stop())
    const { speaker, join, only, recordings, clientId, folder } = makeRooms(t, await open(t), own)
    const [a, b] = [await speaker(low), await speaker(middle)]
    const ends = [join(a, { record: true }), join(b)]
    await eventually(() => assert.ok(recordedSoFar(folder).length >= 8_000, 'a second was written'))
    await handleOf(a.phone).thread.end('die', {})
    assert.deepEqual(
      (await Promise.all(ends)).map(({ reason }) => reason),
      ['ended', 'ended'],
    )
    await eventually(async () => assert.equal((await only()).status, 'completed'))
    await eventually(async () => {
      const [recording] = await recordings.page(clientId, {}, { limit: 9 })
      assert.equal(recording?.status, 'completed')
      assert.ok((recording?.durationSeconds ?? 0) >= 1)
    })
  })

  test('a call that is redirected leaves; the room ends with the last', async (t) => {
    const { party, join, only } = makeRooms(t, await open(t), media)
    const redirect = new AbortController()
    const a = await party()
    const stay = join(a, {}, redirect.signal)
    await eventually(async () => assert.ok(await only()))
    redirect.abort()
    assert.equal((await stay).reason, 'aborted')
    await eventually(async () => assert.equal((await only()).status, 'completed'))
    assert.equal((await only()).reason, 'last-participant-left')
  })

  test('REST ends a conference for all who are in it', async (t) => {
    const { party, join, only, conferences, clientId, told } = makeRooms(t, await open(t), media)
    const ends = [join(await party(), { statusCallback: everything }), join(await party())]
    await eventually(async () => assert.equal((await only()).status, 'in-progress'))
    await conferences.complete(clientId, (await only()).sid)
    assert.deepEqual(
      (await Promise.all(ends)).map(({ reason }) => reason),
      ['ended', 'ended'],
    )
    assert.deepEqual([(await only()).status, (await only()).reason], ['completed', 'conference-ended-via-api'])
    const reasons = (await told()).map(({ ReasonParticipantLeft }) => ReasonParticipantLeft).filter(Boolean)
    assert.deepEqual(reasons, ['conference_ended_via_api', 'conference_ended_via_api'])
  })

  test('lists of conferences and participants are filtered, and somebody else sees none of it', async (t) => {
    const { party, join, conferences, clientId, only } = makeRooms(t, await open(t), media)
    const [a, b] = [await party(), await party()]
    void join(a, { name: 'one', muted: true, participantLabel: 'anna' })
    void join(b, { name: 'one' })
    void join(await party(), { name: 'two' })
    await eventually(async () => assert.equal((await conferences.page(clientId, {}, { limit: 9 })).length, 2))
    await eventually(async () => assert.equal((await conferences.find(clientId, 'one'))?.status, 'in-progress'))
    const names = async (filter: Parameters<typeof conferences.page>[1]) =>
      (await conferences.page(clientId, filter, { limit: 9 })).map(({ name }) => name)
    assert.deepEqual(await names({ status: 'init' }), ['two'])
    assert.deepEqual(await names({ name: 'one' }), ['one'])
    assert.deepEqual(await names({ createdBefore: new Date(0) }), [])
    const one = await conferences.find(clientId, 'one')
    assert.ok(one)
    const sids = async (filter: Parameters<typeof conferences.participants>[2]) =>
      (await conferences.participants(clientId, one.sid, filter, { limit: 9 })).map(({ callSid }) => callSid).sort()
    assert.deepEqual(await sids({}), [a.sid, b.sid].sort())
    assert.deepEqual(await sids({ muted: true }), [a.sid])
    assert.deepEqual(await sids({ hold: true }), [])
    assert.equal((await conferences.participant(clientId, one.sid, 'anna'))?.callSid, a.sid)
    const other = randomUUID()
    assert.equal(await conferences.get(other, (await only()).sid), undefined)
    assert.equal(await conferences.participant(other, one.sid, 'anna'), undefined)
    await assert.rejects(conferences.kick(other, one.sid, a.sid), { code: 20404 })
    await assert.rejects(conferences.complete(other, one.sid), { code: 20404 })
  })

  test('what a process that died has left is ended by the next, and its program is told', async (t) => {
    const db = await open(t)
    const { desk, clientId, only, told, conferences } = makeRooms(t, db, media)
    const [id, callId] = [randomUUID(), randomUUID()]
    await db.query(openConference(id, clientId, 'room', new Date()))
    await db.query({
      text: `update voice_conference set status = 'in-progress', callback = $2::text::jsonb, told = 3 where id = $1`,
      values: [id, JSON.stringify(everything)],
    })
    const row = {
      conferenceId: id,
      callId,
      clientId,
      joined: true,
      label: null,
      muted: false,
      held: false,
      coachedId: null,
    }
    await db.query(putParticipant({ ...row, startOnEnter: true, endOnExit: false, at: new Date() }))
    await desk.startTerm()
    assert.deepEqual([(await only()).status, (await only()).reason], ['completed', 'last-participant-left'])
    const events = (await told()).map((params) => [params.StatusCallbackEvent, params.SequenceNumber, params.CallSid])
    assert.deepEqual(events, [
      ['participant-leave', '4', sidFromUuid('CA', callId)],
      ['conference-end', '5', undefined],
    ])
    assert.deepEqual(await conferences.participants(clientId, sidFromUuid('CF', id), {}, { limit: 9 }), [])
  })

  test('a room that was opened for a party that is called is the one that it comes into', async (t) => {
    const { party, join, conferences, clientId, only } = makeRooms(t, await open(t), media)
    const opened = await conferences.open(clientId, 'room')
    assert.equal((await conferences.open(clientId, 'room')).sid, opened.sid)
    const invited = { muted: true, startConferenceOnEnter: true, endConferenceOnExit: false }
    const sid = await conferences.invite(clientId, opened.sid, { ...invited, label: 'anna' })
    const a = Object.assign(await party(), { sid })
    void join(a, { muted: true, participantLabel: 'anna' })
    await eventually(async () => {
      const found = await conferences.participant(clientId, opened.sid, 'anna')
      assert.deepEqual([found?.status, found?.callSid], ['connected', a.sid])
    })
    assert.equal((await only()).sid, opened.sid)
    assert.ok(uuidFromSid(opened.sid))
  })
})
