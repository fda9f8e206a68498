// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, OptionalJsonCreate, OptionalJsonUpdate } from '../../rest/types.ts'

export type RecordingContextUpdateOptions = { uniqueName?: string; description?: string; configuration: { configurationType: string; compositionPolicy?: { channels?: string; trim?: string; track?: string }; callRecordingStatusCallback?: { url?: string; method?: string; events?: ReadonlyArray<string> }; conferenceRecordingStatusCallback?: { url?: string; method?: string; events?: ReadonlyArray<string> }; features?: ReadonlyArray<{ type: string; featureId: string; description?: string }> } }

export type RecordingListInstanceCreateOptions = { uniqueName?: string; description?: string; configuration: { configurationType: string; compositionPolicy?: { channels?: string; trim?: string; track?: string }; callRecordingStatusCallback?: { url?: string; method?: string; events?: ReadonlyArray<string> }; conferenceRecordingStatusCallback?: { url?: string; method?: string; events?: ReadonlyArray<string> }; features?: ReadonlyArray<{ type: string; featureId: string; description?: string }> } }

/** A record of Recording. */
export interface RecordingInstance extends BareFetch<RecordingInstance>, OptionalJsonUpdate<RecordingContextUpdateOptions, RecordingInstance>, BareRemove {
  id: string
  accountSid: string
  uniqueName: string
  description: string
  dateCreated: Date
  dateUpdated: Date
  configuration: { configurationType: string; compositionPolicy: { channels: string; trim: string; track: string }; callRecordingStatusCallback: { url: string; method: string; events: Array<string> }; conferenceRecordingStatusCallback: { url: string; method: string; events: Array<string> }; features: Array<{ type: string; featureId: string; description: string }> }
  message: string
  code: number
  status: number
  moreInfo: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Configurations/Recording/{idOrUniqueName}`; update: `PUT /v2/Configurations/Recording/{idOrUniqueName}`; remove: `DELETE /v2/Configurations/Recording/{idOrUniqueName}` */
export interface RecordingContext extends BareFetch<RecordingInstance>, OptionalJsonUpdate<RecordingContextUpdateOptions, RecordingInstance>, BareRemove {}

/** create: `POST /v2/Configurations/Recording` */
export interface RecordingListInstance extends Callable<[idOrUniqueName: string], RecordingContext>, OptionalJsonCreate<RecordingListInstanceCreateOptions, RecordingInstance> {}

export type TranscriptionContextUpdateOptions = { uniqueName?: string; description?: string; configuration: { configurationType: string; transcriptionEngine: string; speechModel?: string; language: string; transcriptionStatusCallback?: { url?: string; method?: string }; conversationConfigurationId?: string; participantDefaults: ReadonlyArray<{ audioChannelIndex: number; type: string }> } }

export type TranscriptionListInstanceCreateOptions = { uniqueName?: string; description?: string; configuration: { configurationType: string; transcriptionEngine: string; speechModel?: string; language: string; transcriptionStatusCallback?: { url?: string; method?: string }; conversationConfigurationId?: string; participantDefaults: ReadonlyArray<{ audioChannelIndex: number; type: string }> } }

/** A record of Transcription. */
export interface TranscriptionInstance extends BareFetch<TranscriptionInstance>, OptionalJsonUpdate<TranscriptionContextUpdateOptions, TranscriptionInstance>, BareRemove {
  id: string
  accountSid: string
  uniqueName: string
  description: string
  dateCreated: Date
  dateUpdated: Date
  configuration: { configurationType: string; transcriptionEngine: string; speechModel: string; language: string; transcriptionStatusCallback: { url: string; method: string }; conversationConfigurationId: string; participantDefaults: Array<{ audioChannelIndex: number; type: string }> }
  message: string
  code: number
  status: number
  moreInfo: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Configurations/Transcription/{idOrUniqueName}`; update: `PUT /v2/Configurations/Transcription/{idOrUniqueName}`; remove: `DELETE /v2/Configurations/Transcription/{idOrUniqueName}` */
export interface TranscriptionContext extends BareFetch<TranscriptionInstance>, OptionalJsonUpdate<TranscriptionContextUpdateOptions, TranscriptionInstance>, BareRemove {}

/** create: `POST /v2/Configurations/Transcription` */
export interface TranscriptionListInstance extends Callable<[idOrUniqueName: string], TranscriptionContext>, OptionalJsonCreate<TranscriptionListInstanceCreateOptions, TranscriptionInstance> {}

export type AccountDefaultConfigurationContextCreateOptions = { description?: string; configuration?: unknown }

export type AccountDefaultConfigurationContextUpdateOptions = { description?: string; configuration?: unknown }

/** A record of AccountDefaultConfiguration. */
export interface AccountDefaultConfigurationInstance extends OptionalJsonCreate<AccountDefaultConfigurationContextCreateOptions, AccountDefaultConfigurationInstance>, BareFetch<AccountDefaultConfigurationInstance>, OptionalJsonUpdate<AccountDefaultConfigurationContextUpdateOptions, AccountDefaultConfigurationInstance>, BareRemove {
  accountSid: string
  description: string
  dateCreated: Date
  dateUpdated: Date
  configuration: any
  message: string
  code: number
  status: number
  moreInfo: string
  toJSON(): Record<string, any>
}

/** create: `POST /v2/AccountDefaultConfiguration/{type}`; fetch: `GET /v2/AccountDefaultConfiguration/{type}`; update: `PUT /v2/AccountDefaultConfiguration/{type}`; remove: `DELETE /v2/AccountDefaultConfiguration/{type}` */
export interface AccountDefaultConfigurationContext extends OptionalJsonCreate<AccountDefaultConfigurationContextCreateOptions, AccountDefaultConfigurationInstance>, BareFetch<AccountDefaultConfigurationInstance>, OptionalJsonUpdate<AccountDefaultConfigurationContextUpdateOptions, AccountDefaultConfigurationInstance>, BareRemove {}

/** A place on the way. */
export interface AccountDefaultConfigurationListInstance extends Callable<[type: string], AccountDefaultConfigurationContext> {}

export type ConfigurationContextCreateOptions = { uniqueName?: string; description?: string; configuration?: unknown }

/** A record of Configuration. */
export interface ConfigurationInstance extends OptionalJsonCreate<ConfigurationContextCreateOptions, ConfigurationInstance> {
  id: string
  accountSid: string
  uniqueName: string
  description: string
  dateCreated: Date
  dateUpdated: Date
  configuration: any
  default(): DefaultListInstance
  toJSON(): Record<string, any>
}

/** create: `POST /v2/Configurations/{type}` */
export interface ConfigurationContext extends OptionalJsonCreate<ConfigurationContextCreateOptions, ConfigurationInstance> {
  readonly default: DefaultListInstance
}

/** A place on the way. */
export interface ConfigurationListInstance extends Callable<[type: string], ConfigurationContext> {}

export type DefaultListInstanceCreateOptions = { configurationId?: string }

/** A record of Default. */
export interface DefaultInstance {
  message: string
  code: number
  status: number
  moreInfo: string
  id: string
  accountSid: string
  uniqueName: string
  description: string
  dateCreated: Date
  dateUpdated: Date
  configuration: any
  toJSON(): Record<string, any>
}

/** create: `POST /v2/Configurations/{type}/Default`; fetch: `GET /v2/Configurations/{type}/Default` */
export interface DefaultListInstance extends OptionalJsonCreate<DefaultListInstanceCreateOptions, DefaultInstance>, BareFetch<DefaultInstance> {}

export type RecordingAccountDefaultConfigurationContextCreateOptions = { description?: string; configuration: { configurationType: string; compositionPolicy?: { channels?: string; trim?: string; track?: string }; callRecordingStatusCallback?: { url?: string; method?: string; events?: ReadonlyArray<string> }; conferenceRecordingStatusCallback?: { url?: string; method?: string; events?: ReadonlyArray<string> }; features?: ReadonlyArray<{ type: string; featureId: string; description?: string }> } }

export type RecordingAccountDefaultConfigurationContextUpdateOptions = { description?: string; configuration: { configurationType: string; compositionPolicy?: { channels?: string; trim?: string; track?: string }; callRecordingStatusCallback?: { url?: string; method?: string; events?: ReadonlyArray<string> }; conferenceRecordingStatusCallback?: { url?: string; method?: string; events?: ReadonlyArray<string> }; features?: ReadonlyArray<{ type: string; featureId: string; description?: string }> } }

/** A record of RecordingAccountDefaultConfiguration. */
export interface RecordingAccountDefaultConfigurationInstance extends OptionalJsonCreate<RecordingAccountDefaultConfigurationContextCreateOptions, RecordingAccountDefaultConfigurationInstance>, BareFetch<RecordingAccountDefaultConfigurationInstance>, OptionalJsonUpdate<RecordingAccountDefaultConfigurationContextUpdateOptions, RecordingAccountDefaultConfigurationInstance>, BareRemove {
  accountSid: string
  description: string
  dateCreated: Date
  dateUpdated: Date
  configuration: { configurationType: string; compositionPolicy: { channels: string; trim: string; track: string }; callRecordingStatusCallback: { url: string; method: string; events: Array<string> }; conferenceRecordingStatusCallback: { url: string; method: string; events: Array<string> }; features: Array<{ type: string; featureId: string; description: string }> }
  message: string
  code: number
  status: number
  moreInfo: string
  toJSON(): Record<string, any>
}

/** create: `POST /v2/AccountDefaultConfiguration/Recording`; fetch: `GET /v2/AccountDefaultConfiguration/Recording`; update: `PUT /v2/AccountDefaultConfiguration/Recording`; remove: `DELETE /v2/AccountDefaultConfiguration/Recording` */
export interface RecordingAccountDefaultConfigurationContext extends OptionalJsonCreate<RecordingAccountDefaultConfigurationContextCreateOptions, RecordingAccountDefaultConfigurationInstance>, BareFetch<RecordingAccountDefaultConfigurationInstance>, OptionalJsonUpdate<RecordingAccountDefaultConfigurationContextUpdateOptions, RecordingAccountDefaultConfigurationInstance>, BareRemove {}

/** A place on the way. */
export interface RecordingAccountDefaultConfigurationListInstance extends Callable<[], RecordingAccountDefaultConfigurationContext> {}

export type TypeContextUpdateOptions = { uniqueName?: string; description?: string; configuration?: unknown }

/** A record of Type. */
export interface TypeInstance extends BareFetch<TypeInstance>, OptionalJsonUpdate<TypeContextUpdateOptions, TypeInstance>, BareRemove {
  message: string
  code: number
  status: number
  moreInfo: string
  id: string
  accountSid: string
  uniqueName: string
  description: string
  dateCreated: Date
  dateUpdated: Date
  configuration: any
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Configurations/{type}/{idOrUniqueName}`; update: `PUT /v2/Configurations/{type}/{idOrUniqueName}`; remove: `DELETE /v2/Configurations/{type}/{idOrUniqueName}` */
export interface TypeContext extends BareFetch<TypeInstance>, OptionalJsonUpdate<TypeContextUpdateOptions, TypeInstance>, BareRemove {}

/** A place on the way. */
export interface TypeListInstance extends Callable<[type: string, idOrUniqueName: string], TypeContext> {}

/** Version v2 of voice. */
export interface VoiceV2 {
  readonly recording: RecordingListInstance
  readonly transcription: TranscriptionListInstance
  readonly accountDefaultConfiguration: AccountDefaultConfigurationListInstance
  readonly configurations: ConfigurationListInstance
  readonly recordingAccountDefaultConfiguration: RecordingAccountDefaultConfigurationListInstance
  readonly type: TypeListInstance
}
