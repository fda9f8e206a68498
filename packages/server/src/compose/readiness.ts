import type { Readiness } from '@trunkline/api'
import type { Channels } from '@trunkline/channels'
import type { Events } from '@trunkline/events'
import type { Intake } from '@trunkline/intake'
import type { Database } from '@trunkline/postgres'
import type { Voice } from '@trunkline/voice'
import type { Metrics } from '../metrics.ts'

/** What the state is read from. */
export interface ReadinessSources {
  readonly db: Pick<Database, 'health' | 'engine'>
  readonly channels: Pick<Channels, 'gateways' | 'depth'>
  readonly events: Pick<Events, 'depth'>
  /** Kafka, where this process has a part in it. */
  readonly intake: Pick<Intake, 'state'> | undefined
  /** Calls; this process may have no part in running them. */
  readonly voice: Pick<Voice, 'state' | 'live' | 'faults'>
  /** Whether the start is over. */
  readonly started: () => boolean
  readonly now: () => number
}

/** Knows how the parts of the process are. */
export interface StateWatch {
  /** The state now; reads nothing, so that a probe is answered at once also while the database is away. */
  readiness(): readonly Readiness[]
  /** Counts what waits, for the next answers and for Prometheus. */
  survey(): Promise<void>
}

/** Events that wait longer than this for their place in the stream mean that no relay works. Milliseconds. */
const relayLate = 30_000
/** From here on the depth is told as degraded; it is what `depth` counts up to. */
const deep = 10_000

/** Makes the watch. `survey` is called every few seconds by who owns it. */
export function createStateWatch(
  { db, channels, events, intake, voice, started, now }: ReadinessSources,
  metrics: Metrics,
): StateWatch {
  let queue: Readiness = { name: 'queue', state: 'up', essential: false }
  return {
    readiness: () => [
      ...(started() ? [] : [starting]),
      databaseState(db, now()),
      queue,
      // Not essential: without the brokers HTTP goes on, and so does all that has been accepted.
      ...(intake === undefined ? [] : [{ name: 'kafka', essential: false, ...intake.state() }]),
      ...(voice.state === 'stopped' ? [] : [voiceState(voice)]),
      ...channels.gateways.list().map(gatewayState),
    ],
    async survey() {
      const [depth, told] = await Promise.all([channels.depth(), events.depth()])
      for (const [place, count] of Object.entries(depth)) metrics.gauge('trunkline_queue_depth', { place }, count)
      metrics.gauge('trunkline_webhook_deliveries', { state: 'waiting' }, told.deliveries)
      metrics.gauge('trunkline_webhook_deliveries', { state: 'given-up' }, told.failed)
      queue = queueState(depth.queued, told.oldestMs)
    },
  }
}

const starting: Readiness = { name: 'process', state: 'down', essential: true, detail: 'The process is starting.' }

function databaseState({ health, engine }: ReadinessSources['db'], now: number): Readiness {
  if (health.state === 'up') return { name: 'database', state: 'up', essential: true, detail: engine }
  const seconds = Math.max(0, Math.round((now - health.since) / 1000))
  const detail = `away for ${seconds} s: ${health.error ?? 'no answer'}. What was accepted is kept; the connection heals by itself.`
  return { name: 'database', state: 'down', essential: true, detail }
}

function queueState(queued: number, oldestMs: number): Readiness {
  const state = { name: 'queue', essential: false } as const
  if (oldestMs > relayLate) {
    const detail = `Events have waited for ${Math.round(oldestMs / 1000)} s: no process with the role worker tells of them.`
    return { ...state, state: 'degraded', detail }
  }
  if (queued < deep) return { ...state, state: 'up' }
  const detail = `At least ${deep} deliveries wait: add workers, or look at the gateways and their rates.`
  return { ...state, state: 'degraded', detail }
}

/** Not essential: where SIP cannot listen, messages go on, and so do calls of browsers. */
function voiceState({ state, live, faults }: ReadinessSources['voice']): Readiness {
  const base = { name: 'voice', essential: false } as const
  if (faults.length > 0)
    return {
      ...base,
      state: 'degraded',
      detail: `${faults.join(' and ')} could not be started; tried again every ten seconds.`,
    }
  return { ...base, state: 'up', detail: state === 'active' ? `runs the calls: ${live}` : 'stands by' }
}

function gatewayState({ name, state }: ReturnType<Channels['gateways']['list']>[number]): Readiness {
  const base = { name: `gateway:${name}`, essential: false } as const
  if (state === 'up') return { ...base, state: 'up' }
  const detail = 'Left alone after failures, and tried again by itself; see the log and trunkline doctor.'
  return { ...base, state: state === 'down' ? 'down' : 'degraded', detail }
}
