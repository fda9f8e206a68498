import type { Log } from '../../ports.ts'
import type { BrowserLeg } from './browser-leg.ts'
import type { BrowserLimits } from './browser-limits.ts'
import { textOf } from './frame.ts'
import type { Page } from './page.ts'
import { SignallingError } from './signalling-error.ts'

/** A text that a page sent within a call (https://www.twilio.com/docs/voice/sdks/javascript: call.sendMessage). */
export interface BrowserMessage {
  readonly clientId: string
  readonly callSid: string
  readonly identity: string | undefined
  /** `KX` and 32 hex digits; made by the page. */
  readonly sid: string
  readonly content: string
  readonly contentType: string
}

/** The one type that there is. */
const messageType = 'user-defined-message'

/** Hears messages, and tells them to whoever listens. */
export class Messages {
  readonly #limits: BrowserLimits
  readonly #log: Log
  readonly #listeners = new Set<(message: BrowserMessage) => void>()

  constructor(limits: BrowserLimits, log: Log) {
    this.#limits = limits
    this.#log = log
  }

  onMessage(listener: (message: BrowserMessage) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Takes a page's message, and acknowledges it, or tells it that and why it was not taken. */
  take(page: Page, leg: BrowserLeg, payload: Readonly<Record<string, unknown>>): void {
    const sid = textOf(payload, 'voiceeventsid') ?? ''
    const { callSid } = leg
    try {
      const content = this.#contentOf(payload)
      const contentType = textOf(payload, 'contenttype') ?? 'application/json'
      const message = { clientId: leg.clientId, callSid, identity: leg.identity, sid, content, contentType }
      for (const listener of this.#listeners) this.#tell(listener, message)
      page.send('ack', { acktype: 'message', callsid: callSid, voiceeventsid: sid })
    } catch (error) {
      if (!(error instanceof SignallingError)) throw error
      page.send('error', { error: error.body, callsid: callSid, voiceeventsid: sid })
    }
  }

  /** Sends a message to the page of a call. Gives whether there is one. */
  send(leg: BrowserLeg, message: Pick<BrowserMessage, 'sid' | 'content' | 'contentType'>): boolean {
    const { page } = leg
    if (page === undefined || !page.open) return false
    page.send('message', {
      callsid: leg.callSid,
      content: parsed(message),
      contenttype: message.contentType,
      messagetype: messageType,
      voiceeventsid: message.sid,
    })
    return true
  }

  #contentOf(payload: Readonly<Record<string, unknown>>): string {
    if (payload.messagetype !== messageType) throw new SignallingError(31210)
    const content = typeof payload.content === 'string' ? payload.content : JSON.stringify(payload.content ?? '')
    if (Buffer.byteLength(content) > this.#limits.contentBytes) throw new SignallingError(31212)
    return content
  }

  #tell(listener: (message: BrowserMessage) => void, message: BrowserMessage): void {
    try {
      listener(message)
    } catch (err) {
      this.#log.error({ err, callSid: message.callSid }, 'a message of a browser phone was not taken by all who listen')
    }
  }
}

/** JSON goes as the value that it is, as the page sent it. */
function parsed({ content, contentType }: Pick<BrowserMessage, 'content' | 'contentType'>): unknown {
  if (contentType !== 'application/json') return content
  try {
    return JSON.parse(content)
  } catch {
    return content
  }
}
