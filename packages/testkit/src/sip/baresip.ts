import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import type { Closer } from '../after-hooks.ts'
import { eventually } from '../eventually.ts'
import { freePort } from '../free-port.ts'
import { withoutPeer } from '../missing-peer.ts'
import { type StartedProcess, startProcess } from '../process/start-process.ts'
import { tempFolder } from '../temp-folder.ts'
import { readWave, writeWave } from './wave.ts'

/** The `skip` option of a test that needs baresip. */
export const withoutBaresip: string | false = withoutPeer('baresip', existsSync('/usr/bin/baresip'))

/** What a baresip is told at its start. */
export interface BaresipOptions {
  /** `host:port` of the server, which is the domain of its address as well. */
  readonly server: string
  readonly username: string
  readonly password: string
  readonly transport?: 'udp' | 'tcp'
  /** What it says, 8,000 samples a second, over and over; silence where left out. */
  readonly says?: Int16Array
  /** Answers by itself. */
  readonly answers?: boolean
  /** Seconds that it asks to be registered; 0: it does not register. */
  readonly registers?: number
  readonly codec?: 'PCMU' | 'PCMA'
  /** How it sends keys. */
  readonly keys?: 'rtpevent' | 'info'
}

/** Something that happened in a baresip. */
export interface BaresipEvent {
  readonly type: string
  readonly param?: string
  readonly peeruri?: string
}

/** A running baresip: a real SIP phone. */
export interface Baresip {
  readonly process: StartedProcess
  readonly events: readonly BaresipEvent[]
  /** Waits for an event of this type, such as `CALL_ESTABLISHED`: the n-th one (1). */
  until(type: string, count?: number): Promise<BaresipEvent>
  /** Waits until it is registered. */
  registered(): Promise<void>
  dial(uri: string): void
  accept(): void
  hangUp(): void
  /** Presses keys one after the other. */
  press(digits: string): Promise<void>
  hold(): void
  resume(): void
  /** What it has heard so far in its last call. */
  heard(): Int16Array
}

/** Seconds that a phone can speak. */
const longest = 180
const modules = ['stdio', 'g711', 'aufile', 'sndfile', 'aubridge', 'uuid', 'account', 'menu', 'ctrl_tcp']

/** Starts a baresip with a folder of its own. Resolves when it takes commands. */
export async function startBaresip(t: Closer, options: BaresipOptions): Promise<Baresip> {
  const folder = tempFolder(t)
  const control = await freePort()
  const sound = join(folder, 'says.wav')
  mkdirSync(join(folder, 'heard'))
  writeFileSync(sound, writeWave(overAndOver(options.says ?? new Int16Array(8_000))))
  writeFileSync(join(folder, 'config'), configuration(folder, sound, control))
  writeFileSync(join(folder, 'accounts'), `${account(options)}\n`)
  writeFileSync(join(folder, 'contacts'), '')
  const process = startProcess(t, '/usr/bin/baresip', ['-f', folder])
  const phone = new Phone(process, join(folder, 'heard'))
  t.after(() => phone.close())
  await phone.connect(control)
  return phone
}

/** baresip hangs up when its file is at its end. */
function overAndOver(piece: Int16Array): Int16Array {
  const sound = new Int16Array(longest * 8_000)
  for (let at = 0; at < sound.length; at += piece.length) sound.set(piece.subarray(0, sound.length - at), at)
  return sound
}

function account({ server, username, password, transport = 'udp', ...rest }: BaresipOptions): string {
  const { answers = false, registers = 120, codec = 'PCMU', keys = 'rtpevent' } = rest
  const address = `<sip:${username}@${server};transport=${transport}>`
  const mode = answers ? 'auto' : 'manual'
  return `${address};auth_user=${username};auth_pass=${password};regint=${registers};answermode=${mode};audio_codecs=${codec}/8000/1;dtmfmode=${keys};sipnat=`
}

