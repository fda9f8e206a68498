import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Notifications } from './notifications.ts'
import { Listeners, type Session } from './session.ts'

const silent = () => undefined
const log = { debug: silent, info: silent, warn: silent, error: silent }

/** A session whose statements are answered when the test says so. */
function slowSession() {
  const told = new Listeners<[channel: string, payload: string]>()
  const up = new Listeners<[]>()
  const hearing: { readonly channel: string; readonly answer: () => void }[] = []
  const session: Session = {
    connection: {},
    start: async () => undefined,
    onUp: (listener) => up.add(listener),
    onDown: () => () => undefined,
    onNotification: (listener) => told.add(listener),
    hear: (channel) => new Promise((resolve) => hearing.push({ channel, answer: resolve })),
    unhear: async () => undefined,
    tryLock: async () => true,
    unlock: async () => undefined,
    close: async () => undefined,
  }
  const tell = (channel: string, payload: string) => told.tell(channel, payload)
  return { session, hearing, tell, reconnect: () => up.tell() }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('whoever listens to a channel that another has just begun to hear is told to go on when it is heard, not before', async () => {
  const { session, hearing, tell } = slowSession()
  const notifications = new Notifications(session, log)
  const heard: string[] = []
  const ready: string[] = []
  const listen = (name: string) =>
    notifications.listen('news', (payload) => heard.push(`${name} ${payload}`)).then(() => ready.push(name))
  const both = [listen('one'), listen('two')]
  await turn()
  assert.deepEqual([ready, hearing.map(({ channel }) => channel)], [[], ['news']])
  hearing[0]?.answer()
  await Promise.all(both)
  tell('news', 'a')
  assert.deepEqual(heard, ['one a', 'two a'])
  await listen('three')
  assert.equal(hearing.length, 1)
})

test('whoever listens to a channel while a new connection still hears another is told to go on when this one is heard', async () => {
  const { session, hearing, reconnect } = slowSession()
  const notifications = new Notifications(session, log)
  const listen = (channel: string) => notifications.listen(channel, silent)
  const both = [listen('first'), listen('last')]
  await turn()
  for (const { answer } of hearing.splice(0)) answer()
  await Promise.all(both)
  reconnect()
  let ready = false
  const late = listen('last').then(() => {
    ready = true
  })
  await turn()
  assert.equal(ready, false)
  while (hearing.length > 0) {
    hearing.shift()?.answer()
    await turn()
  }
  await late
})
