import type { TestContext } from 'node:test'
import { eventually } from '@trunkline/testkit'
import type { RunningServer } from './server-process.ts'

/** Something that happened at a phone, as the stream tells it. */
export interface PhoneNews {
  readonly type: string
  readonly call?: string
  readonly text?: string
  readonly digit?: string
  readonly cause?: string
}

/** A built-in phone in the hands of a test, over HTTP. */
export interface TestPhone {
  readonly news: readonly PhoneNews[]
  /** What was said to it so far. */
  readonly heard: readonly string[]
  /** Waits until something has happened that often. */
  happened(type: string, times?: number): Promise<void>
  act(action: string, more?: object): Promise<void>
}

/** Picks a phone up; it is put down at the end of the test. */
export async function holdPhone(t: TestContext, { url, demo }: RunningServer, number: string): Promise<TestPhone> {
  const authorization = `Basic ${Buffer.from(`${demo.accountSid}:${demo.authToken}`).toString('base64')}`
  const path = `${url}/v1/phones/${encodeURIComponent(number)}`
  const end = new AbortController()
  t.after(() => end.abort())
  const answer = await fetch(`${path}/events`, { headers: { authorization }, signal: end.signal })
  if (answer.body === null || answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
  const news: PhoneNews[] = []
  void read(answer.body, news)
  const phone: TestPhone = {
    news,
    get heard() {
      return news.flatMap(({ type, text }) => (type === 'text' && text !== undefined ? [text] : []))
    },
    happened: (type, times = 1) =>
      eventually(`${number}: ${type}`, () => news.filter((each) => each.type === type).length >= times, 45_000),
    async act(action, more = {}) {
      const headers = { authorization, 'content-type': 'application/json' }
      const done = await fetch(path, { method: 'POST', headers, body: JSON.stringify({ action, ...more }) })
      if (done.status !== 200) throw new Error(`${action}: ${done.status} ${await done.text()}`)
    },
  }
  await phone.happened('held')
  return phone
}

/** Reads server-sent events until the stream ends or is cut. */
async function read(body: ReadableStream<Uint8Array>, news: PhoneNews[]): Promise<void> {
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for await (const bytes of body) {
      rest += decoder.decode(bytes, { stream: true })
      const lines = rest.split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) if (line.startsWith('data: ')) news.push(JSON.parse(line.slice(6)) as PhoneNews)
    }
  } catch {
    // The test has ended, or the server has.
  }
}
