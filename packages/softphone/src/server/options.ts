import type { Directory } from './directory.ts'

/** What the API server signs and checks with. */
export interface Credentials {
  readonly accountSid: string
  /** Signs tokens. */
  readonly apiKey: { readonly sid: string; readonly secret: string }
  /** Checks the signatures of webhooks. */
  readonly authToken: string
  /** The TwiML application whose voice URL is our `/voice/outgoing`. */
  readonly applicationSid: string
}

/** Of what the API server is made. */
export interface SoftphoneOptions {
  /** Asked at every request, so that what is rotated holds at once. */
  readonly credentials: () => Credentials | Promise<Credentials>
  readonly directory: Directory
  /** Where we are mounted: `/softphone`; empty where left out. */
  readonly basePath?: string
  /** The URL that webhooks are sent to, up to our base path, where a proxy hides it: `https://phone.example`. */
  readonly publicUrl?: string
  /** Origins whose pages may ask for tokens (`https://bucket.example`); those of our own origin always may. */
  readonly allowedOrigins?: readonly string[]
  /**
   * Whether who asks may have a token for a number. Where left out everybody who reaches us may: so keep us behind a login, or on loopback.
   * @param phoneNumber E.164
   */
  readonly authorize?: (request: Request, phoneNumber: string) => boolean | Promise<boolean>
  /** Seconds that a token holds; 3,600 where left out. */
  readonly tokenSeconds?: number
  /** Seconds that a call rings; 60 where left out. */
  readonly ringSeconds?: number
  /** Serves the page and what belongs to it; without it we are an API alone. Undefined: there is no such file. */
  readonly page?: (path: string) => Promise<Response | undefined>
}
