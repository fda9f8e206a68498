import { type Closer, freePort, startProcess, tempFolder } from '@trunkline/testkit'

/** A Redis of our own (Debian's package) that flushes each command to the disk before it answers, as a store of what was accepted must. */
export async function startRedis(t: Closer): Promise<{ readonly port: number; readonly pid: number }> {
  const port = await freePort()
  const folder = tempFolder(t)
  const server = startProcess(t, 'redis-server', [
    ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--daemonize', 'no'],
    ...['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''],
  ])
  await server.printed(/Ready to accept connections/)
  return { port, pid: server.pid }
}
