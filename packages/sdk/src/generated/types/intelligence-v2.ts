// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareCreate, BareFetch, BareRemove, Callable, Listing, OptionalFetch, OptionalUpdate, RequiredCreate, RequiredUpdate } from '../../rest/types.ts'

export type CustomOperatorAvailability = "internal" | "beta" | "public" | "retired" | "general-availability" | "deprecated"

export type OperatorAvailability = "internal" | "beta" | "public" | "deprecated" | "general-availability" | "retired"

export type OperatorResultOperatorType = "conversation-classify" | "utterance-classify" | "extract" | "extract-normalize" | "pii-extract" | "text-generation" | "json"

export type OperatorTypeAvailability = "internal" | "beta" | "general-availability" | "retired" | "deprecated"

export type OperatorTypeOutputType = "text-classification" | "text-extraction" | "text-extraction-normalized" | "text-generation" | "json"

export type OperatorTypeProvider = "twilio" | "amazon" | "openai"

export type PrebuiltOperatorAvailability = "internal" | "beta" | "public" | "retired" | "general-availability"

export type ServiceHttpMethod = "GET" | "POST" | "NULL"

export type TranscriptStatus = "queued" | "in-progress" | "completed" | "new" | "failed" | "canceled" | "error"

export interface OperatorListInstanceOptions {
  availability?: OperatorAvailability
  languageCode?: string
}

