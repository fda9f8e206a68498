import { setTimeout as sleep } from 'node:timers/promises'

const patience = 120_000

/** Looks every 25 ms. Rejects when it does not come to hold within two minutes. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + patience
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`${what}: not within ${patience / 1000} s`)
    await sleep(25)
  }
}
