import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MediaEngine } from '../../media/media.ts'
import type { Log } from '../../ports.ts'
import type { SoftLeg } from './soft-leg.ts'

/** How a phone answers that nobody holds. */
export interface AnsweringOptions {
  readonly media: Pick<MediaEngine, 'record'>
  readonly log: Log
  readonly folder?: string
  /** 1,000 where left out. */
  readonly answerAfterMs?: number
  /** 5 where left out. */
  readonly silenceSeconds?: number
}

const longestSeconds = 3_600

/** A phone that nobody holds answers by itself, listens, and hangs up once nothing is said any more. Never rejects. */
export async function answerByItself(leg: SoftLeg, options: AnsweringOptions): Promise<void> {
  const { media, folder = tmpdir(), answerAfterMs = 1_000, silenceSeconds = 5, log } = options
  const timer = setTimeout(() => leg.partyAnswers(), answerAfterMs)
  const answered = await leg.answered
  clearTimeout(timer)
  if (!answered) return
  // The recorder is what knows of silence; what it writes is of no use.
  const file = join(folder, `trunkline-silence-${randomUUID()}.wav`)
  try {
    const channels = [[{ endpoint: leg.media, track: 'outbound' as const }]]
    const recorder = await media.record({ file, channels, silenceSeconds, maxSeconds: longestSeconds })
    await recorder.ended
  } catch (err) {
    if (leg.state !== 'ended') log.warn({ err }, 'a built-in phone cannot listen; it hangs up')
  } finally {
    await leg.partyLeaves('completed')
    await rm(file, { force: true }).catch(() => undefined) // It lies in the temporary folder: the system takes it away.
  }
}
