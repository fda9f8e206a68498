import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'

/** Who takes over connections whose request asks for it (RFC 9110 §7.8), by path. */
export type Upgrades = Readonly<Record<string, (request: IncomingMessage, socket: Duplex, head: Buffer) => void>>

/** Hands connections that are to become WebSockets to who takes them; all others are told that there is nothing. */
export function takeUpgrades(server: Pick<Server, 'on'>, upgrades: Upgrades): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const [path = ''] = (request.url ?? '').split('?', 1)
    const take = Object.hasOwn(upgrades, path) ? upgrades[path] : undefined
    // A connection that breaks here concerns nobody else.
    socket.on('error', () => socket.destroy())
    if (take === undefined) socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
    else take(request, socket, head)
  })
}
