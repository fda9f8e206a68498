import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Watch, watchProcess } from '../process/watchdog.ts'
import { javaCommand } from './kafka-programs.ts'
import type { KafkaNode } from './kafka-settings.ts'

const startWithinMs = 180_000

/** One node of a test's Kafka. */
export interface KafkaBroker {
  readonly id: number
  /** The port of 127.0.0.1 that clients connect to; it stays the same over restarts. */
  readonly port: number
  /** Process id; throws when it does not run. */
  readonly pid: number
  /** What it has logged lately: warnings and errors. */
  log(): string
  /** kill -9, as a crash of the machine would be; resolves when it is gone. */
  kill(): Promise<void>
  /** Asks it to end, as an operator would: it hands over what it leads. Resolves when it is gone. */
  halt(): Promise<void>
  /** Starts it again on the same folder and ports, after `kill` or `halt`; resolves when it serves. */
  restart(): Promise<void>
}

/** The process of one node. */
export class BrokerProcess implements KafkaBroker {
  readonly #node: KafkaNode
  readonly #java: readonly string[]
  #process: ChildProcess | undefined
  #exited: Promise<unknown> = Promise.resolve()
  #log = ''
  #started = false
  #watch: Watch | undefined

  constructor(node: KafkaNode, java: readonly string[]) {
    this.#node = node
    this.#java = java
  }

  get id(): number {
    return this.#node.id
  }

  get port(): number {
    return this.#node.port
  }

  get pid(): number {
    if (this.#process?.pid === undefined || this.#hasEnded()) throw new Error(`broker ${this.id} does not run`)
    return this.#process.pid
  }

  log(): string {
    return this.#log
  }

  async restart(): Promise<void> {
    if (this.#process !== undefined && !this.#hasEnded()) throw new Error(`broker ${this.id} still runs`)
    const { program, parameters } = javaCommand('kafka.Kafka', [settingsFile(this.#node)], this.#java)
    const child = spawn(program, parameters, {
      cwd: this.#node.folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    })
    this.#process = child
    this.#started = false
    // Not at its exit: what it said last is read a little later.
    this.#exited = new Promise((resolve) => child.once('close', resolve).once('error', resolve))
    this.#keepLog(child)
    this.#watch?.leave()
    if (child.pid !== undefined)
      this.#watch = watchProcess({ pid: child.pid, signal: 'TERM', folder: this.#node.folder })
    // The broker must not keep a test's process from ending: the watchdog ends it then.
    child.unref()
    await this.#serves()
  }

  async kill(): Promise<void> {
    this.#process?.kill('SIGKILL')
    await this.#end()
  }

  async halt(): Promise<void> {
    this.#process?.kill('SIGTERM')
    await this.#end()
  }

  /** Kills it and deletes its folder: what a test's broker holds is of no use to anybody, and an orderly end takes seconds. */
  async destroy(): Promise<void> {
    await this.kill()
    this.#watch?.leave()
    rmSync(this.#node.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }

  /** Waits for the end of the process and of all that it has said; this process must not end meanwhile. */
  async #end(): Promise<void> {
    this.#process?.ref()
    const pipe = this.#process?.stderr
    if (pipe && 'ref' in pipe && typeof pipe.ref === 'function') pipe.ref()
    await this.#exited
    this.#watch?.ended()
  }

  #hasEnded(): boolean {
    return this.#process?.exitCode !== null || this.#process?.signalCode !== null
  }

  #keepLog(child: ChildProcess): void {
    let said = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      // A line may come in pieces; and the log holds what was said at earlier starts, too.
      said = (said + text).slice(-20_000)
      this.#started ||= said.includes('Kafka Server started')
      this.#log = (this.#log + text).slice(-20_000)
    })
    const pipe = child.stderr
    if (pipe && 'unref' in pipe && typeof pipe.unref === 'function') pipe.unref()
  }

  async #serves(): Promise<void> {
    const end = performance.now() + startWithinMs
    while (!this.#started) {
      if (this.#hasEnded()) await this.#end()
      if (this.#hasEnded() || performance.now() > end)
        throw new Error(`Kafka's node ${this.id} did not start:\n${this.#log}`)
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
  }
}

/** Where a node's `server.properties` is. */
export const settingsFile = (node: KafkaNode): string => join(node.folder, 'server.properties')
