/** Starts a child and stays, to be killed. */
import { startProcess } from '@trunkline/testkit'

const child = startProcess({ after: () => undefined }, 'sleep', ['1000'])
console.log(`child ${child.pid}`)
setInterval(() => undefined, 1000)
