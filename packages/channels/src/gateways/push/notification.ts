import type { OutboundMessage } from '../../ports.ts'

/** What a notification shows and carries, whatever the provider. */
export interface Notification {
  readonly title?: string
  readonly body?: string
  /** URL of a picture. */
  readonly image?: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Reads the notification out of a message; `subject` stands in for a title that is not there. */
export function notificationOf({ content }: OutboundMessage): Notification {
  const { title = content.subject, text, media, data = {} } = content
  const [image] = media ?? []
  return {
    ...(title === undefined || title === '' ? {} : { title }),
    ...(text === undefined || text === '' ? {} : { body: text }),
    ...(image === undefined ? {} : { image }),
    data,
  }
}

/** Whether there is anything to show; without it the message is data for the app alone. */
export const isShown = ({ title, body }: Notification): boolean => title !== undefined || body !== undefined

/**
 * Seconds for which the provider shall keep the message for a device that is away: until the message expires, and at most as long as
 * the provider or the configuration allows.
 */
export function timeToLive({ expiresAt }: OutboundMessage, now: number, most: number): number {
  return expiresAt === undefined ? most : Math.max(0, Math.min(most, Math.floor((expiresAt - now) / 1_000)))
}
