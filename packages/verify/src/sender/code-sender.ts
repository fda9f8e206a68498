import type { Speaks, Voice } from '../language/language.ts'
import type { CodeMessage } from '../message/code-message.ts'

/** The ways in which a code is brought to a person. */
export const codeMethods = ['sms', 'call', 'email', 'push', 'whatsapp'] as const
/** One of {@link codeMethods}. */
export type CodeMethod = (typeof codeMethods)[number]

/** Whether a text names a way to bring a code. */
export const isCodeMethod = (text: string): text is CodeMethod => (codeMethods as readonly string[]).includes(text)

/** What a code is brought to: a phone, a mailbox, a browser. */
export interface CodeDevice {
  readonly method: CodeMethod
  /** E.164 number or e-mail address; for push a label of the addresses below. */
  readonly address: string
  /** Browser subscriptions and phone tokens, for push. */
  readonly push?: readonly Readonly<Record<string, unknown>>[]
  readonly locale: string
  /** `VE…`: the verification. */
  readonly verificationId: string
  /** `VL…`: this send. The same however often it is tried, so that whoever dedupes can. */
  readonly sendId: string
  /** UUID of the client. */
  readonly clientId: string
  /** The words that bring a code, in the person's language. */
  message(code: string): CodeMessage
  /** What a call fetches, and how it is spoken; for calls alone. The URL names the send and never holds the code. */
  readonly call?: { readonly url: string; readonly voice: Voice; readonly statusUrl?: string }
  /** Where the provider tells what became of a text; undefined where it cannot reach us. */
  readonly statusUrl?: string
  /** Instant from which on the code is good for nothing, milliseconds since the epoch. */
  readonly expiresAt: number
}

/**
 * What became of a send.
 *
 * - `accepted`: the provider has it. `providerId` is its name of it; receipts come with that or with the send's id.
 * - `refused`: it will not be sent, now or later.
 * - `deferred`: certainly not sent; may be tried again after `retryAfter` milliseconds.
 * - `unknown`: the request left and no answer came. It is not sent again by itself: a person would get two codes, or two calls.
 */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly providerId?: string }
  | { readonly kind: 'refused'; readonly errorCode: string; readonly reason: string }
  | { readonly kind: 'deferred'; readonly errorCode: string; readonly reason: string; readonly retryAfter?: number }
  | { readonly kind: 'unknown'; readonly errorCode: string; readonly reason: string }

/** Brings one code. Resolves with what became of it; rejects only on a bug. */
export type SendCode = (device: CodeDevice, code: string) => Promise<SendOutcome>

/** A gateway for codes. It offers the methods that it has. */
export interface CodeSender {
  /** Kind of gateway: `channels`, `twilio` … */
  readonly type: string
  /** Whether the same send may be handed over twice without harm, because the other side dedupes on its id. */
  readonly repeatable: boolean
  sendSms?: SendCode
  makeCall?: SendCode
  sendEmail?: SendCode
  sendPush?: SendCode
  sendWhatsApp?: SendCode
  /** Whether it has a voice for a language; all where left out. */
  speaks?: Speaks
  /**
   * There where the provider makes the code and checks it: then `code` is empty above, and this says whether the one that was typed is
   * right. Rejects where the provider does not answer.
   */
  check?(providerId: string, code: string): Promise<boolean>
}

const functions = {
  sms: 'sendSms',
  call: 'makeCall',
  email: 'sendEmail',
  push: 'sendPush',
  whatsapp: 'sendWhatsApp',
} as const satisfies Record<CodeMethod, keyof CodeSender>

/** The function of a gateway that serves a method; undefined where it does not. */
export function sendFunction(sender: CodeSender, method: CodeMethod): SendCode | undefined {
  const send = sender[functions[method]]
  return send === undefined ? undefined : (device, code) => send.call(sender, device, code)
}
