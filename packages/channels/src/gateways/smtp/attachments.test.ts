import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Attachment } from '../../ports.ts'
import { type FetchFile, FileFetchError, loadFiles } from './attachments.ts'

const signal = new AbortController().signal
const load = (attachments: Attachment[], fetchFile?: FetchFile, maxBytes = 1_000) =>
  loadFiles(attachments, { fetchFile, maxBytes, signal })
const base64 = (text: string) => Buffer.from(text).toString('base64')

async function outcomeOf(loading: ReturnType<typeof load>): Promise<string> {
  const loaded = await loading
  assert.ok(!loaded.ok)
  const { outcome } = loaded
  assert.ok(outcome.kind === 'refused' || outcome.kind === 'deferred')
  return `${outcome.kind} ${outcome.errorCode}: ${outcome.reason}`
}

test('files given by content and by URL are loaded in order', async () => {
  const asked: [string, number][] = []
  const fetchFile: FetchFile = async (url, { maxBytes }) => {
    asked.push([url, maxBytes])
    return { content: Buffer.from('%PDF'), type: 'application/pdf' }
  }
  const loaded = await load(
    [
      { name: 'a.txt', type: 'text/plain', content: base64('hello') },
      { name: 'b.pdf', url: 'https://x.example/b.pdf' },
    ],
    fetchFile,
  )
  assert.ok(loaded.ok)
  assert.deepEqual(
    loaded.files.map(({ filename, contentType, content }) => [filename, contentType, content.toString()]),
    [
      ['a.txt', 'text/plain', 'hello'],
      ['b.pdf', 'application/pdf', '%PDF'],
    ],
  )
  assert.deepEqual(asked, [['https://x.example/b.pdf', 995]])
})

test('the type that the client names goes before the one that the server tells, and nonsense counts for nothing', async () => {
  const fetchFile: FetchFile = async () => ({ content: Buffer.from('x'), type: 'text/html\r\nX-Evil: 1' })
  const loaded = await load([{ name: 'a/b\\c\r\nX: y', url: 'https://x.example' }], fetchFile)
  assert.ok(loaded.ok)
  assert.deepEqual(
    [loaded.files[0]?.filename, loaded.files[0]?.contentType],
    ['a_b_c X: y', 'application/octet-stream'],
  )
})

test('files over the limit in all are refused', async () => {
  const text = base64('x'.repeat(600))
  assert.match(
    await outcomeOf(
      load([
        { name: 'a', content: text },
        { name: 'b', content: text },
      ]),
    ),
    /^refused attachments-too-large/,
  )
})

test('a file that is not there refuses the message, one that cannot be reached defers it', async () => {
  const failing =
    (error: unknown): FetchFile =>
    () =>
      Promise.reject(error)
  const file = [{ name: 'a.pdf', url: 'https://x.example/a.pdf' }]
  assert.equal(
    await outcomeOf(load(file, failing(new FileFetchError('404 Not Found', false)))),
    'refused attachment-unavailable: the attachment a.pdf could not be fetched: 404 Not Found',
  )
  assert.match(
    await outcomeOf(load(file, failing(new FileFetchError('503', true)))),
    /^deferred attachment-unavailable/,
  )
  assert.match(await outcomeOf(load(file, failing(new Error('socket hang up')))), /^deferred attachment-unavailable/)
  assert.match(await outcomeOf(load(file, failing('odd'))), /no reason told/)
})

test('a file with neither content nor URL, or a URL with nobody to fetch it, is refused', async () => {
  assert.match(await outcomeOf(load([{ name: 'a' }])), /^refused attachment-empty/)
  assert.match(await outcomeOf(load([{ name: 'a', url: 'https://x.example' }])), /^refused attachment-unavailable/)
})
