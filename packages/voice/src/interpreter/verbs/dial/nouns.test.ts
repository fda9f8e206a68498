import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Scene } from '../../../../test/support/interpreter/scene.ts'

/** Dials, and gives what was asked of whoever dials. */
async function dialled(nouns: string) {
  const scene = new Scene()
  await scene.run(`<Dial timeout="5">${nouns}</Dial>`)
  return { scene, to: scene.children.map(({ request }) => request.to), codes: scene.codes }
}

test('Number: is handed on as it is written: whoever dials reads it', async () => {
  const { to } = await dialled(
    '<Number>(415) 555-1212</Number><Number> +81-90-5987-6543 </Number><Number>nobody</Number>',
  )
  assert.deepEqual(
    to.map((each) => each.kind === 'number' && each.number),
    ['(415) 555-1212', '+81-90-5987-6543', 'nobody'],
  )
})

test('Dial: text beside nouns is no number to be dialled', async () => {
  const { to } = await dialled('+14155550100 <Client>bob</Client>')
  assert.deepEqual(to, [{ kind: 'client', identity: 'bob', parameters: {} }])
})

test('Client url, method, statusCallback, statusCallbackMethod, statusCallbackEvent: work as with numbers', async () => {
  const scene = new Scene().page('/whisper', '<Hangup/>')
  scene.parties.set('client:bob', (child) => scene.at(1, () => child.pickUp()))
  await scene.run(
    '<Dial><Client url="/whisper" method="GET" statusCallback="/told" statusCallbackMethod="GET" statusCallbackEvent="ringing">bob</Client></Dial>',
  )
  assert.equal(scene.web.one('/whisper').method, 'GET')
  assert.deepEqual(scene.child().request.statusCallback, {
    ...{ url: 'https://app.example.com/told', method: 'GET', events: ['ringing'] },
  })
})

test('Client: Identity names it', async () => {
  const { to } = await dialled('<Client><Identity> alice </Identity></Client><Client>bob</Client>')
  assert.deepEqual(to, [
    { kind: 'client', identity: 'alice', parameters: {} },
    { kind: 'client', identity: 'bob', parameters: {} },
  ])
})

test('Parameter name, value: go to the browser', async () => {
  const { to } = await dialled(
    '<Client><Identity>alice</Identity><Parameter name="team" value="red"/><Parameter name="empty"/></Client>',
  )
  assert.deepEqual(to, [{ kind: 'client', identity: 'alice', parameters: { team: 'red', empty: '' } }])
})

test('Client: without a name, or with one that is too long, it is left out with 13215', async () => {
  const { to, codes } = await dialled(`<Client/><Client>${'a'.repeat(257)}</Client><Client>bob</Client>`)
  assert.deepEqual([to.length, codes], [1, [13215, 13215]])
})

test('Sip username, password: go to the party’s server', async () => {
  const { to } = await dialled('<Sip username="me" password="secret">sip:bob@example.com;transport=tcp</Sip>')
  assert.deepEqual(to, [{ kind: 'sip', uri: 'sip:bob@example.com;transport=tcp', username: 'me', password: 'secret' }])
})

test('Uri username, password: address a SIP party as well', async () => {
  const { to } = await dialled('<Sip><Uri username="me" password="secret">sip:bob@example.com</Uri></Sip>')
  assert.deepEqual(to, [{ kind: 'sip', uri: 'sip:bob@example.com', username: 'me', password: 'secret' }])
})

test('Header name, value: are sent with the call, as those of the address are; others than Twilio lets through are left out with 13252', async () => {
  const { to, codes } = await dialled(
    '<Sip>sip:bob@example.com?X-One=1%202&amp;User-to-User=ab&amp;Via=evil<Headers><Header name="X-Two" value="a&amp;b"/></Headers></Sip>',
  )
  assert.deepEqual(to, [{ kind: 'sip', uri: 'sip:bob@example.com?X-One=1%202&User-to-User=ab&X-Two=a%26b' }])
  assert.deepEqual(codes, [13252])
})

test('Sip: what is no address is left out with 13243, and headers that are too long with 13253', async () => {
  const bad = await dialled(`<Sip>bob</Sip><Sip>sip:${'a'.repeat(255)}@example.com</Sip><Sip>sip:a b@example.com</Sip>`)
  assert.deepEqual([bad.to, bad.codes], [[], [13243, 13243, 13243, 13223]])
  const long = await dialled(`<Sip>sip:bob@example.com?X-A=${'a'.repeat(1100)}</Sip>`)
  assert.deepEqual([long.to, long.codes], [[{ kind: 'sip', uri: 'sip:bob@example.com' }], [13253]])
})

test('Sip url, method, statusCallback, statusCallbackMethod, statusCallbackEvent: work as with numbers, with 13241 for wrong methods', async () => {
  const scene = new Scene().page('/whisper', '<Hangup/>')
  scene.parties.set('sip:bob@example.com', (child) => scene.at(1, () => child.pickUp()))
  await scene.run(
    '<Dial><Sip url="/whisper" method="PUT" statusCallback="/told" statusCallbackMethod="PUT" statusCallbackEvent="completed ringing">sip:bob@example.com</Sip></Dial>',
  )
  assert.deepEqual([scene.web.one('/whisper').method, scene.codes], ['POST', [13241, 13241]])
  assert.deepEqual(scene.child().request.statusCallback?.events, ['ringing', 'completed'])
})

test('Dial: nouns that nobody can dial are left out with 13215; a queue ends the call', async () => {
  const { to, codes } = await dialled('<Sim>DE0</Sim><WhatsApp>+1</WhatsApp><Client>bob</Client>')
  assert.deepEqual([to.length, codes], [1, [13215, 13215]])
  const queue = await new Scene().run('<Dial><Queue>support</Queue></Dial>')
  assert.equal(queue.kind === 'failed' && queue.code, 13750)
})
