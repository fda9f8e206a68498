import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Scene } from '../../../test/support/interpreter/scene.ts'

/** A scene whose `/menu` takes the input. */
const menu = () => new Scene().page('/menu', '<Hangup/>')
const inputOf = (scene: Scene) => {
  const { Digits, FinishedOnKey } = scene.web.one('/menu').params
  return { Digits, FinishedOnKey }
}

test('Gather action, method: what was pressed is sent to the action, or to the document itself', async () => {
  const scene = menu().press(1, '42#')
  assert.deepEqual(await scene.run('<Gather action="/menu" method="GET"/><Say>never</Say>'), { kind: 'hung-up' })
  const { method, params } = scene.web.one('/menu')
  assert.deepEqual([method, params.Digits, params.FinishedOnKey, params.msg], ['GET', '42', '#', 'Gather End'])
  const own = new Scene().press(1, '7#')
  await own.run(({ params }) => (params.Digits === undefined ? '<Gather/>' : '<Hangup/>'))
  assert.deepEqual(
    own.web.of('/ivr/start').map(({ params }) => params.Digits),
    [undefined, '7'],
  )
})

test('Gather method: another one than GET and POST counts as POST, with 13312', async () => {
  const scene = menu().press(1, '1#')
  await scene.run('<Gather action="/menu" method="PUT"/>')
  assert.deepEqual([scene.codes, scene.web.one('/menu').method], [[13312], 'POST'])
})

test('Gather action: without a URL of its own, in a document that was given in place, it ends the call with 11100', async () => {
  const scene = new Scene().press(1, '1#')
  const end = await scene.runProgram({ twiml: '<Response><Gather/></Response>' })
  assert.equal(end.kind === 'failed' && end.code, 11100)
  const relative = await new Scene().runProgram({ twiml: '<Response><Gather action="/menu"/></Response>' })
  assert.equal(relative.kind === 'failed' && relative.code, 11100)
})

test('Gather timeout: it begins when the prompts end, and anew after each key', async () => {
  const scene = menu().press(4, '1').press(6.5, '2')
  await scene.run('<Gather action="/menu" timeout="3"><Say>Two seconds</Say></Gather>')
  assert.deepEqual(inputOf(scene), { Digits: '12', FinishedOnKey: '' })
  assert.equal(scene.web.one('/menu').at, 9.5)
})

test('Gather timeout: five seconds without a key go on with the next verb', async () => {
  const scene = menu()
  await scene.run('<Gather action="/menu"><Say>Press</Say></Gather><Say>Nothing came</Say>')
  assert.deepEqual([scene.heard, scene.web.of('/menu').length], [['Press', 'Nothing came'], 0])
  assert.equal(scene.call.leg.media.played[1]?.from, 7)
})

test('Gather timeout: what is no number of seconds counts as five, with 13313', async () => {
  const scene = menu()
  await scene.run('<Gather timeout="0"/><Gather timeout="soon"/>')
  assert.deepEqual([scene.codes, scene.time.seconds], [[13313, 13313], 10])
})

test('Gather finishOnKey: another key than # ends the input, and # is input then', async () => {
  const scene = menu().press(1, '1#*')
  await scene.run('<Gather action="/menu" finishOnKey="*"/>')
  assert.deepEqual([inputOf(scene), scene.time.seconds], [{ Digits: '1#', FinishedOnKey: '*' }, 1])
})

test('Gather finishOnKey: empty, no key ends the input', async () => {
  const scene = menu().press(1, '1*#')
  await scene.run('<Gather action="/menu" finishOnKey=""/>')
  assert.deepEqual([inputOf(scene), scene.web.one('/menu').at], [{ Digits: '1*#', FinishedOnKey: '' }, 6])
})

test('Gather finishOnKey: pressed first, it ends the Gather without input', async () => {
  const scene = menu().press(1, '#')
  await scene.run('<Gather action="/menu"/><Say>On</Say>')
  assert.deepEqual([scene.heard, scene.call.leg.media.played[0]?.from], [['On'], 1])
})

test('Gather finishOnKey: what is no key counts as #, with 13310', async () => {
  const scene = menu().press(1, '5#')
  await scene.run('<Gather action="/menu" finishOnKey="12"/>')
  assert.deepEqual([scene.codes, inputOf(scene).Digits], [[13310], '5'])
})

