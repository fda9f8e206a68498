/** Watches over a process and a folder, says that the process has ended, and stays, to be killed. */
import { watchProcess } from '../../src/process/watchdog.ts'

const [pid, folder = ''] = process.argv.slice(2)
watchProcess({ pid: Number(pid), signal: 'TERM', folder }).ended()
console.log('watched')
setInterval(() => undefined, 1000)
