import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterHooks, type Closer } from './after-hooks.ts'

/** A TCP proxy on a port of 127.0.0.1 that can behave like a bad network. */
export interface TcpProxy {
  readonly port: number
  /** Nothing passes any more and nobody is told, as when a cable is pulled: connections stay open and say nothing. */
  freeze(): void
  /** What was held back goes on. Connections that were opened meanwhile are made. */
  thaw(): void
  /** Breaks all connections, with a reset. */
  reset(): void
}

/** Forwards to a port of 127.0.0.1. Closed after the test. */
export async function tcpProxy(t: Closer, targetPort: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>()
  let frozen = false
  const server = createServer((near) => {
    const far = connect(targetPort, '127.0.0.1')
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket)
      if (frozen) socket.pause()
      socket.on('data', (bytes) => other.write(bytes))
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
    }
    if (frozen) for (const socket of [near, far]) socket.pause()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const reset = (): void => {
    for (const socket of sockets) socket.resetAndDestroy()
  }
  afterHooks(t, async () => {
    reset()
    await new Promise((resolve) => server.close(resolve))
  })
  return {
    port: (server.address() as AddressInfo).port,
    freeze() {
      frozen = true
      for (const socket of sockets) socket.pause()
    },
    thaw() {
      frozen = false
      for (const socket of sockets) socket.resume()
    },
    reset,
  }
}
