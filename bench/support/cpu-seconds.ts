import { readdirSync, readFileSync } from 'node:fs'

/** Of /proc/<pid>/stat (proc(5)): parent, and the time spent in user and kernel mode, by itself and by children that it has buried. */
interface Stat {
  readonly parent: number
  readonly own: number
  readonly buried: number
}

/** Linux' unit of these times for programs (USER_HZ). */
const ticksPerSecond = 100

/** Processor time that a process and all its descendants have used so far, those that have ended included, in seconds. 0 when it is gone. */
export function cpuSeconds(pid: number): number {
  const all = new Map<number, Stat>()
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? read(Number(name)) : undefined
    if (stat) all.set(Number(name), stat)
  }
  const sum = (each: number): number => {
    const stat = all.get(each)
    if (!stat) return 0
    const children = [...all].filter(([, { parent }]) => parent === each).map(([child]) => child)
    return stat.own + stat.buried + children.reduce((total, child) => total + sum(child), 0)
  }
  return sum(pid) / ticksPerSecond
}

function read(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The second field is a name in brackets, which may hold anything.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [, parent = 0] = fields
    const [utime = 0, stime = 0, cutime = 0, cstime = 0] = fields.slice(11)
    return { parent, own: utime + stime, buried: cutime + cstime }
  } catch {
    return undefined // It ended meanwhile.
  }
}
