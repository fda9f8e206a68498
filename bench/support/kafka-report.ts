import type { PeerResult } from './bullmq-run.ts'
import type { RunResult } from './kafka-run.ts'
import { perSecond, ratio } from './printed.ts'

/** Messages a second: to their final status, or of a job until it is processed; and of processor time, the store's besides the program's. */
export interface Figures {
  readonly final: number
  readonly perCpuSecond: number
}

/** How many times as many Trunkline does. */
export interface Ratios {
  readonly final: number
  readonly perCpuSecond: number
}

/** What records a second are to be reached. */
export const targets = { accepted: 10_000, final: 6_000, perCpuSecond: 1 }

/** Prints a figure beside its name, below a heading. */
export const line = (what: string, value: string): void => console.log(`    ${what.padEnd(68)} ${value}`)

/** Prints what the figures after it are of. */
export const heading = (what: string): void => console.log(`  ${what}`)

/** A number as it is printed. */
export const whole = (n: number): string => Math.round(n).toLocaleString('en')

/** What was measured of Trunkline. */
export const figuresOf = ({ final = Number.POSITIVE_INFINITY, cpu }: RunResult, records: number): Figures => ({
  final: records / final,
  perCpuSecond: records / (cpu.trunkline + cpu.postgres),
})

/** What was measured of BullMQ. */
export const peerFigures = ({ seconds, own, redis }: PeerResult, records: number): Figures => ({
  final: records / seconds,
  perCpuSecond: records / (own + redis),
})

/** Of several ways of a peer, the better of each figure, even if they are not of one way. */
export const bestOf = (all: readonly Figures[]): Figures => ({
  final: Math.max(...all.map((each) => each.final)),
  perCpuSecond: Math.max(...all.map((each) => each.perCpuSecond)),
})

/** Trunkline's figures over a peer's. */
export const ratiosOf = (ours: Figures, peer: Figures): Ratios => ({
  final: ours.final / peer.final,
  perCpuSecond: ours.perCpuSecond / peer.perCpuSecond,
})

/** The one in the middle, or what is half-way between the two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length / 2
  return ((sorted[Math.ceil(half) - 1] ?? Number.NaN) + (sorted[Math.floor(half)] ?? Number.NaN)) / 2
}

const each = (seconds: number, records: number) => `${Math.round((seconds / records) * 1e6)} µs`

/** The processor time of a run of Trunkline. */
export const ourCpu = ({ cpu }: RunResult, records: number): string =>
  `${whole(records / (cpu.trunkline + cpu.postgres))} a CPU second (a record: Trunkline ${each(cpu.trunkline, records)}, PostgreSQL ${each(cpu.postgres, records)}; the broker besides ${each(cpu.kafka, records)})`

/** A run of BullMQ. */
export const peerRun = ({ seconds, own, redis }: PeerResult, records: number): string =>
  `${perSecond(records / seconds)}, ${whole(records / (own + redis))} a CPU second (a job: BullMQ ${each(own, records)}, Redis ${each(redis, records)})`

/** What a run of Trunkline that told all its events gave, beside the targets and a bare consumer. */
export function tellRun(run: RunResult, records: number, bare: number | undefined): void {
  const accepted = records / run.accepted
  const { final } = figuresOf(run, records)
  line(
    'topic to accepted',
    `${perSecond(accepted)}, ${ratio(accepted, targets.accepted)} of the target of ${perSecond(targets.accepted)}`,
  )
  line(
    'topic to final status',
    `${perSecond(final)}, ${ratio(final, targets.final)} of the target of ${perSecond(targets.final)}${bare ? `, ${ratio(final, bare)} of the bare consumer` : ''}`,
  )
  line(
    'topic to event',
    `${perSecond(records / (run.event ?? Number.POSITIVE_INFINITY))}, ${run.eventsEach.toFixed(2)} events a record`,
  )
  line('CPU', ourCpu(run, records))
}

/** Prints how many times as many Trunkline does as `peer`: to final status, for which there is no target, and of processor time. */
export function tellRatios(peer: string, { final, perCpuSecond }: Ratios): void {
  line(`beside ${peer}, to final status (no target)`, `${final.toFixed(2)} x`)
  const reached = perCpuSecond > targets.perCpuSecond ? 'reached' : 'not reached'
  line(`beside ${peer}, ahead a CPU second (target: > 1)`, `${perCpuSecond.toFixed(2)} x, ${reached}`)
}

/** Prints the ratios of several rounds, and those in the middle. */
export function tellMedian(peer: string, rounds: readonly Ratios[]): void {
  const all = (of: keyof Ratios) => rounds.map((round) => round[of].toFixed(2)).join(', ')
  const middle = (of: keyof Ratios) => median(rounds.map((round) => round[of]))
  line(`rounds beside ${peer}, to final status`, all('final'))
  line(`rounds beside ${peer}, a CPU second`, all('perCpuSecond'))
  tellRatios(peer, { final: middle('final'), perCpuSecond: middle('perCpuSecond') })
}
