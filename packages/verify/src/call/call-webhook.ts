import type { Database } from '@trunkline/postgres'
import { ProblemError } from '@trunkline/wire'
import type { ChallengeRow, SendRow } from '../challenge/challenge.ts'
import { codeContext, tokenHash } from '../code/code.ts'
import { defaultLocale, knownLocale, type Voice, voiceOf } from '../language/language.ts'
import type { Clock, Log, SecretSealer } from '../ports.ts'
import type { SenderFactory } from '../sender/sender-factory.ts'
import type { Services } from '../service/services.ts'
import { getChallenge } from '../store/challenge-store.ts'
import { bindCall, findByToken, takeSpeech } from '../store/send-store.ts'
import { codeDocument, greetingDocument, overDocument } from './documents.ts'
import { isSigned, type SignedRequest } from './signed.ts'

/** A request for what a call is to hear. */
export interface CallRequest extends SignedRequest {
  readonly method: string
  /** From the path. */
  readonly token: string
}

/** What the caller gets. */
export interface CallAnswer {
  readonly status: number
  readonly contentType: string
  readonly body: string
}

/** What answering calls needs. */
export interface CallWebhookParts {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly sealer: SecretSealer
  readonly services: Services
  readonly senders: SenderFactory
  /**
   * The auth tokens with which requests for a client's calls may be signed: those of the gateways that make them, and the client's own where
   * Trunkline makes them itself. Without a client, those of the gateways alone.
   */
  readonly signingTokens: (clientId: string | undefined) => Promise<readonly string[]>
}

const xml = (body: string): CallAnswer => ({ status: 200, contentType: 'text/xml', body })
const plain = (status: number, body: string): CallAnswer => ({ status, contentType: 'text/plain', body })

/** What a request says, after its signature was found right. */
interface Asked {
  readonly voice: Voice
  readonly callSid: string
  readonly to: string | null
  readonly pressed: boolean
}

/**
 * Answers for calls: `GET` with the greeting, `POST` after a key with the code. Nothing is told without a right signature (403). A code
 * that is no longer good, was told already, or is asked for by another call gets a goodbye, never an error: the person would hear an
 * "application error". A POST without a key is a first request by the wrong method, and gets the greeting: were the code told then,
 * every answering machine would have it.
 */
export class CallWebhook {
  readonly #parts: CallWebhookParts

  constructor(parts: CallWebhookParts) {
    this.#parts = parts
  }

  async answer(request: CallRequest): Promise<CallAnswer> {
    const [send] = (await this.#parts.db.query<SendRow>(findByToken(tokenHash(request.token)))).rows
    const form = new URLSearchParams(request.method === 'POST' ? request.rawBody : '')
    if (
      !isSigned(
        { ...request, rawBody: request.method === 'POST' ? request.rawBody : '' },
        await this.#parts.signingTokens(send?.client_id),
      )
    ) {
      this.#parts.log.warn({ sendId: send?.id }, 'a request for a call without a right signature was turned away')
      return plain(403, 'The signature is missing or does not fit.')
    }
    try {
      return await this.#answerSigned(request, form, send)
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'locale-voiceless') return plain(error.status, error.message)
      this.#parts.log.error({ sendId: send?.id, err: error }, 'a call could not be answered for')
      return xml(overDocument(voiceOf(defaultLocale)))
    }
  }

  async #answerSigned(request: CallRequest, form: URLSearchParams, send: SendRow | undefined): Promise<CallAnswer> {
    const query = URL.canParse(request.url) ? new URL(request.url).searchParams : new URLSearchParams()
    const fields = request.method === 'POST' ? form : query
    const challenge = send === undefined ? undefined : await this.#open(send)
    const locale = knownLocale(query.get('locale') ?? challenge?.locale ?? undefined, defaultLocale)
    const sender = send?.gateway == null ? undefined : this.#parts.senders.named(send.gateway)
    const asked: Asked = {
      voice: voiceOf(locale, sender?.speaks?.bind(sender)),
      callSid: fields.get('CallSid') ?? '',
      to: fields.get('To'),
      pressed: request.method === 'POST' && (form.get('Digits') ?? '') !== '',
    }
    const another = challenge !== undefined && asked.to !== null && asked.to !== challenge.to_address
    if (send === undefined || challenge === undefined || another) return xml(overDocument(asked.voice))
    return xml(await this.#document(send, challenge, asked))
  }

  async #document(send: SendRow, challenge: ChallengeRow, { voice, callSid, pressed }: Asked): Promise<string> {
    const { db, clock, sealer, services } = this.#parts
    const speaks = pressed || !challenge.request.keyPress
    if (!speaks) {
      const { rowCount } = await db.query(bindCall(send.id, callSid))
      if (rowCount === 0) return overDocument(voice)
      const { friendlyName } = await services.of(challenge.client_id, challenge.service_id)
      return greetingDocument(voice, challenge.request.site ?? friendlyName)
    }
    const { rowCount } = await db.query(takeSpeech(send.id, callSid, new Date(clock.now())))
    if (rowCount === 0 || challenge.code_sealed === null) return overDocument(voice)
    return codeDocument(voice, sealer.open(challenge.code_sealed, codeContext(challenge.id)))
  }

  /** The challenge of a send, where its code is still good. */
  async #open(send: SendRow): Promise<ChallengeRow | undefined> {
    const [row] = (await this.#parts.db.query<ChallengeRow>(getChallenge(send.challenge_id))).rows
    const good = row?.status === 'pending' && row.expires_at.getTime() > this.#parts.clock.now()
    return good ? row : undefined
  }
}
