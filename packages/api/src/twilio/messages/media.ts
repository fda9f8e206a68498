import { createHash } from 'node:crypto'
import type { TextMessage } from '@trunkline/channels'
import { mediaType } from './media-type.ts'

/** One of a message's media, as a resource. */
export interface MessageMedium {
  /** `ME…`: follows from the message and the medium's address, so that none is stored. */
  readonly sid: string
  readonly url: string
  readonly type: string
  /** Its place among the message's media. */
  readonly index: number
}

/** The media of a message. One that is named twice is two. */
export function mediaOf({ id, media }: Pick<TextMessage, 'id' | 'media'>): readonly MessageMedium[] {
  const seen = new Map<string, number>()
  return media.map(({ url, type }, index) => {
    const repeated = seen.get(url) ?? 0
    seen.set(url, repeated + 1)
    const digest = createHash('sha256').update(`${id} ${repeated} ${url}`).digest('hex')
    return { sid: `ME${digest.slice(0, 32)}`, url, type: mediaType(url, type), index }
  })
}
