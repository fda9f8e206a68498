import type { Events } from '@trunkline/events'
import type { Queryable } from '@trunkline/postgres'
import { ClientCache } from './accept/client-cache.ts'
import { HoldUps } from './accept/hold-ups.ts'
import { IntakeWorker } from './accept/intake-worker.ts'
import { Portions } from './accept/portions.ts'
import type { KafkaConfig } from './config/kafka-config.ts'
import type { KafkaConnection } from './connection/connection-options.ts'
import { SteadyProducer } from './connection/steady-producer.ts'
import { Graveyard } from './dead/graveyard.ts'
import { type Acceptance, type ClientDirectory, type Clock, type Log, type Meter, noMeter } from './ports.ts'
import { PositionBook } from './positions/position-book.ts'
import { GroupReader } from './reader/group-reader.ts'
import { within } from './reader/pause.ts'
import { EventPublisher } from './told/event-publisher.ts'
import { TopicKeeper } from './topics/topic-keeper.ts'
import { sourceTopics } from './topics/topic-names.ts'
import { planTopics } from './topics/topic-plan.ts'

/** While one waits for the database, the other decodes. */
const workers = 2
const lagEvery = 5000
/** How long batches under way are waited for at the end, where what they wait for are the brokers. Milliseconds. */
const finishWithin = 5000

/** Of what intake is made. */
export interface IntakeOptions {
  readonly db: Queryable
  readonly connection: KafkaConnection
  readonly config: KafkaConfig
  readonly acceptance: Acceptance
  readonly clients: ClientDirectory
  readonly events: Pick<Events, 'follow'>
  readonly clock: Clock
  readonly log: Log
  readonly meter?: Meter
}

/** How Kafka is, for `/readyz`. */
export interface IntakeState {
  readonly state: 'up' | 'degraded' | 'down'
  /** In words, where there is something to say. */
  readonly detail?: string
}

/** Kafka in and out, in one process. */
export interface Intake {
  /** Begins; does not wait for the brokers. Resolves once events that happen from now on are sure to be told. Safe to call twice. */
  start(): Promise<void>
  /** Finishes the batches under way, commits, leaves the group; brokers that hang are waited for only so long. Safe to call twice. */
  stop(): Promise<void>
  /** How it is now; asks nobody. */
  state(): IntakeState
}

class IntakeService implements Intake {
  readonly #options: IntakeOptions
  readonly #reader: GroupReader
  readonly #positions: PositionBook
  readonly #keeper: TopicKeeper
  readonly #publisher: EventPublisher
  readonly #cache: ClientCache
  readonly #dead: SteadyProducer
  readonly #holdUps: HoldUps
  readonly #workers: readonly IntakeWorker[]
  readonly #stop = new AbortController()
  #missing: readonly string[] = []
  #running: Promise<unknown> | undefined
  #started: Promise<void> | undefined
  #stopped: Promise<void> | undefined
  #lagTimer: NodeJS.Timeout | undefined

  constructor(options: IntakeOptions) {
    const { connection, config, clients, acceptance, events, clock, log, meter = noMeter } = options
    const rules = { config, sources: sourceTopics(config) }
    this.#options = options
    const topics = (signal: AbortSignal) => this.#topics(signal)
    this.#keeper = new TopicKeeper(connection, log)
    const group = config.group ?? 'trunkline'
    this.#positions = new PositionBook({ db: options.db, group, clock, log })
    this.#reader = new GroupReader({ connection, group, topics, positions: this.#positions, clock, log, meter })
    this.#publisher = new EventPublisher({ events, connection, config, log, meter })
    this.#cache = new ClientCache(clients, clock)
    this.#dead = new SteadyProducer(connection)
    const onChange = (held: boolean) => (held ? this.#reader.pause() : this.#reader.resume())
    this.#holdUps = new HoldUps({ clock, log, meter, onChange })
    const graveyard = new Graveyard({ producer: this.#dead, holdUps: this.#holdUps, clock, log, meter })
    const findClients = (sids: ReadonlySet<string>) => this.#cache.find(sids)
    const parts = {
      reader: this.#reader,
      acceptance,
      findClients,
      graveyard,
      rules,
      holdUps: this.#holdUps,
      portions: new Portions({ acceptance, now: () => performance.now() }),
      log,
      meter,
    }
    this.#workers = Array.from({ length: workers }, () => new IntakeWorker(parts))
  }

  start(): Promise<void> {
    this.#started ??= this.#begin()
    return this.#started
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#end()
    return this.#stopped
  }

  state(): IntakeState {
    const { state, since, detail } = this.#reader.state
    const seconds = Math.max(0, Math.round((this.#options.clock.now() - since) / 1000))
    if (state === 'connecting') return { state: 'degraded', detail: 'Connecting to the brokers.' }
    if (state === 'away') {
      return {
        state: 'down',
        detail: `The brokers have been away for ${seconds} s: ${detail ?? 'no answer'}. Intake goes on by itself.`,
      }
    }
    const [held] = this.#holdUps.list()
    if (held !== undefined)
      return { state: 'degraded', detail: `Intake pauses: ${held.reason}. What was sent waits at the brokers.` }
    const { trouble } = this.#reader
    if (trouble !== undefined) return { state: 'degraded', detail: `Some partitions cannot be read: ${trouble}.` }
    if (this.#missing.length > 0) {
      return {
        state: 'degraded',
        detail: `Topics are missing: ${this.#missing.join(', ')}. See trunkline kafka check.`,
      }
    }
    return { state: 'up' }
  }

  async #begin(): Promise<void> {
    const { signal } = this.#stop
    this.#running = Promise.all([this.#reader.run(signal), ...this.#workers.map((worker) => worker.run(signal))])
    this.#lagTimer = setInterval(() => this.#tellLag(), lagEvery)
    await this.#publisher.start()
  }

  async #end(): Promise<void> {
    this.#stop.abort()
    clearInterval(this.#lagTimer)
    if (this.#running !== undefined) await within(finishWithin, this.#running)
    // A dead record that could not be written comes again, as all of its batch does, which is known by its keys.
    await this.#dead.close()
    await this.#running
    await Promise.all([this.#leave(), this.#publisher.stop()])
    // Only now: a start that waits for the database ends with its followers. Whoever started was told.
    await this.#started?.catch(() => undefined)
    this.#cache.close()
  }

  async #leave(): Promise<void> {
    await this.#reader.close()
    await this.#positions.save()
  }

  /** Those that are read and there. Makes what is missing where it may. */
  async #topics(signal: AbortSignal): Promise<readonly string[]> {
    const { config } = this.#options
    const plan = planTopics(config)
    const there = await this.#keeper.make(plan, config.topics?.create ?? true, signal)
    this.#missing = plan.map(({ name }) => name).filter((name) => !there.has(name))
    return [...sourceTopics(config).keys()].filter((name) => there.has(name))
  }

  #tellLag(): void {
    const { meter = noMeter } = this.#options
    for (const [topic, records] of this.#reader.lag()) meter.gauge('trunkline_kafka_lag_records', { topic }, records)
  }
}

/** Makes Kafka's part of one process; call `start`. @throws IntakeError `CONFIG` where topics are claimed twice */
export function createIntake(options: IntakeOptions): Intake {
  return new IntakeService(options)
}