test('Gather numDigits: enough keys end the input at once', async () => {
  const scene = menu().press(1, '12345')
  await scene.run('<Gather action="/menu" numDigits="4"/>')
  assert.deepEqual([inputOf(scene), scene.time.seconds], [{ Digits: '1234', FinishedOnKey: '' }, 1])
})

test('Gather numDigits: what is no number counts as any, with 13314', async () => {
  const scene = menu().press(1, '12#')
  await scene.run('<Gather action="/menu" numDigits="0"/>')
  assert.deepEqual([scene.codes, inputOf(scene).Digits], [[13314], '12'])
})

test('Gather actionOnEmptyResult: the action is asked without input, too', async () => {
  const scene = menu()
  await scene.run('<Gather action="/menu" actionOnEmptyResult="true" timeout="2"/><Say>never</Say>')
  assert.deepEqual(inputOf(scene), { Digits: '', FinishedOnKey: '' })
  const early = menu().press(1, '#')
  await early.run('<Gather action="/menu" actionOnEmptyResult="true"/>')
  assert.deepEqual(inputOf(early), { Digits: '', FinishedOnKey: '#' })
  const wrong = menu()
  await wrong.run('<Gather action="/menu" actionOnEmptyResult="perhaps"/>')
  assert.deepEqual([wrong.codes, wrong.web.of('/menu')], [[13338], []])
})

test('Gather: a key stops all prompts at once and counts', async () => {
  const scene = menu().press(3, '1')
  await scene.run('<Gather action="/menu" numDigits="1"><Say>One</Say><Play>two.wav</Play><Say>Three</Say></Gather>')
  const { played } = scene.call.leg.media
  assert.deepEqual(
    played.map(({ what, end }) => [what, end]),
    [
      ['One', 'ended'],
      ['https://app.example.com/ivr/two.wav', 'stopped'],
    ],
  )
  assert.equal(scene.web.one('/menu').at, 3)
})

test('Gather: Say, Play and Pause stand in it; anything else is left out with 13320', async () => {
  const scene = menu()
  await scene.run('<Gather><Pause length="2"/><Say>One</Say><Redirect>/menu</Redirect><Play digits="1"/></Gather>')
  assert.deepEqual([scene.codes.filter((code) => code !== 12200), scene.heard], [[13320, 13320], ['One']])
  assert.equal(scene.time.seconds, 9)
})

test('Gather: a voice that nobody has in a nested Say makes the document one that cannot be run', async () => {
  const scene = menu().page('/fallback', '<Hangup/>')
  const fallback = { url: 'https://app.example.com/fallback', method: 'POST' } as const
  await scene.run('<Gather action="/menu"><Say voice="nobody">Hi</Say></Gather>', { fallback })
  assert.equal(scene.web.one('/fallback').params.ErrorCode, '13321')
  assert.equal(scene.call.leg.media.listeners, 0)
})

test('Gather: what is wrong with a nested prompt has codes of its own', async () => {
  const scene = menu()
  await scene.run('<Gather><Play>notes.txt</Play><Say loop="x">Hi</Say></Gather>')
  assert.deepEqual(scene.codes.toSorted(), [13322, 13325])
})

test('Gather: the party hangs up, and nobody is asked', async () => {
  const scene = menu()
    .press(1, '1')
    .at(2, () => scene.call.partyHangsUp())
  assert.deepEqual(await scene.run('<Gather action="/menu"/>'), { kind: 'party-left' })
  assert.deepEqual([scene.web.of('/menu'), scene.call.leg.media.listeners], [[], 0])
})

test('Gather: keys pressed before it begins are not in its input', async () => {
  const scene = menu().press(1, '9').press(3, '1#')
  await scene.run('<Say>Wait</Say><Gather action="/menu"/>')
  assert.equal(inputOf(scene).Digits, '1')
})

test('Gather action: a redirect of the action carries the digits on', async () => {
  const scene = menu()
    .press(1, '5#')
    .page('/moved', { status: 302, headers: { location: '/menu' } })
  await scene.run('<Gather action="/moved"/>')
  assert.deepEqual([scene.web.one('/menu').method, scene.web.one('/menu').params.Digits], ['GET', '5'])
})
