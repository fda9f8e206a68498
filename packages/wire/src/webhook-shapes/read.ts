import { type WebhookFields, type WebhookKind, type WebhookShape, webhookShapes } from './shapes.ts'

/** The outcome of {@link readWebhook}. */
export type ReadWebhook<Kind extends WebhookKind> =
  | { readonly ok: true; readonly fields: WebhookFields<Kind> }
  | { readonly ok: false; readonly missing: readonly string[] }

/** Parameters as form parsers give them. */
export type WebhookForm = URLSearchParams | Readonly<Record<string, unknown>>

function textFields(form: WebhookForm): Record<string, string> {
  const entries: Iterable<readonly [string, unknown]> = form instanceof URLSearchParams ? form : Object.entries(form)
  const fields: Record<string, string> = Object.create(null)
  for (const [name, value] of entries) {
    // Of a repeated parameter the first counts; no webhook of Twilio's repeats one.
    const first = Array.isArray(value) ? value[0] : value
    if (typeof first === 'string' && !(name in fields)) fields[name] = first
  }
  return fields
}

/**
 * Reads a webhook's parameters as those of a kind: typed, when all that such a webhook always has are there; else which ones are
 * missing. Check the signature first: this says nothing of who sent it.
 */
export function readWebhook<Kind extends WebhookKind>(kind: Kind, form: WebhookForm): ReadWebhook<Kind> {
  const fields = textFields(form)
  const missing = webhookShapes[kind].always.filter((name) => !(name in fields))
  return missing.length > 0 ? { ok: false, missing } : { ok: true, fields: fields as WebhookFields<Kind> }
}

/** Whether Twilio documents a parameter for a kind of webhook. */
export function isWebhookField(kind: WebhookKind, name: string): boolean {
  const { always, sometimes, prefixes = [] }: WebhookShape = webhookShapes[kind]
  return always.includes(name) || sometimes.includes(name) || prefixes.some((prefix) => name.startsWith(prefix))
}

/** Names of webhook parameters that carry numbered media. */
const mediaLimit = 10

/**
 * The media of an incoming message: `MediaUrl0`, `MediaContentType0`, and so on, as many as `NumMedia` says (at most 10).
 */
export function webhookMedia(
  fields: Readonly<Record<string, string | undefined>>,
): readonly { url: string; contentType: string }[] {
  const count = Math.min(Number.parseInt(fields.NumMedia ?? '0', 10) || 0, mediaLimit)
  const media: { url: string; contentType: string }[] = []
  for (let at = 0; at < count; at++) {
    const url = fields[`MediaUrl${at}`]
    if (url) media.push({ url, contentType: fields[`MediaContentType${at}`] ?? 'application/octet-stream' })
  }
  return media
}
