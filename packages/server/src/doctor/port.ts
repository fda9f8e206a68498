import { createServer } from 'node:net'
import type { Check } from './check.ts'

/** Whether the port can be listened at, for a server that is not running. */
export function checkPort(host: string, port: number): Promise<Check> {
  const name = 'port'
  if (port === 0) return Promise.resolve({ name, state: 'ok', detail: 'any free port will be taken' })
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) =>
      resolve({ name, state: 'fail', detail: `${host}:${port}: ${error.message}`, advice: adviceFor(error) }),
    )
    probe.listen(port, host, () => probe.close(() => resolve({ name, state: 'ok', detail: `${host}:${port} is free` })))
  })
}

const adviceFor = (error: NodeJS.ErrnoException) =>
  error.code === 'EADDRINUSE'
    ? 'Another program listens there: stop it, or set TRUNKLINE_PORT.'
    : 'Set TRUNKLINE_HOST and TRUNKLINE_PORT to an address of this machine and a port above 1023.'
