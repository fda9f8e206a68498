import { childElements, parseTwiml, type TwimlElement, textOf } from '@trunkline/twiml'
import { signTwilioRequest } from '@trunkline/wire'

/** A request for TwiML, as Twilio makes it. */
export interface TwimlRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** The form; empty for GET. */
  readonly body: string
}

/** The answer to one. */
export interface TwimlAnswer {
  readonly status: number
  readonly body: string
}

/** A call that is driven by TwiML. */
export interface TwimlCall {
  readonly url: string
  readonly method?: 'GET' | 'POST'
  readonly to: string
  readonly from: string
  readonly callSid?: string
  readonly accountSid?: string
  /** Signs the requests. */
  readonly authToken: string
  /** Makes a request: over a socket, or by calling the handler. */
  readonly ask: (request: TwimlRequest) => Promise<TwimlAnswer>
  /** The keys that the person presses at a Gather, given what was heard so far; undefined for none, as an answering machine does. */
  readonly press?: (heard: readonly Heard[]) => string | undefined
}

/** Something that was heard. */
export interface Heard {
  readonly text: string
  readonly language: string | undefined
}

/** How a call went. */
export interface WalkedCall {
  readonly heard: readonly Heard[]
  /** Seconds that passed, as far as the documents say: pauses, and the waits for a key. */
  readonly seconds: number
  readonly requests: readonly TwimlRequest[]
  readonly documents: readonly string[]
  /** Why it ended: its last document ran out, a verb hung up, or an answer was no document (the caller hears an application error). */
  readonly ended: 'document' | 'hangup' | 'error'
}

const mostDocuments = 20

type Next =
  | { readonly kind: 'document'; readonly url: string; readonly method: 'GET' | 'POST'; readonly digits?: string }
  | { readonly kind: 'end'; readonly why: WalkedCall['ended'] }

/**
 * Walks a call through its TwiML as Twilio would: asks for documents with signed requests, hears what is said, presses keys. Knows Say, Play,
 * Pause, Gather, Redirect, Hangup and Reject; anything else is an error of the test. Nothing takes real time.
 */
export async function walkCall(call: TwimlCall): Promise<WalkedCall> {
  const walk = new Walk(call)
  let next: Next = { kind: 'document', url: call.url, method: call.method ?? 'POST' }
  for (let count = 0; next.kind === 'document'; count += 1) {
    if (count === mostDocuments) throw new Error(`the call went on for ${mostDocuments} documents`)
    next = await walk.document(next)
  }
  return { ...walk.result, ended: next.why }
}

class Walk {
  readonly #call: TwimlCall
  readonly #heard: Heard[] = []
  readonly #requests: TwimlRequest[] = []
  readonly #documents: string[] = []
  #seconds = 0

  constructor(call: TwimlCall) {
    this.#call = call
  }

  get result(): Omit<WalkedCall, 'ended'> {
    return { heard: this.#heard, seconds: this.#seconds, requests: this.#requests, documents: this.#documents }
  }

  async document({ url, method, digits }: Extract<Next, { kind: 'document' }>): Promise<Next> {
    const request = this.#request(url, method, digits)
    this.#requests.push(request)
    const answer = await this.#call.ask(request)
    if (answer.status !== 200) return { kind: 'end', why: 'error' }
    this.#documents.push(answer.body)
    for (const verb of childElements(parseTwiml(answer.body).root)) {
      const next = this.#verb(verb, url)
      if (next !== undefined) return next
    }
    return { kind: 'end', why: 'document' }
  }

  #request(url: string, method: 'GET' | 'POST', digits: string | undefined): TwimlRequest {
    const { to, from, authToken, callSid = `CA${'0'.repeat(31)}1`, accountSid = `AC${'0'.repeat(31)}1` } = this.#call
    const params: Record<string, string> = {
      ...{ AccountSid: accountSid, ApiVersion: '2010-04-01', CallSid: callSid, CallStatus: 'in-progress' },
      ...{ Direction: 'outbound-api', From: from, To: to },
      ...(digits === undefined ? {} : { Digits: digits, msg: 'Gather End', FinishedOnKey: '' }),
    }
    const form = new URLSearchParams(params).toString()
    if (method === 'POST') {
      const { headers } = signTwilioRequest(authToken, { url, params })
      return { method, url, headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' }, body: form }
    }
    const full = `${url}${url.includes('?') ? '&' : '?'}${form}`
    return { method, url: full, headers: signTwilioRequest(authToken, { url: full }).headers, body: '' }
  }

  /** Runs one verb; gives what comes after it where that is not the next one. */
  #verb(verb: TwimlElement, url: string): Next | undefined {
    switch (verb.kind) {
      case 'Say':
        this.#heard.push({ text: textOf(verb), language: verb.attributes.language })
        return undefined
      case 'Play':
        this.#heard.push({ text: `<${textOf(verb)}>`, language: undefined })
        return undefined
      case 'Pause':
        this.#seconds += Number(verb.attributes.length ?? 1)
        return undefined
      case 'Gather':
        return this.#gather(verb, url)
      case 'Redirect':
        return follow(verb, textOf(verb), url)
      case 'Hangup':
      case 'Reject':
        return { kind: 'end', why: 'hangup' }
      default:
        throw new Error(`the driver does not know the verb ${verb.kind}`)
    }
  }

  /** https://www.twilio.com/docs/voice/twiml/gather: without input, the next verb follows. */
  #gather(verb: TwimlElement, url: string): Next | undefined {
    for (const child of childElements(verb)) this.#verb(child, url)
    const pressed = this.#call.press?.(this.#heard)
    const { finishOnKey = '#', numDigits, timeout = '5', action = '', actionOnEmptyResult } = verb.attributes
    const digits =
      pressed === undefined ? '' : take(pressed, finishOnKey, numDigits === undefined ? undefined : Number(numDigits))
    const enough = numDigits !== undefined && digits.length >= Number(numDigits)
    if (!enough) this.#seconds += Number(timeout)
    if (digits === '' && actionOnEmptyResult !== 'true') return undefined
    const next = follow(verb, action, url)
    return { ...next, digits }
  }
}

/** The keys that count: up to the one that ends the input, and no more than are wanted. */
function take(pressed: string, finishOnKey: string, most: number | undefined): string {
  const end = finishOnKey === '' ? -1 : pressed.indexOf(finishOnKey)
  return (end < 0 ? pressed : pressed.slice(0, end)).slice(0, most)
}

/** The document at an URL of a verb; an empty one is the present document again. */
function follow(verb: TwimlElement, target: string, url: string): Extract<Next, { kind: 'document' }> {
  const method = verb.attributes.method === 'GET' ? 'GET' : 'POST'
  return { kind: 'document', url: target === '' ? url : new URL(target, url).href, method }
}
