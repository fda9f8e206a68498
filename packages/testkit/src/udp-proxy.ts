import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import type { TestContext } from 'node:test'
import { afterHooks } from './after-hooks.ts'

/** A way for datagrams that can be cut. */
export interface UdpProxy {
  /** Send here what is for the far side. */
  readonly port: number
  /** Drops everything, both ways. */
  cut(): void
  mend(): void
}

async function bound(): Promise<Socket> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return socket
}

/** Opens a way on 127.0.0.1 to a port there, for one party; closed with the test. */
export async function udpProxy(t: TestContext, to: number): Promise<UdpProxy> {
  const [front, back] = [await bound(), await bound()]
  let from: number | undefined
  let open = true
  front.on('message', (datagram, { port }) => {
    from = port
    if (open) back.send(datagram, to, '127.0.0.1')
  })
  back.on('message', (datagram) => {
    if (open && from !== undefined) front.send(datagram, from, '127.0.0.1')
  })
  afterHooks(t, () => {
    front.close()
    back.close()
  })
  const set = (value: boolean): void => {
    open = value
  }
  return { port: front.address().port, cut: () => set(false), mend: () => set(true) }
}
