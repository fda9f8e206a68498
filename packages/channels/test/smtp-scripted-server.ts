import type { AddressInfo } from 'node:net'
import { createServer, type Server, type Socket } from 'node:net'

/** Places of the dialogue at which the server can be told to behave. */
export type Place = 'connect' | 'ehlo' | 'auth' | 'mail' | 'rcpt' | 'data' | 'body' | 'end'

/**
 * What happens there instead of the usual answer: the connection is cut, nothing is said any more, or this is said.
 * At `body` the action comes after the first bytes of the message.
 */
export type Behaviour = 'cut' | 'stall' | { readonly say: string; readonly thenCut?: boolean }

/** A message that was read to its end, whether or not that was answered. */
export interface TakenMail {
  readonly from: string
  readonly to: string
  readonly raw: string
}

interface Session {
  from: string
  to: string
  inBody: boolean
  buffer: string
}

/**
 * A mail server on a raw socket that answers as RFC 5321 has it, and misbehaves at the place of the dialogue that it is told,
 * once for each telling.
 */
export class ScriptedMailServer {
  readonly mails: TakenMail[] = []
  /** All commands, in order, over all connections. */
  readonly commands: string[] = []
  extensions: string[] = ['PIPELINING', '8BITMIME', 'ENHANCEDSTATUSCODES', 'DSN', 'SIZE 35000000']
  readonly #behaviours: { place: Place; behaviour: Behaviour }[] = []
  readonly #sockets = new Set<Socket>()
  #server: Server | undefined

  async start(): Promise<number> {
    this.#server = createServer((socket) => this.#serve(socket))
    await new Promise<void>((resolve) => this.#server?.listen(0, '127.0.0.1', resolve))
    return (this.#server.address() as AddressInfo).port
  }

  /** Nobody listens any more, and connections are gone. */
  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    const server = this.#server
    this.#server = undefined
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()))
  }

  /** The next time that the dialogue comes to this place. */
  next(place: Place, behaviour: Behaviour): void {
    this.#behaviours.push({ place, behaviour })
  }

  /** What was told for places that the dialogue has not come to yet. */
  get left(): number {
    return this.#behaviours.length
  }

  /** Ends the connections that are open, as a server does that is restarted. */
  dropConnections(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket)
    // Replies are small: Nagle's algorithm would hold each back for 40 ms.
    socket.setNoDelay(true)
    socket.on('close', () => this.#sockets.delete(socket))
    socket.on('error', () => {})
    const session: Session = { from: '', to: '', inBody: false, buffer: '' }
    this.#answer(socket, 'connect', '220 scripted.test ESMTP')
    socket.on('data', (chunk) => {
      session.buffer += chunk.toString('latin1')
      this.#read(socket, session)
    })
  }

  #read(socket: Socket, session: Session): void {
    while (!socket.destroyed) {
      if (session.inBody) {
        if (!this.#readBody(socket, session)) return
        continue
      }
      const end = session.buffer.indexOf('\r\n')
      if (end < 0) return
      const line = session.buffer.slice(0, end)
      session.buffer = session.buffer.slice(end + 2)
      this.commands.push(line)
      this.#command(socket, session, line)
    }
  }

  /** False while there is more of the message to come. */
  #readBody(socket: Socket, session: Session): boolean {
    if (session.buffer.length > 0 && this.#act(socket, 'body')) return false
    const end = session.buffer.startsWith('.\r\n') ? 0 : session.buffer.indexOf('\r\n.\r\n')
    if (end < 0) return false
    const raw = session.buffer.slice(0, end).replace(/^\.\./gm, '.')
    session.buffer = session.buffer.slice(end === 0 ? 3 : end + 5)
    session.inBody = false
    this.mails.push({ from: session.from, to: session.to, raw })
    this.#answer(socket, 'end', '250 2.0.0 taken')
    return true
  }

  #command(socket: Socket, session: Session, line: string): void {
    const verb = line.slice(0, 4).toUpperCase()
    if (verb === 'EHLO') this.#answer(socket, 'ehlo', this.#greeting())
    else if (verb === 'AUTH') this.#answer(socket, 'auth', '235 2.7.0 welcome')
    else if (verb === 'MAIL') this.#mail(socket, session, line)
    else if (verb === 'RCPT') this.#recipient(socket, session, line)
    else if (verb === 'DATA') this.#data(socket, session)
    else if (verb === 'QUIT') socket.end('221 2.0.0 bye\r\n')
    else this.#say(socket, verb === 'RSET' || verb === 'NOOP' ? '250 2.0.0 ok' : '502 5.5.1 not here')
  }

  #greeting(): string {
    const lines = ['scripted.test', ...this.extensions]
    return lines.map((line, index) => `250${index < lines.length - 1 ? '-' : ' '}${line}`).join('\r\n')
  }

  #mail(socket: Socket, session: Session, line: string): void {
    session.from = between(line)
    session.to = ''
    this.#answer(socket, 'mail', '250 2.1.0 sender ok')
  }

  #recipient(socket: Socket, session: Session, line: string): void {
    if (this.#act(socket, 'rcpt')) return
    session.to = between(line)
    this.#say(socket, '250 2.1.5 recipient ok')
  }

  #data(socket: Socket, session: Session): void {
    if (session.to === '') {
      this.#say(socket, '503 5.5.1 no recipient')
    } else if (!this.#act(socket, 'data')) {
      session.inBody = true
      this.#say(socket, '354 go ahead')
    }
  }

  #answer(socket: Socket, place: Place, usual: string): void {
    if (!this.#act(socket, place)) this.#say(socket, usual)
  }

  /** Does what was told for the place; false where nothing was. */
  #act(socket: Socket, place: Place): boolean {
    const index = this.#behaviours.findIndex((it) => it.place === place)
    const [told] = index < 0 ? [] : this.#behaviours.splice(index, 1)
    if (!told) return false
    const { behaviour } = told
    if (behaviour === 'cut') socket.destroy()
    else if (behaviour === 'stall') socket.removeAllListeners('data').pause()
    else {
      this.#say(socket, behaviour.say)
      if (behaviour.thenCut) socket.end()
    }
    return true
  }

  #say(socket: Socket, text: string): void {
    if (!socket.destroyed) socket.write(`${text}\r\n`)
  }
}

function between(line: string): string {
  return /<([^>]*)>/.exec(line)?.[1] ?? ''
}