/** A record of Operator. */
export interface OperatorInstance extends BareFetch<OperatorInstance> {
  accountSid: string
  sid: string
  friendlyName: string
  description: string
  author: string
  operatorType: string
  version: number
  availability: OperatorAvailability
  config: any
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Operators/{Sid}` */
export interface OperatorContext extends BareFetch<OperatorInstance> {}

/** list: `GET /v2/Operators` */
export interface OperatorListInstance extends Callable<[sid: string], OperatorContext>, Listing<OperatorListInstanceOptions, OperatorInstance> {}

export interface OperatorTypeListInstanceOptions {
  pageSize?: number
  languageCode?: string
}

/** A record of OperatorType. */
export interface OperatorTypeInstance extends BareFetch<OperatorTypeInstance> {
  name: string
  sid: string
  friendlyName: string
  description: string
  docsLink: string
  outputType: OperatorTypeOutputType
  supportedLanguages: Array<string>
  provider: OperatorTypeProvider
  availability: OperatorTypeAvailability
  configurable: boolean
  configSchema: any
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/OperatorTypes/{Sid}` */
export interface OperatorTypeContext extends BareFetch<OperatorTypeInstance> {}

/** list: `GET /v2/OperatorTypes` */
export interface OperatorTypeListInstance extends Callable<[sid: string], OperatorTypeContext>, Listing<OperatorTypeListInstanceOptions, OperatorTypeInstance> {}

export interface ServiceContextUpdateOptions {
  autoTranscribe?: boolean
  dataLogging?: boolean
  friendlyName?: string
  uniqueName?: string
  autoRedaction?: boolean
  mediaRedaction?: boolean
  webhookUrl?: string
  webhookHttpMethod?: ServiceHttpMethod
  encryptionCredentialSid?: string
  ifMatch?: string
}

export interface ServiceListInstanceCreateOptions {
  uniqueName: string
  autoTranscribe?: boolean
  dataLogging?: boolean
  friendlyName?: string
  languageCode?: string
  autoRedaction?: boolean
  mediaRedaction?: boolean
  webhookUrl?: string
  webhookHttpMethod?: ServiceHttpMethod
  encryptionCredentialSid?: string
}

/** A record of Service. */
export interface ServiceInstance extends BareFetch<ServiceInstance>, OptionalUpdate<ServiceContextUpdateOptions, ServiceInstance>, BareRemove {
  accountSid: string
  autoRedaction: boolean
  mediaRedaction: boolean
  autoTranscribe: boolean
  dataLogging: boolean
  dateCreated: Date
  dateUpdated: Date
  friendlyName: string
  languageCode: string
  sid: string
  uniqueName: string
  url: string
  webhookUrl: string
  webhookHttpMethod: ServiceHttpMethod
  readOnlyAttachedOperatorSids: Array<string>
  version: number
  encryptionCredentialSid: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Services/{Sid}`; update: `POST /v2/Services/{Sid}`; remove: `DELETE /v2/Services/{Sid}` */
export interface ServiceContext extends BareFetch<ServiceInstance>, OptionalUpdate<ServiceContextUpdateOptions, ServiceInstance>, BareRemove {}

/** list: `GET /v2/Services`; create: `POST /v2/Services` */
export interface ServiceListInstance extends Callable<[sid: string], ServiceContext>, Listing<unknown, ServiceInstance>, RequiredCreate<ServiceListInstanceCreateOptions, ServiceInstance> {}

export interface TranscriptListInstanceOptions {
  serviceSid?: string
  beforeStartTime?: string
  afterStartTime?: string
  beforeDateCreated?: string
  afterDateCreated?: string
  status?: string
  languageCode?: string
  sourceSid?: string
}

export interface TranscriptListInstanceCreateOptions {
  serviceSid: string
  channel: unknown
  customerKey?: string
  mediaStartTime?: Date | string
}

/** A record of Transcript. */
export interface TranscriptInstance extends BareFetch<TranscriptInstance>, BareRemove {
  accountSid: string
  serviceSid: string
  sid: string
  dateCreated: Date
  dateUpdated: Date
  status: TranscriptStatus
  channel: any
  dataLogging: boolean
  languageCode: string
  customerKey: string
  mediaStartTime: Date
  duration: number
  url: string
  redaction: boolean
  encryptionCredentialSid: string
  links: Record<string, string>
  operatorResults(): OperatorResultListInstance
  sentences(): SentenceListInstance
  media(): MediaListInstance
  encryptedOperatorResults(): EncryptedOperatorResultsListInstance
  encryptedSentences(): EncryptedSentencesListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Transcripts/{Sid}`; remove: `DELETE /v2/Transcripts/{Sid}` */
export interface TranscriptContext extends BareFetch<TranscriptInstance>, BareRemove {
  readonly operatorResults: OperatorResultListInstance
  readonly sentences: SentenceListInstance
  readonly media: MediaListInstance
  readonly encryptedOperatorResults: EncryptedOperatorResultsListInstance
  readonly encryptedSentences: EncryptedSentencesListInstance
}

/** list: `GET /v2/Transcripts`; create: `POST /v2/Transcripts` */
export interface TranscriptListInstance extends Callable<[sid: string], TranscriptContext>, Listing<TranscriptListInstanceOptions, TranscriptInstance>, RequiredCreate<TranscriptListInstanceCreateOptions, TranscriptInstance> {}

export interface OperatorResultContextFetchOptions {
  redacted?: boolean
}

export interface OperatorResultListInstanceOptions {
  redacted?: boolean
}

/** A record of OperatorResult. */
export interface OperatorResultInstance extends OptionalFetch<OperatorResultContextFetchOptions, OperatorResultInstance> {
  operatorType: OperatorResultOperatorType
  name: string
  operatorSid: string
  extractMatch: boolean
  matchProbability: number
  normalizedResult: string
  utteranceResults: Array<any>
  utteranceMatch: boolean
  predictedLabel: string
  predictedProbability: number
  labelProbabilities: any
  extractResults: any
  textGenerationResults: any
  jsonResults: any
  transcriptSid: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Transcripts/{TranscriptSid}/OperatorResults/{OperatorSid}` */
export interface OperatorResultContext extends OptionalFetch<OperatorResultContextFetchOptions, OperatorResultInstance> {}

/** list: `GET /v2/Transcripts/{TranscriptSid}/OperatorResults` */
export interface OperatorResultListInstance extends Callable<[operatorSid: string], OperatorResultContext>, Listing<OperatorResultListInstanceOptions, OperatorResultInstance> {}

export interface SentenceListInstanceOptions {
  redacted?: boolean
  wordTimestamps?: boolean
}

/** A record of Sentence. */
export interface SentenceInstance {
  mediaChannel: number
  sentenceIndex: number
  startTime: string
  endTime: string
  transcript: string
  sid: string
  confidence: string
  words: Array<any>
  toJSON(): Record<string, any>
}

/** list: `GET /v2/Transcripts/{TranscriptSid}/Sentences` */
export interface SentenceListInstance extends Listing<SentenceListInstanceOptions, SentenceInstance> {}

export interface MediaContextFetchOptions {
  redacted?: boolean
}

/** A record of Media. */
export interface MediaInstance extends OptionalFetch<MediaContextFetchOptions, MediaInstance> {
  accountSid: string
  mediaUrl: string
  serviceSid: string
  sid: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Transcripts/{Sid}/Media` */
export interface MediaContext extends OptionalFetch<MediaContextFetchOptions, MediaInstance> {}

/** A place on the way. */
export interface MediaListInstance extends Callable<[], MediaContext> {}

export interface EncryptedOperatorResultsContextFetchOptions {
  redacted?: boolean
}

/** A record of EncryptedOperatorResults. */
export interface EncryptedOperatorResultsInstance extends OptionalFetch<EncryptedOperatorResultsContextFetchOptions, EncryptedOperatorResultsInstance> {
  locations: Array<string>
  transcriptSid: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Transcripts/{TranscriptSid}/OperatorResults/Encrypted` */
export interface EncryptedOperatorResultsContext extends OptionalFetch<EncryptedOperatorResultsContextFetchOptions, EncryptedOperatorResultsInstance> {}

/** A place on the way. */
export interface EncryptedOperatorResultsListInstance extends Callable<[], EncryptedOperatorResultsContext> {}

export interface EncryptedSentencesContextFetchOptions {
  redacted?: boolean
}

/** A record of EncryptedSentences. */
export interface EncryptedSentencesInstance extends OptionalFetch<EncryptedSentencesContextFetchOptions, EncryptedSentencesInstance> {
  location: string
  transcriptSid: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Transcripts/{TranscriptSid}/Sentences/Encrypted` */
export interface EncryptedSentencesContext extends OptionalFetch<EncryptedSentencesContextFetchOptions, EncryptedSentencesInstance> {}

/** A place on the way. */
export interface EncryptedSentencesListInstance extends Callable<[], EncryptedSentencesContext> {}

export interface CustomOperatorContextUpdateOptions {
  friendlyName: string
  config: unknown
  ifMatch?: string
}

export interface CustomOperatorListInstanceOptions {
  availability?: CustomOperatorAvailability
  languageCode?: string
}

export interface CustomOperatorListInstanceCreateOptions {
  friendlyName: string
  operatorType: string
  config: unknown
}

/** A record of CustomOperator. */
export interface CustomOperatorInstance extends BareFetch<CustomOperatorInstance>, RequiredUpdate<CustomOperatorContextUpdateOptions, CustomOperatorInstance>, BareRemove {
  accountSid: string
  sid: string
  friendlyName: string
  description: string
  author: string
  operatorType: string
  version: number
  availability: CustomOperatorAvailability
  config: any
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Operators/Custom/{Sid}`; update: `POST /v2/Operators/Custom/{Sid}`; remove: `DELETE /v2/Operators/Custom/{Sid}` */
export interface CustomOperatorContext extends BareFetch<CustomOperatorInstance>, RequiredUpdate<CustomOperatorContextUpdateOptions, CustomOperatorInstance>, BareRemove {}

/** list: `GET /v2/Operators/Custom`; create: `POST /v2/Operators/Custom` */
export interface CustomOperatorListInstance extends Callable<[sid: string], CustomOperatorContext>, Listing<CustomOperatorListInstanceOptions, CustomOperatorInstance>, RequiredCreate<CustomOperatorListInstanceCreateOptions, CustomOperatorInstance> {}

export interface PrebuiltOperatorListInstanceOptions {
  availability?: PrebuiltOperatorAvailability
  languageCode?: string
}

/** A record of PrebuiltOperator. */
export interface PrebuiltOperatorInstance extends BareFetch<PrebuiltOperatorInstance> {
  accountSid: string
  sid: string
  friendlyName: string
  description: string
  author: string
  operatorType: string
  version: number
  availability: PrebuiltOperatorAvailability
  config: any
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Operators/PreBuilt/{Sid}` */
export interface PrebuiltOperatorContext extends BareFetch<PrebuiltOperatorInstance> {}

/** list: `GET /v2/Operators/PreBuilt` */
export interface PrebuiltOperatorListInstance extends Callable<[sid: string], PrebuiltOperatorContext>, Listing<PrebuiltOperatorListInstanceOptions, PrebuiltOperatorInstance> {}

/** A record of OperatorAttachments. */
export interface OperatorAttachmentsInstance extends BareFetch<OperatorAttachmentsInstance> {
  serviceSid: string
  operatorSids: Array<string>
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Services/{ServiceSid}/Operators` */
export interface OperatorAttachmentsContext extends BareFetch<OperatorAttachmentsInstance> {}

/** A place on the way. */
export interface OperatorAttachmentsListInstance extends Callable<[serviceSid: string], OperatorAttachmentsContext> {}

/** A record of OperatorAttachment. */
export interface OperatorAttachmentInstance extends BareCreate<OperatorAttachmentInstance>, BareRemove {
  serviceSid: string
  operatorSid: string
  url: string
  toJSON(): Record<string, any>
}

/** create: `POST /v2/Services/{ServiceSid}/Operators/{OperatorSid}`; remove: `DELETE /v2/Services/{ServiceSid}/Operators/{OperatorSid}` */
export interface OperatorAttachmentContext extends BareCreate<OperatorAttachmentInstance>, BareRemove {}

/** A place on the way. */
export interface OperatorAttachmentListInstance extends Callable<[serviceSid: string, operatorSid: string], OperatorAttachmentContext> {}

/** Version v2 of intelligence. */
export interface IntelligenceV2 {
  readonly operators: OperatorListInstance
  readonly operatorType: OperatorTypeListInstance
  readonly services: ServiceListInstance
  readonly transcripts: TranscriptListInstance
  readonly customOperators: CustomOperatorListInstance
  readonly prebuiltOperators: PrebuiltOperatorListInstance
  readonly operatorAttachments: OperatorAttachmentsListInstance
  readonly operatorAttachment: OperatorAttachmentListInstance
}
