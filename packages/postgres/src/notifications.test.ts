import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Notifications } from './notifications.ts'
import { Listeners, type Session } from './session.ts'

const silent = () => undefined
const log = { debug: silent, info: silent, warn: silent, error: silent }

/** A session whose statements are answered when the test says so. */
function slowSession() {
  const told = new Listeners<[channel: string, payload: string]>()
  const hearing: { readonly channel: string; readonly answer: () => void }[] = []
  const session: Session = {
    connection: {},
    start: async () => undefined,
    onUp: () => () => undefined,
    onDown: () => () => undefined,
    onNotification: (listener) => told.add(listener),
    hear: (channel) => new Promise((resolve) => hearing.push({ channel, answer: resolve })),
    unhear: async () => undefined,
    tryLock: async () => true,
    unlock: async () => undefined,
    close: async () => undefined,
  }
  return { session, hearing, tell: (channel: string, payload: string) => told.tell(channel, payload) }
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
