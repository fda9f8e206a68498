import type { StoredRequest } from '../message/stored.ts'
import type { ResolvedSettings } from '../settings/resolved-settings.ts'
import type { Keyword } from './keywords.ts'

/** What a message remembers that answers a person's STOP, START or HELP. */
export interface KeywordReplyOrigin {
  readonly keywordReply: Keyword
}

/**
 * Whether a message answers a person's STOP, START or HELP: it is the one that may go to whoever has just opted out, at any hour
 * (47 CFR 64.1200(a)(12) wants it within five minutes).
 */
export function isKeywordReply({ origin }: Pick<StoredRequest, 'origin'>): boolean {
  return origin !== undefined && 'keywordReply' in origin
}

/** The settings of a channel as they count for a message: no window keeps back the answer to a person's STOP, START or HELP. */
export function settingsFor(settings: ResolvedSettings, request: Pick<StoredRequest, 'origin'>): ResolvedSettings {
  return settings.regulated && isKeywordReply(request) ? { ...settings, regulated: false } : settings
}
