// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, Callable, Listing, RequiredJsonCreate } from '../../rest/types.ts'

export type TranscriptionListInstanceCreateOptions = { transcriptionConfigurationId: string; inputSource?: string; sourceId: string; participants?: ReadonlyArray<{ type?: string; address?: string; name?: string; audioChannelIndex: number }>; mediaUrl?: string; audioStartedAt?: string }

export interface TranscriptionListInstanceOptions {
  createdAfter?: Date | string
  createdBefore?: Date | string
  languageCode?: string
  sourceId?: string
  status?: unknown
  pageSize?: number
  pageToken?: string
}

/** A record of Transcription. */
export interface TranscriptionInstance extends BareFetch<TranscriptionInstance> {
  status: string
  statusUrl: string
  transcription: { id: string; accountId: string; status: string; transcriptionConfigurationId: string; mediaUrl: string; sourceId: string; audioStartedAt: string; conversationId: string; participants: Array<{ type: string; address: string; name: string; audioChannelIndex: number }>; duration: number; resolvedConfiguration: { transcriptionEngine: string; speechModel: string; language: string; transcriptionStatusCallback: { url: string; method: string; events: Array<string> }; conversationConfigurationId: string; participantDefaults: Array<{ audioChannelIndex: number; type: string }> }; createdAt: string; updatedAt: string; url: string; links: any }
  operationId: string
  id: string
  accountId: string
  transcriptionConfigurationId: string
  mediaUrl: string
  sourceId: string
  audioStartedAt: Date
  conversationId: string
  participants: Array<{ type: string; address: string; name: string; audioChannelIndex: number }>
  duration: number
  resolvedConfiguration: { transcriptionEngine: string; speechModel: string; language: string; transcriptionStatusCallback: { url: string; method: string; events: Array<string> }; conversationConfigurationId: string; participantDefaults: Array<{ audioChannelIndex: number; type: string }> }
  createdAt: Date
  updatedAt: Date
  url: string
  links: any
  toJSON(): Record<string, any>
}

/** fetch: `GET /v3/Transcriptions/{transcriptionId}` */
export interface TranscriptionContext extends BareFetch<TranscriptionInstance> {}

/** create: `POST /v3/Transcriptions`; list: `GET /v3/Transcriptions` */
export interface TranscriptionListInstance extends Callable<[transcriptionId: string], TranscriptionContext>, RequiredJsonCreate<TranscriptionListInstanceCreateOptions, TranscriptionInstance>, Listing<TranscriptionListInstanceOptions, TranscriptionInstance> {}

/** Version v3 of voice. */
export interface VoiceV3 {
  readonly transcriptions: TranscriptionListInstance
}
