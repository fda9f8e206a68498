import { type Options, textOf } from '../command-line/command.ts'
import { CommandError } from '../command-line/command-error.ts'
import type { HttpClient } from '../command-line/http-client.ts'
import { clientFor } from '../command-line/options.ts'
import { WavFile } from './phone-wav.ts'

/** What happens at the phone, as the stream tells it. */
interface PhoneNews {
  readonly type: string
  readonly number?: string
  readonly call?: string
  readonly from?: string
  readonly to?: string
  readonly text?: string
  readonly digit?: string
  readonly cause?: string
  readonly by?: 'party' | 'us'
  readonly pcm?: string
  readonly last?: boolean
}

const help = 'a answers, r refuses, h hangs up, 0-9 * # press keys, q puts the phone down'
const keys = /^[0-9*#A-D]$/

/** `phone`: picks up a built-in phone, writes down what happens at it, and does what is typed, until `q` or an interrupt. */
export async function run(options: Options, [number = '']: readonly string[]): Promise<undefined> {
  const http = clientFor(options)
  const file = textOf(options, 'record')
  const phone = new Handset(http, number, file === undefined ? undefined : new WavFile(file))
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort()).once('SIGTERM', () => stop.abort())
  const off = listenToKeys((key) => {
    if (key === 'q' || key === '\u0003') stop.abort()
    else void phone.do(key)
  })
  try {
    await phone.follow({ dial: textOf(options, 'dial'), answers: options.answer === true, signal: stop.signal })
  } catch (error) {
    if (!stop.signal.aborted) throw error
  } finally {
    off()
  }
}

/** A phone over HTTP, with what it says on the terminal. */
class Handset {
  readonly #http: HttpClient
  readonly #path: string
  readonly #wav: WavFile | undefined

  constructor(http: HttpClient, number: string, wav: WavFile | undefined) {
    this.#http = http
    this.#path = `/v1/phones/${encodeURIComponent(number)}`
    this.#wav = wav
  }

  async follow({
    dial,
    answers,
    signal,
  }: {
    readonly dial: string | undefined
    readonly answers: boolean
    readonly signal: AbortSignal
  }): Promise<void> {
    const path = `${this.#path}/events${this.#wav === undefined ? '' : '?record=true'}`
    for await (const { data } of this.#http.events('client', path, signal)) {
      const news = JSON.parse(data) as PhoneNews
      const line = this.#lineOf(news)
      if (line !== undefined) say(line)
      if (news.type === 'held' && dial !== undefined) await this.#act({ action: 'dial', to: dial })
      if (news.type === 'ringing' && answers) await this.#act({ action: 'answer' })
    }
    if (!signal.aborted)
      throw new CommandError('The phone was put down by the server: it stops, or runs calls no longer.')
  }

  /** What a key on the keyboard does. */
  async do(key: string): Promise<void> {
    if (key === 'a') await this.#act({ action: 'answer' })
    else if (key === 'r') await this.#act({ action: 'reject' })
    else if (key === 'h') await this.#act({ action: 'hangUp' })
    else if (keys.test(key)) await this.#act({ action: 'press', digits: key })
    else if (key.trim() !== '') say(help)
  }

  /** What can't be done now is told, and the phone stays in hand. */
  async #act(action: object): Promise<void> {
    try {
      await this.#http.request('client', 'POST', this.#path, action)
    } catch (error) {
      say(error instanceof CommandError ? error.message : String(error))
    }
  }

  #lineOf(news: PhoneNews): string | undefined {
    switch (news.type) {
      case 'held':
        return `${news.number} is in your hand: ${help}`
      case 'ringing':
        return `rings: ${news.from} calls ${news.to}`
      case 'calling':
        return `calls ${news.to}`
      case 'answered':
        return 'connected'
      case 'text':
        return `hears: ${news.text}`
      case 'digit':
        return `hears the key ${news.digit}`
      case 'ended':
        return `over: ${news.cause}${news.by === 'us' ? '' : ', by the other side'}`
      case 'sound':
        return this.#keep(news)
      default:
        return undefined
    }
  }

  #keep({ pcm = '', last }: PhoneNews): string | undefined {
    const seconds = this.#wav?.add(Buffer.from(pcm, 'base64'))
    return last && seconds !== undefined ? `${seconds.toFixed(1)} s of sound are in ${this.#wav?.path}` : undefined
  }
}

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** Tells keys one by one: from a terminal as they are pressed, from a pipe as they come. Returns what ends that. */
function listenToKeys(onKey: (key: string) => void): () => void {
  const { stdin } = process
  const listener = (text: string) => {
    for (const key of text) onKey(key)
  }
  if (stdin.isTTY) stdin.setRawMode(true)
  stdin.setEncoding('utf8').on('data', listener)
  return () => {
    stdin.off('data', listener).pause()
    if (stdin.isTTY) stdin.setRawMode(false)
  }
}