function configuration(folder: string, sound: string, control: number): string {
  const lines = [
    'poll_method epoll',
    'sip_listen 127.0.0.1:0',
    'call_local_timeout 60',
    'audio_path /nonexistent',
    `audio_source aufile,${sound}`,
    'audio_player aubridge,nobody',
    'audio_alert aubridge,nobody',
    'net_interface 127.0.0.1',
    'jitter_buffer_delay 0-1',
    'rtcp_mux no',
    `snd_path ${join(folder, 'heard')}`,
    `ctrl_tcp_listen 127.0.0.1:${control}`,
    'module_path /usr/lib/baresip/modules',
    ...modules
      .filter((name) => name !== 'stdio')
      .map(
        (name) =>
          `${name === 'account' || name === 'menu' || name === 'ctrl_tcp' ? 'module_app' : 'module'} ${name}.so`,
      ),
  ]
  return `${lines.join('\n')}\n`
}

class Phone implements Baresip {
  readonly process: StartedProcess
  readonly events: BaresipEvent[] = []
  readonly #folder: string
  #socket: Socket | undefined
  #kept = Buffer.alloc(0)

  constructor(process: StartedProcess, folder: string) {
    this.process = process
    this.#folder = folder
  }

  async connect(port: number): Promise<void> {
    await eventually(async () => {
      const socket = connect(port, '127.0.0.1')
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve)
        socket.once('error', () => reject(new Error(`baresip takes no commands:\n${this.process.output()}`)))
      })
      socket.on('error', () => undefined) // It has ended: `process` tells.
      socket.on('data', (bytes: Buffer) => this.#take(bytes))
      this.#socket = socket
    }, 60_000)
  }

  /** Netstrings of JSON (https://github.com/baresip/baresip, modules/ctrl_tcp). */
  #take(bytes: Buffer): void {
    this.#kept = Buffer.concat([this.#kept, bytes])
    for (;;) {
      const colon = this.#kept.indexOf(':')
      const length = Number(this.#kept.toString('latin1', 0, Math.max(colon, 0)))
      if (colon < 1 || this.#kept.length < colon + length + 2) return
      const event = JSON.parse(this.#kept.toString('utf8', colon + 1, colon + 1 + length)) as BaresipEvent & {
        event?: boolean
      }
      this.#kept = this.#kept.subarray(colon + length + 2)
      if (event.event) this.events.push(event)
    }
  }

  #command(command: string, params = ''): void {
    const text = JSON.stringify({ command, params, token: 'test' })
    this.#socket?.write(`${Buffer.byteLength(text)}:${text},`)
  }

  async until(type: string, count = 1): Promise<BaresipEvent> {
    const found = () => this.events.filter((event) => event.type === type)[count - 1]
    await eventually(() => {
      if (!found())
        throw new Error(`no ${type}, but ${this.events.map((event) => event.type).join(' ')}\n${this.process.output()}`)
    }, 60_000)
    return found() as BaresipEvent
  }

  async registered(): Promise<void> {
    // Not by its event: it may be registered before anybody listens.
    await this.process.printed(/200 OK .*\[\d+ bindings?\]/)
  }

  dial(uri: string): void {
    this.#command('dial', uri)
  }

  accept(): void {
    this.#command('accept')
  }

  hangUp(): void {
    this.#command('hangup')
  }

  async press(digits: string): Promise<void> {
    for (const digit of digits) {
      this.#command('sndcode', digit)
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
  }

  hold(): void {
    this.#command('hold')
  }

  resume(): void {
    this.#command('resume')
  }

  heard(): Int16Array {
    const files = readdirSync(this.#folder).filter((name) => name.endsWith('dec.wav'))
    const last = files.sort().at(-1)
    return last === undefined ? new Int16Array(0) : readWave(readFileSync(join(this.#folder, last)))
  }

  close(): void {
    this.#socket?.destroy()
  }
}
