// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, OptionalCreate, OptionalFetch, OptionalUpdate, RequiredCreate, RequiredUpdate } from '../../rest/types.ts'

export type AccountStatus = "active" | "suspended" | "closed"

export type AccountType = "Trial" | "Full"

export type AuthorizedConnectAppPermission = "get-all" | "post-all"

export type CallRecordingSource = "DialVerb" | "Conference" | "OutboundAPI" | "Trunking" | "RecordVerb" | "StartCallRecordingAPI" | "StartConferenceRecordingAPI"

export type CallRecordingStatus = "in-progress" | "paused" | "stopped" | "processing" | "completed" | "absent"

export type CallStatus = "queued" | "ringing" | "in-progress" | "completed" | "busy" | "failed" | "no-answer" | "canceled"

export type CallUpdateStatus = "canceled" | "completed"

export type ConferenceReasonConferenceEnded = "conference-ended-via-api" | "participant-with-end-conference-on-exit-left" | "participant-with-end-conference-on-exit-kicked" | "last-participant-kicked" | "last-participant-left"

export type ConferenceRecordingSource = "DialVerb" | "Conference" | "OutboundAPI" | "Trunking" | "RecordVerb" | "StartCallRecordingAPI" | "StartConferenceRecordingAPI"

export type ConferenceRecordingStatus = "in-progress" | "paused" | "stopped" | "processing" | "completed" | "absent"

export type ConferenceStatus = "init" | "in-progress" | "completed"

export type ConferenceUpdateStatus = "completed"

export type ConnectAppPermission = "get-all" | "post-all"

export type DependentPhoneNumberAddressRequirement = "none" | "any" | "local" | "foreign"

export type DependentPhoneNumberEmergencyStatus = "Active" | "Inactive"

export type IncomingPhoneNumberAddressRequirement = "none" | "any" | "local" | "foreign"

export type IncomingPhoneNumberEmergencyAddressStatus = "registered" | "unregistered" | "pending-registration" | "registration-failure" | "pending-unregistration" | "unregistration-failure"

export type IncomingPhoneNumberEmergencyStatus = "Active" | "Inactive"

export type IncomingPhoneNumberLocalAddressRequirement = "none" | "any" | "local" | "foreign"

export type IncomingPhoneNumberLocalEmergencyAddressStatus = "registered" | "unregistered" | "pending-registration" | "registration-failure" | "pending-unregistration" | "unregistration-failure"

export type IncomingPhoneNumberLocalEmergencyStatus = "Active" | "Inactive"

export type IncomingPhoneNumberLocalVoiceReceiveMode = "voice" | "fax"

export type IncomingPhoneNumberMobileAddressRequirement = "none" | "any" | "local" | "foreign"

export type IncomingPhoneNumberMobileEmergencyAddressStatus = "registered" | "unregistered" | "pending-registration" | "registration-failure" | "pending-unregistration" | "unregistration-failure"

export type IncomingPhoneNumberMobileEmergencyStatus = "Active" | "Inactive"

export type IncomingPhoneNumberMobileVoiceReceiveMode = "voice" | "fax"

export type IncomingPhoneNumberTollFreeAddressRequirement = "none" | "any" | "local" | "foreign"

export type IncomingPhoneNumberTollFreeEmergencyAddressStatus = "registered" | "unregistered" | "pending-registration" | "registration-failure" | "pending-unregistration" | "unregistration-failure"

export type IncomingPhoneNumberTollFreeEmergencyStatus = "Active" | "Inactive"

export type IncomingPhoneNumberTollFreeVoiceReceiveMode = "voice" | "fax"

export type IncomingPhoneNumberVoiceReceiveMode = "voice" | "fax"

export type MessageAddressRetention = "retain" | "obfuscate"

export type MessageContentRetention = "retain" | "discard"

export type MessageDirection = "inbound" | "outbound-api" | "outbound-call" | "outbound-reply"

export type MessageFeedbackOutcome = "confirmed" | "unconfirmed"

export type MessageRiskCheck = "enable" | "disable"

export type MessageScheduleType = "fixed"

export type MessageStatus = "queued" | "sending" | "sent" | "failed" | "delivered" | "undelivered" | "receiving" | "received" | "accepted" | "scheduled" | "read" | "partially_delivered" | "canceled"

export type MessageTrafficType = "free"

export type MessageUpdateStatus = "canceled"

export type ParticipantStatus = "queued" | "connecting" | "ringing" | "connected" | "complete" | "failed"

export type PaymentsBankAccountType = "consumer-checking" | "consumer-savings" | "commercial-checking"

export type PaymentsCapture = "payment-card-number" | "expiration-date" | "security-code" | "postal-code" | "bank-routing-number" | "bank-account-number" | "payment-card-number-matcher" | "expiration-date-matcher" | "security-code-matcher" | "postal-code-matcher"

export type PaymentsPaymentMethod = "credit-card" | "ach-debit"

export type PaymentsStatus = "complete" | "cancel"

export type PaymentsTokenType = "one-time" | "reusable" | "payment-method"

export type RealtimeTranscriptionStatus = "in-progress" | "stopped"

export type RealtimeTranscriptionTrack = "inbound_track" | "outbound_track" | "both_tracks"

export type RealtimeTranscriptionUpdateStatus = "stopped"

export type RecordingAddOnResultStatus = "canceled" | "completed" | "deleted" | "failed" | "in-progress" | "init" | "processing" | "queued"

export type RecordingSource = "DialVerb" | "Conference" | "OutboundAPI" | "Trunking" | "RecordVerb" | "StartCallRecordingAPI" | "StartConferenceRecordingAPI"

export type RecordingStatus = "in-progress" | "paused" | "stopped" | "processing" | "completed" | "absent" | "deleted"

export type RecordingTranscriptionStatus = "in-progress" | "completed" | "failed"

export type SiprecStatus = "in-progress" | "stopped"

export type SiprecTrack = "inbound_track" | "outbound_track" | "both_tracks"

export type SiprecUpdateStatus = "stopped"

export type StreamStatus = "in-progress" | "stopped"

export type StreamTrack = "inbound_track" | "outbound_track" | "both_tracks"

export type StreamUpdateStatus = "stopped"

export type TranscriptionStatus = "in-progress" | "completed" | "failed"

export type UsageTriggerRecurring = "daily" | "monthly" | "yearly" | "alltime"

export type UsageTriggerTriggerField = "count" | "usage" | "price"

export interface AccountContextUpdateOptions {
  friendlyName?: string
  status?: AccountStatus
}

export interface AccountListInstanceOptions {
  friendlyName?: string
  status?: AccountStatus
}

export interface AccountListInstanceCreateOptions {
  friendlyName?: string
}

/** A record of Account. */
export interface AccountInstance extends BareFetch<AccountInstance>, OptionalUpdate<AccountContextUpdateOptions, AccountInstance> {
  authToken: string
  dateCreated: Date
  dateUpdated: Date
  friendlyName: string
  ownerAccountSid: string
  sid: string
  status: AccountStatus
  subresourceUris: Record<string, string>
  type: AccountType
  uri: string
  addresses(): AddressListInstance
  applications(): ApplicationListInstance
  authorizedConnectApps(): AuthorizedConnectAppListInstance
  availablePhoneNumbers(): AvailablePhoneNumberCountryListInstance
  balance(): BalanceListInstance
  calls(): CallListInstance
  conferences(): ConferenceListInstance
  connectApps(): ConnectAppListInstance
  incomingPhoneNumbers(): IncomingPhoneNumberListInstance
  keys(): KeyListInstance
  newKeys(): NewKeyListInstance
  messages(): MessageListInstance
  signingKeys(): SigningKeyListInstance
  newSigningKeys(): NewSigningKeyListInstance
  notifications(): NotificationListInstance
  outgoingCallerIds(): OutgoingCallerIdListInstance
  validationRequests(): ValidationRequestListInstance
  queues(): QueueListInstance
  recordings(): RecordingListInstance
  sip(): AccountSipListInstance
  tokens(): TokenListInstance
  transcriptions(): TranscriptionListInstance
  usage(): AccountUsageListInstance
  shortCodes(): ShortCodeListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{Sid}.json`; update: `POST /2010-04-01/Accounts/{Sid}.json` */
export interface AccountContext extends BareFetch<AccountInstance>, OptionalUpdate<AccountContextUpdateOptions, AccountInstance> {
  readonly addresses: AddressListInstance
  readonly applications: ApplicationListInstance
  readonly authorizedConnectApps: AuthorizedConnectAppListInstance
  readonly availablePhoneNumbers: AvailablePhoneNumberCountryListInstance
  readonly balance: BalanceListInstance
  readonly calls: CallListInstance
  readonly conferences: ConferenceListInstance
  readonly connectApps: ConnectAppListInstance
  readonly incomingPhoneNumbers: IncomingPhoneNumberListInstance
  readonly keys: KeyListInstance
  readonly newKeys: NewKeyListInstance
  readonly messages: MessageListInstance
  readonly signingKeys: SigningKeyListInstance
  readonly newSigningKeys: NewSigningKeyListInstance
  readonly notifications: NotificationListInstance
  readonly outgoingCallerIds: OutgoingCallerIdListInstance
  readonly validationRequests: ValidationRequestListInstance
  readonly queues: QueueListInstance
  readonly recordings: RecordingListInstance
  readonly sip: AccountSipListInstance
  readonly tokens: TokenListInstance
  readonly transcriptions: TranscriptionListInstance
  readonly usage: AccountUsageListInstance
  readonly shortCodes: ShortCodeListInstance
}

/** list: `GET /2010-04-01/Accounts.json`; create: `POST /2010-04-01/Accounts.json` */
export interface AccountListInstance extends Callable<[sid: string], AccountContext>, Listing<AccountListInstanceOptions, AccountInstance>, OptionalCreate<AccountListInstanceCreateOptions, AccountInstance> {}

export interface AddressContextUpdateOptions {
  friendlyName?: string
  customerName?: string
  street?: string
  city?: string
  region?: string
  postalCode?: string
  emergencyEnabled?: boolean
  autoCorrectAddress?: boolean
  streetSecondary?: string
}

export interface AddressListInstanceOptions {
  customerName?: string
  friendlyName?: string
  emergencyEnabled?: boolean
  isoCountry?: string
}

export interface AddressListInstanceCreateOptions {
  customerName: string
  street: string
  city: string
  region: string
  postalCode: string
  isoCountry: string
  friendlyName?: string
  emergencyEnabled?: boolean
  autoCorrectAddress?: boolean
  streetSecondary?: string
}

/** A record of Address. */
export interface AddressInstance extends BareFetch<AddressInstance>, OptionalUpdate<AddressContextUpdateOptions, AddressInstance>, BareRemove {
  accountSid: string
  city: string
  customerName: string
  dateCreated: Date
  dateUpdated: Date
  friendlyName: string
  isoCountry: string
  postalCode: string
  region: string
  sid: string
  street: string
  uri: string
  emergencyEnabled: boolean
  validated: boolean
  verified: boolean
  streetSecondary: string
  dependentPhoneNumbers(): DependentPhoneNumberListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/Addresses/{Sid}.json`; update: `POST /2010-04-01/Accounts/{AccountSid}/Addresses/{Sid}.json`; remove: `DELETE /2010-04-01/Accounts/{AccountSid}/Addresses/{Sid}.json` */
export interface AddressContext extends BareFetch<AddressInstance>, OptionalUpdate<AddressContextUpdateOptions, AddressInstance>, BareRemove {
  readonly dependentPhoneNumbers: DependentPhoneNumberListInstance
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/Addresses.json`; create: `POST /2010-04-01/Accounts/{AccountSid}/Addresses.json` */
export interface AddressListInstance extends Callable<[sid: string], AddressContext>, Listing<AddressListInstanceOptions, AddressInstance>, RequiredCreate<AddressListInstanceCreateOptions, AddressInstance> {}

/** A record of DependentPhoneNumber. */
export interface DependentPhoneNumberInstance {
  sid: string
  accountSid: string
  friendlyName: string
  phoneNumber: string
  voiceUrl: string
  voiceMethod: string
  voiceFallbackMethod: string
  voiceFallbackUrl: string
  voiceCallerIdLookup: boolean
  dateCreated: Date
  dateUpdated: Date
  smsFallbackMethod: string
  smsFallbackUrl: string
  smsMethod: string
  smsUrl: string
  addressRequirements: DependentPhoneNumberAddressRequirement
  capabilities: any
  statusCallback: string
  statusCallbackMethod: string
  apiVersion: string
  smsApplicationSid: string
  voiceApplicationSid: string
  trunkSid: string
  emergencyStatus: DependentPhoneNumberEmergencyStatus
  emergencyAddressSid: string
  uri: string
  toJSON(): Record<string, any>
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/Addresses/{AddressSid}/DependentPhoneNumbers.json` */
export interface DependentPhoneNumberListInstance extends Listing<unknown, DependentPhoneNumberInstance> {}

export interface ApplicationContextUpdateOptions {
  friendlyName?: string
  apiVersion?: string
  voiceUrl?: string
  voiceMethod?: string
  voiceFallbackUrl?: string
  voiceFallbackMethod?: string
  statusCallback?: string
  statusCallbackMethod?: string
  voiceCallerIdLookup?: boolean
  smsUrl?: string
  smsMethod?: string
  smsFallbackUrl?: string
  smsFallbackMethod?: string
  smsStatusCallback?: string
  messageStatusCallback?: string
  publicApplicationConnectEnabled?: boolean
}

export interface ApplicationListInstanceOptions {
  friendlyName?: string
}

export interface ApplicationListInstanceCreateOptions {
  apiVersion?: string
  voiceUrl?: string
  voiceMethod?: string
  voiceFallbackUrl?: string
  voiceFallbackMethod?: string
  statusCallback?: string
  statusCallbackMethod?: string
  voiceCallerIdLookup?: boolean
  smsUrl?: string
  smsMethod?: string
  smsFallbackUrl?: string
  smsFallbackMethod?: string
  smsStatusCallback?: string
  messageStatusCallback?: string
  friendlyName?: string
  publicApplicationConnectEnabled?: boolean
}

/** A record of Application. */
export interface ApplicationInstance extends BareFetch<ApplicationInstance>, OptionalUpdate<ApplicationContextUpdateOptions, ApplicationInstance>, BareRemove {
  accountSid: string
  apiVersion: string
  dateCreated: Date
  dateUpdated: Date
  friendlyName: string
  messageStatusCallback: string
  sid: string
  smsFallbackMethod: string
  smsFallbackUrl: string
  smsMethod: string
  smsStatusCallback: string
  smsUrl: string
  statusCallback: string
  statusCallbackMethod: string
  uri: string
  voiceCallerIdLookup: boolean
  voiceFallbackMethod: string
  voiceFallbackUrl: string
  voiceMethod: string
  voiceUrl: string
  publicApplicationConnectEnabled: boolean
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/Applications/{Sid}.json`; update: `POST /2010-04-01/Accounts/{AccountSid}/Applications/{Sid}.json`; remove: `DELETE /2010-04-01/Accounts/{AccountSid}/Applications/{Sid}.json` */
export interface ApplicationContext extends BareFetch<ApplicationInstance>, OptionalUpdate<ApplicationContextUpdateOptions, ApplicationInstance>, BareRemove {}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/Applications.json`; create: `POST /2010-04-01/Accounts/{AccountSid}/Applications.json` */
export interface ApplicationListInstance extends Callable<[sid: string], ApplicationContext>, Listing<ApplicationListInstanceOptions, ApplicationInstance>, OptionalCreate<ApplicationListInstanceCreateOptions, ApplicationInstance> {}

/** A record of AuthorizedConnectApp. */
export interface AuthorizedConnectAppInstance extends BareFetch<AuthorizedConnectAppInstance> {
  accountSid: string
  connectAppCompanyName: string
  connectAppDescription: string
  connectAppFriendlyName: string
  connectAppHomepageUrl: string
  connectAppSid: string
  permissions: Array<AuthorizedConnectAppPermission>
  uri: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/AuthorizedConnectApps/{ConnectAppSid}.json` */
export interface AuthorizedConnectAppContext extends BareFetch<AuthorizedConnectAppInstance> {}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/AuthorizedConnectApps.json` */
export interface AuthorizedConnectAppListInstance extends Callable<[connectAppSid: string], AuthorizedConnectAppContext>, Listing<unknown, AuthorizedConnectAppInstance> {}

/** A record of AvailablePhoneNumberCountry. */
export interface AvailablePhoneNumberCountryInstance extends BareFetch<AvailablePhoneNumberCountryInstance> {
  countryCode: string
  country: string
  uri: string
  beta: boolean
  subresourceUris: Record<string, string>
  local(): AvailablePhoneNumberLocalListInstance
  machineToMachine(): AvailablePhoneNumberMachineToMachineListInstance
  mobile(): AvailablePhoneNumberMobileListInstance
  national(): AvailablePhoneNumberNationalListInstance
  sharedCost(): AvailablePhoneNumberSharedCostListInstance
  tollFree(): AvailablePhoneNumberTollFreeListInstance
  voip(): AvailablePhoneNumberVoipListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{CountryCode}.json` */
export interface AvailablePhoneNumberCountryContext extends BareFetch<AvailablePhoneNumberCountryInstance> {
  readonly local: AvailablePhoneNumberLocalListInstance
  readonly machineToMachine: AvailablePhoneNumberMachineToMachineListInstance
  readonly mobile: AvailablePhoneNumberMobileListInstance
  readonly national: AvailablePhoneNumberNationalListInstance
  readonly sharedCost: AvailablePhoneNumberSharedCostListInstance
  readonly tollFree: AvailablePhoneNumberTollFreeListInstance
  readonly voip: AvailablePhoneNumberVoipListInstance
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers.json` */
export interface AvailablePhoneNumberCountryListInstance extends Callable<[countryCode: string], AvailablePhoneNumberCountryContext>, Listing<unknown, AvailablePhoneNumberCountryInstance> {}

export interface AvailablePhoneNumberLocalListInstanceOptions {
  areaCode?: number
  contains?: string
  smsEnabled?: boolean
  mmsEnabled?: boolean
  voiceEnabled?: boolean
  excludeAllAddressRequired?: boolean
  excludeLocalAddressRequired?: boolean
  excludeForeignAddressRequired?: boolean
  beta?: boolean
  nearNumber?: string
  nearLatLong?: string
  distance?: number
  inPostalCode?: string
  inRegion?: string
  inRateCenter?: string
  inLata?: string
  inLocality?: string
  faxEnabled?: boolean
}

/** A record of AvailablePhoneNumberLocal. */
export interface AvailablePhoneNumberLocalInstance {
  friendlyName: string
  phoneNumber: string
  lata: string
  locality: string
  rateCenter: string
  latitude: number
  longitude: number
  region: string
  postalCode: string
  isoCountry: string
  addressRequirements: string
  beta: boolean
  capabilities: { mms: boolean; sms: boolean; voice: boolean; fax: boolean }
  toJSON(): Record<string, any>
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{CountryCode}/Local.json` */
export interface AvailablePhoneNumberLocalListInstance extends Listing<AvailablePhoneNumberLocalListInstanceOptions, AvailablePhoneNumberLocalInstance> {}

export interface AvailablePhoneNumberMachineToMachineListInstanceOptions {
  areaCode?: number
  contains?: string
  smsEnabled?: boolean
  mmsEnabled?: boolean
  voiceEnabled?: boolean
  excludeAllAddressRequired?: boolean
  excludeLocalAddressRequired?: boolean
  excludeForeignAddressRequired?: boolean
  beta?: boolean
  nearNumber?: string
  nearLatLong?: string
  distance?: number
  inPostalCode?: string
  inRegion?: string
  inRateCenter?: string
  inLata?: string
  inLocality?: string
  faxEnabled?: boolean
}

/** A record of AvailablePhoneNumberMachineToMachine. */
export interface AvailablePhoneNumberMachineToMachineInstance {
  friendlyName: string
  phoneNumber: string
  lata: string
  locality: string
  rateCenter: string
  latitude: number
  longitude: number
  region: string
  postalCode: string
  isoCountry: string
  addressRequirements: string
  beta: boolean
  capabilities: { mms: boolean; sms: boolean; voice: boolean; fax: boolean }
  toJSON(): Record<string, any>
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{CountryCode}/MachineToMachine.json` */
export interface AvailablePhoneNumberMachineToMachineListInstance extends Listing<AvailablePhoneNumberMachineToMachineListInstanceOptions, AvailablePhoneNumberMachineToMachineInstance> {}

export interface AvailablePhoneNumberMobileListInstanceOptions {
  areaCode?: number
  contains?: string
  smsEnabled?: boolean
  mmsEnabled?: boolean
  voiceEnabled?: boolean
  excludeAllAddressRequired?: boolean
  excludeLocalAddressRequired?: boolean
  excludeForeignAddressRequired?: boolean
  beta?: boolean
  nearNumber?: string
  nearLatLong?: string
  distance?: number
  inPostalCode?: string
  inRegion?: string
  inRateCenter?: string
  inLata?: string
  inLocality?: string
  faxEnabled?: boolean
}

/** A record of AvailablePhoneNumberMobile. */
export interface AvailablePhoneNumberMobileInstance {
  friendlyName: string
  phoneNumber: string
  lata: string
  locality: string
  rateCenter: string
  latitude: number
  longitude: number
  region: string
  postalCode: string
  isoCountry: string
  addressRequirements: string
  beta: boolean
  capabilities: { mms: boolean; sms: boolean; voice: boolean; fax: boolean }
  toJSON(): Record<string, any>
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{CountryCode}/Mobile.json` */
export interface AvailablePhoneNumberMobileListInstance extends Listing<AvailablePhoneNumberMobileListInstanceOptions, AvailablePhoneNumberMobileInstance> {}

export interface AvailablePhoneNumberNationalListInstanceOptions {
  areaCode?: number
  contains?: string
  smsEnabled?: boolean
  mmsEnabled?: boolean
  voiceEnabled?: boolean
  excludeAllAddressRequired?: boolean
  excludeLocalAddressRequired?: boolean
  excludeForeignAddressRequired?: boolean
  beta?: boolean
  nearNumber?: string
  nearLatLong?: string
  distance?: number
  inPostalCode?: string
  inRegion?: string
  inRateCenter?: string
  inLata?: string
  inLocality?: string
  faxEnabled?: boolean
}

/** A record of AvailablePhoneNumberNational. */
export interface AvailablePhoneNumberNationalInstance {
  friendlyName: string
  phoneNumber: string
  lata: string
  locality: string
  rateCenter: string
  latitude: number
  longitude: number
  region: string
  postalCode: string
  isoCountry: string
  addressRequirements: string
  beta: boolean
  capabilities: { mms: boolean; sms: boolean; voice: boolean; fax: boolean }
  toJSON(): Record<string, any>
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{CountryCode}/National.json` */
export interface AvailablePhoneNumberNationalListInstance extends Listing<AvailablePhoneNumberNationalListInstanceOptions, AvailablePhoneNumberNationalInstance> {}

export interface AvailablePhoneNumberSharedCostListInstanceOptions {
  areaCode?: number
  contains?: string
  smsEnabled?: boolean
  mmsEnabled?: boolean
  voiceEnabled?: boolean
  excludeAllAddressRequired?: boolean
  excludeLocalAddressRequired?: boolean
  excludeForeignAddressRequired?: boolean
  beta?: boolean
  nearNumber?: string
  nearLatLong?: string
  distance?: number
  inPostalCode?: string
  inRegion?: string
  inRateCenter?: string
  inLata?: string
  inLocality?: string
  faxEnabled?: boolean
}

/** A record of AvailablePhoneNumberSharedCost. */
export interface AvailablePhoneNumberSharedCostInstance {
  friendlyName: string
  phoneNumber: string
  lata: string
  locality: string
  rateCenter: string
  latitude: number
  longitude: number
  region: string
  postalCode: string
  isoCountry: string
  addressRequirements: string
  beta: boolean
  capabilities: { mms: boolean; sms: boolean; voice: boolean; fax: boolean }
  toJSON(): Record<string, any>
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{CountryCode}/SharedCost.json` */
export interface AvailablePhoneNumberSharedCostListInstance extends Listing<AvailablePhoneNumberSharedCostListInstanceOptions, AvailablePhoneNumberSharedCostInstance> {}

export interface AvailablePhoneNumberTollFreeListInstanceOptions {
  areaCode?: number
  contains?: string
  smsEnabled?: boolean
  mmsEnabled?: boolean
  voiceEnabled?: boolean
  excludeAllAddressRequired?: boolean
  excludeLocalAddressRequired?: boolean
  excludeForeignAddressRequired?: boolean
  beta?: boolean
  nearNumber?: string
  nearLatLong?: string
  distance?: number
  inPostalCode?: string
  inRegion?: string
  inRateCenter?: string
  inLata?: string
  inLocality?: string
  faxEnabled?: boolean
}

/** A record of AvailablePhoneNumberTollFree. */
export interface AvailablePhoneNumberTollFreeInstance {
  friendlyName: string
  phoneNumber: string
  lata: string
  locality: string
  rateCenter: string
  latitude: number
  longitude: number
  region: string
  postalCode: string
  isoCountry: string
  addressRequirements: string
  beta: boolean
  capabilities: { mms: boolean; sms: boolean; voice: boolean; fax: boolean }
  toJSON(): Record<string, any>
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{CountryCode}/TollFree.json` */
export interface AvailablePhoneNumberTollFreeListInstance extends Listing<AvailablePhoneNumberTollFreeListInstanceOptions, AvailablePhoneNumberTollFreeInstance> {}

export interface AvailablePhoneNumberVoipListInstanceOptions {
  areaCode?: number
  contains?: string
  smsEnabled?: boolean
  mmsEnabled?: boolean
  voiceEnabled?: boolean
  excludeAllAddressRequired?: boolean
  excludeLocalAddressRequired?: boolean
  excludeForeignAddressRequired?: boolean
  beta?: boolean
  nearNumber?: string
  nearLatLong?: string
  distance?: number
  inPostalCode?: string
  inRegion?: string
  inRateCenter?: string
  inLata?: string
  inLocality?: string
  faxEnabled?: boolean
}

/** A record of AvailablePhoneNumberVoip. */
export interface AvailablePhoneNumberVoipInstance {
  friendlyName: string
  phoneNumber: string
  lata: string
  locality: string
  rateCenter: string
  latitude: number
  longitude: number
  region: string
  postalCode: string
  isoCountry: string
  addressRequirements: string
  beta: boolean
  capabilities: { mms: boolean; sms: boolean; voice: boolean; fax: boolean }
  toJSON(): Record<string, any>
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{CountryCode}/Voip.json` */
export interface AvailablePhoneNumberVoipListInstance extends Listing<AvailablePhoneNumberVoipListInstanceOptions, AvailablePhoneNumberVoipInstance> {}

/** A record of Balance. */
export interface BalanceInstance {
  accountSid: string
  balance: string
  currency: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/Balance.json` */
export interface BalanceListInstance extends BareFetch<BalanceInstance> {}

export interface CallContextUpdateOptions {
  url?: string
  method?: string
  status?: CallUpdateStatus
  fallbackUrl?: string
  fallbackMethod?: string
  statusCallback?: string
  statusCallbackMethod?: string
  twiml?: string | { toString(): string }
  timeLimit?: number
}

export interface CallListInstanceOptions {
  to?: string
  from?: string
  parentCallSid?: string
  status?: CallStatus
  startTime?: Date | string
  startTimeBefore?: Date | string
  startTimeAfter?: Date | string
  endTime?: Date | string
  endTimeBefore?: Date | string
  endTimeAfter?: Date | string
}

export interface CallListInstanceCreateOptions {
  to: string
  from: string
  method?: string
  fallbackUrl?: string
  fallbackMethod?: string
  statusCallback?: string
  statusCallbackEvent?: ReadonlyArray<string>
  statusCallbackMethod?: string
  sendDigits?: string
  timeout?: number
  record?: boolean
  recordingChannels?: string
  recordingStatusCallback?: string
  recordingStatusCallbackMethod?: string
  recordingConfigurationId?: string
  sipAuthUsername?: string
  sipAuthPassword?: string
  machineDetection?: string
  machineDetectionTimeout?: number
  recordingStatusCallbackEvent?: ReadonlyArray<string>
  trim?: string
  callerId?: string
  machineDetectionSpeechThreshold?: number
  machineDetectionSpeechEndThreshold?: number
  machineDetectionSilenceTimeout?: number
  asyncAmd?: string
  asyncAmdStatusCallback?: string
  asyncAmdStatusCallbackMethod?: string
  passports?: string
  byoc?: string
  callReason?: string
  callToken?: string
  recordingTrack?: string
  timeLimit?: number
  clientNotificationUrl?: string
  url?: string
  twiml?: string | { toString(): string }
  applicationSid?: string
}

/** A record of Call. */
export interface CallInstance extends BareFetch<CallInstance>, OptionalUpdate<CallContextUpdateOptions, CallInstance>, BareRemove {
  sid: string
  dateCreated: Date
  dateUpdated: Date
  parentCallSid: string
  accountSid: string
  to: string
  toFormatted: string
  from: string
  fromFormatted: string
  phoneNumberSid: string
  status: CallStatus
  startTime: Date
  endTime: Date
  duration: string
  price: string
  priceUnit: string
  direction: string
  answeredBy: string
  apiVersion: string
  forwardedFrom: string
  groupSid: string
  callerName: string
  queueTime: string
  trunkSid: string
  uri: string
  subresourceUris: Record<string, string>
  events(): CallEventListInstance
  notifications(): CallNotificationListInstance
  recordings(): CallRecordingListInstance
  payments(): PaymentsListInstance
  transcriptions(): RealtimeTranscriptionListInstance
  siprec(): SiprecListInstance
  streams(): StreamListInstance
  userDefinedMessages(): UserDefinedMessageListInstance
  userDefinedMessageSubscriptions(): UserDefinedMessageSubscriptionListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/Calls/{Sid}.json`; update: `POST /2010-04-01/Accounts/{AccountSid}/Calls/{Sid}.json`; remove: `DELETE /2010-04-01/Accounts/{AccountSid}/Calls/{Sid}.json` */
export interface CallContext extends BareFetch<CallInstance>, OptionalUpdate<CallContextUpdateOptions, CallInstance>, BareRemove {
  readonly events: CallEventListInstance
  readonly notifications: CallNotificationListInstance
  readonly recordings: CallRecordingListInstance
  readonly payments: PaymentsListInstance
  readonly transcriptions: RealtimeTranscriptionListInstance
  readonly siprec: SiprecListInstance
  readonly streams: StreamListInstance
  readonly userDefinedMessages: UserDefinedMessageListInstance
  readonly userDefinedMessageSubscriptions: UserDefinedMessageSubscriptionListInstance
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/Calls.json`; create: `POST /2010-04-01/Accounts/{AccountSid}/Calls.json` */
export interface CallListInstance extends Callable<[sid: string], CallContext>, Listing<CallListInstanceOptions, CallInstance>, RequiredCreate<CallListInstanceCreateOptions, CallInstance> {}

/** A record of CallEvent. */
export interface CallEventInstance {
  request: any
  response: any
  toJSON(): Record<string, any>
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Events.json` */
export interface CallEventListInstance extends Listing<unknown, CallEventInstance> {}

export interface CallNotificationListInstanceOptions {
  log?: number
  messageDate?: Date | string
  messageDateBefore?: Date | string
  messageDateAfter?: Date | string
}

/** A record of CallNotification. */
export interface CallNotificationInstance extends BareFetch<CallNotificationInstance> {
  accountSid: string
  apiVersion: string
  callSid: string
  dateCreated: Date
  dateUpdated: Date
  errorCode: string
  log: string
  messageDate: Date
  messageText: string
  moreInfo: string
  requestMethod: string
  requestUrl: string
  requestVariables: string
  responseBody: string
  responseHeaders: string
  sid: string
  uri: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Notifications/{Sid}.json` */
export interface CallNotificationContext extends BareFetch<CallNotificationInstance> {}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Notifications.json` */
export interface CallNotificationListInstance extends Callable<[sid: string], CallNotificationContext>, Listing<CallNotificationListInstanceOptions, CallNotificationInstance> {}

export interface CallRecordingContextUpdateOptions {
  status: CallRecordingStatus
  pauseBehavior?: string
}

export interface CallRecordingListInstanceOptions {
  dateCreated?: Date | string
  dateCreatedBefore?: Date | string
  dateCreatedAfter?: Date | string
}

export interface CallRecordingListInstanceCreateOptions {
  recordingStatusCallbackEvent?: ReadonlyArray<string>
  recordingStatusCallback?: string
  recordingStatusCallbackMethod?: string
  trim?: string
  recordingChannels?: string
  recordingTrack?: string
  recordingConfigurationId?: string
}

/** A record of CallRecording. */
export interface CallRecordingInstance extends BareFetch<CallRecordingInstance>, RequiredUpdate<CallRecordingContextUpdateOptions, CallRecordingInstance>, BareRemove {
  accountSid: string
  apiVersion: string
  callSid: string
  conferenceSid: string
  dateCreated: Date
  dateUpdated: Date
  startTime: Date
  duration: string
  sid: string
  price: number
  uri: string
  encryptionDetails: any
  priceUnit: string
  status: CallRecordingStatus
  channels: number
  source: CallRecordingSource
  errorCode: number
  track: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Recordings/{Sid}.json`; update: `POST /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Recordings/{Sid}.json`; remove: `DELETE /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Recordings/{Sid}.json` */
export interface CallRecordingContext extends BareFetch<CallRecordingInstance>, RequiredUpdate<CallRecordingContextUpdateOptions, CallRecordingInstance>, BareRemove {}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Recordings.json`; create: `POST /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Recordings.json` */
export interface CallRecordingListInstance extends Callable<[sid: string], CallRecordingContext>, Listing<CallRecordingListInstanceOptions, CallRecordingInstance>, OptionalCreate<CallRecordingListInstanceCreateOptions, CallRecordingInstance> {}

export interface PaymentsContextUpdateOptions {
  idempotencyKey: string
  statusCallback: string
  capture?: PaymentsCapture
  status?: PaymentsStatus
}

export interface PaymentsListInstanceCreateOptions {
  idempotencyKey: string
  statusCallback: string
  bankAccountType?: PaymentsBankAccountType
  chargeAmount?: number
  currency?: string
  description?: string
  input?: string
  minPostalCodeLength?: number
  parameter?: unknown
  paymentConnector?: string
  paymentMethod?: PaymentsPaymentMethod
  postalCode?: boolean
  securityCode?: boolean
  timeout?: number
  tokenType?: PaymentsTokenType
  validCardTypes?: string
  requireMatchingInputs?: string
  confirmation?: string
}

/** A record of Payments. */
export interface PaymentsInstance extends RequiredUpdate<PaymentsContextUpdateOptions, PaymentsInstance> {
  accountSid: string
  callSid: string
  sid: string
  dateCreated: Date
  dateUpdated: Date
  uri: string
  toJSON(): Record<string, any>
}

/** update: `POST /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Payments/{Sid}.json` */
export interface PaymentsContext extends RequiredUpdate<PaymentsContextUpdateOptions, PaymentsInstance> {}

/** create: `POST /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Payments.json` */
export interface PaymentsListInstance extends Callable<[sid: string], PaymentsContext>, RequiredCreate<PaymentsListInstanceCreateOptions, PaymentsInstance> {}

export interface RealtimeTranscriptionContextUpdateOptions {
  status: RealtimeTranscriptionUpdateStatus
}

export interface RealtimeTranscriptionListInstanceCreateOptions {
  configurationId?: string
  name?: string
  track?: RealtimeTranscriptionTrack
  statusCallbackUrl?: string
  statusCallbackMethod?: string
  inboundTrackLabel?: string
  outboundTrackLabel?: string
  partialResults?: boolean
  languageCode?: string
  transcriptionEngine?: string
  profanityFilter?: boolean
  speechModel?: string
  hints?: string
  enableAutomaticPunctuation?: boolean
  intelligenceService?: string
  conversationConfiguration?: string
  conversationId?: string
  transcriptionConfigurationId?: string
  enableProviderData?: boolean
}

/** A record of RealtimeTranscription. */
export interface RealtimeTranscriptionInstance extends RequiredUpdate<RealtimeTranscriptionContextUpdateOptions, RealtimeTranscriptionInstance> {
  sid: string
  accountSid: string
  callSid: string
  name: string
  status: RealtimeTranscriptionStatus
  dateUpdated: Date
  uri: string
  toJSON(): Record<string, any>
}

/** update: `POST /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Transcriptions/{Sid}.json` */
export interface RealtimeTranscriptionContext extends RequiredUpdate<RealtimeTranscriptionContextUpdateOptions, RealtimeTranscriptionInstance> {}

/** create: `POST /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Transcriptions.json` */
export interface RealtimeTranscriptionListInstance extends Callable<[sid: string], RealtimeTranscriptionContext>, OptionalCreate<RealtimeTranscriptionListInstanceCreateOptions, RealtimeTranscriptionInstance> {}

export interface SiprecContextUpdateOptions {
  status: SiprecUpdateStatus
}

export interface SiprecListInstanceCreateOptions {
  name?: string
  connectorName?: string
  track?: SiprecTrack
  statusCallback?: string
  statusCallbackMethod?: string
  "parameter1.name"?: string
  "parameter1.value"?: string
  "parameter2.name"?: string
  "parameter2.value"?: string
  "parameter3.name"?: string
  "parameter3.value"?: string
  "parameter4.name"?: string
  "parameter4.value"?: string
  "parameter5.name"?: string
  "parameter5.value"?: string
  "parameter6.name"?: string
  "parameter6.value"?: string
  "parameter7.name"?: string
  "parameter7.value"?: string
  "parameter8.name"?: string
  "parameter8.value"?: string
  "parameter9.name"?: string
  "parameter9.value"?: string
  "parameter10.name"?: string
  "parameter10.value"?: string
  "parameter11.name"?: string
  "parameter11.value"?: string
  "parameter12.name"?: string
  "parameter12.value"?: string
  "parameter13.name"?: string
  "parameter13.value"?: string
  "parameter14.name"?: string
  "parameter14.value"?: string
  "parameter15.name"?: string
  "parameter15.value"?: string
  "parameter16.name"?: string
  "parameter16.value"?: string
  "parameter17.name"?: string
  "parameter17.value"?: string
  "parameter18.name"?: string
  "parameter18.value"?: string
  "parameter19.name"?: string
  "parameter19.value"?: string
  "parameter20.name"?: string
  "parameter20.value"?: string
  "parameter21.name"?: string
  "parameter21.value"?: string
  "parameter22.name"?: string
  "parameter22.value"?: string
  "parameter23.name"?: string
  "parameter23.value"?: string
  "parameter24.name"?: string
  "parameter24.value"?: string
  "parameter25.name"?: string
  "parameter25.value"?: string
  "parameter26.name"?: string
  "parameter26.value"?: string
  "parameter27.name"?: string
  "parameter27.value"?: string
  "parameter28.name"?: string
  "parameter28.value"?: string
  "parameter29.name"?: string
  "parameter29.value"?: string
  "parameter30.name"?: string
  "parameter30.value"?: string
  "parameter31.name"?: string
  "parameter31.value"?: string
  "parameter32.name"?: string
  "parameter32.value"?: string
  "parameter33.name"?: string
  "parameter33.value"?: string
  "parameter34.name"?: string
  "parameter34.value"?: string
  "parameter35.name"?: string
  "parameter35.value"?: string
  "parameter36.name"?: string
  "parameter36.value"?: string
  "parameter37.name"?: string
  "parameter37.value"?: string
  "parameter38.name"?: string
  "parameter38.value"?: string
  "parameter39.name"?: string
  "parameter39.value"?: string
  "parameter40.name"?: string
  "parameter40.value"?: string
  "parameter41.name"?: string
  "parameter41.value"?: string
  "parameter42.name"?: string
  "parameter42.value"?: string
  "parameter43.name"?: string
  "parameter43.value"?: string
  "parameter44.name"?: string
  "parameter44.value"?: string
  "parameter45.name"?: string
  "parameter45.value"?: string
  "parameter46.name"?: string
  "parameter46.value"?: string
  "parameter47.name"?: string
  "parameter47.value"?: string
  "parameter48.name"?: string
  "parameter48.value"?: string
  "parameter49.name"?: string
  "parameter49.value"?: string
  "parameter50.name"?: string
  "parameter50.value"?: string
  "parameter51.name"?: string
  "parameter51.value"?: string
  "parameter52.name"?: string
  "parameter52.value"?: string
  "parameter53.name"?: string
  "parameter53.value"?: string
  "parameter54.name"?: string
  "parameter54.value"?: string
  "parameter55.name"?: string
  "parameter55.value"?: string
  "parameter56.name"?: string
  "parameter56.value"?: string
  "parameter57.name"?: string
  "parameter57.value"?: string
  "parameter58.name"?: string
  "parameter58.value"?: string
  "parameter59.name"?: string
  "parameter59.value"?: string
  "parameter60.name"?: string
  "parameter60.value"?: string
  "parameter61.name"?: string
  "parameter61.value"?: string
  "parameter62.name"?: string
  "parameter62.value"?: string
  "parameter63.name"?: string
  "parameter63.value"?: string
  "parameter64.name"?: string
  "parameter64.value"?: string
  "parameter65.name"?: string
  "parameter65.value"?: string
  "parameter66.name"?: string
  "parameter66.value"?: string
  "parameter67.name"?: string
  "parameter67.value"?: string
  "parameter68.name"?: string
  "parameter68.value"?: string
  "parameter69.name"?: string
  "parameter69.value"?: string
  "parameter70.name"?: string
  "parameter70.value"?: string
  "parameter71.name"?: string
  "parameter71.value"?: string
  "parameter72.name"?: string
  "parameter72.value"?: string
  "parameter73.name"?: string
  "parameter73.value"?: string
  "parameter74.name"?: string
  "parameter74.value"?: string
  "parameter75.name"?: string
  "parameter75.value"?: string
  "parameter76.name"?: string
  "parameter76.value"?: string
  "parameter77.name"?: string
  "parameter77.value"?: string
  "parameter78.name"?: string
  "parameter78.value"?: string
  "parameter79.name"?: string
  "parameter79.value"?: string
  "parameter80.name"?: string
  "parameter80.value"?: string
  "parameter81.name"?: string
  "parameter81.value"?: string
  "parameter82.name"?: string
  "parameter82.value"?: string
  "parameter83.name"?: string
  "parameter83.value"?: string
  "parameter84.name"?: string
  "parameter84.value"?: string
  "parameter85.name"?: string
  "parameter85.value"?: string
  "parameter86.name"?: string
  "parameter86.value"?: string
  "parameter87.name"?: string
  "parameter87.value"?: string
  "parameter88.name"?: string
  "parameter88.value"?: string
  "parameter89.name"?: string
  "parameter89.value"?: string
  "parameter90.name"?: string
  "parameter90.value"?: string
  "parameter91.name"?: string
  "parameter91.value"?: string
  "parameter92.name"?: string
  "parameter92.value"?: string
  "parameter93.name"?: string
  "parameter93.value"?: string
  "parameter94.name"?: string
  "parameter94.value"?: string
  "parameter95.name"?: string
  "parameter95.value"?: string
  "parameter96.name"?: string
  "parameter96.value"?: string
  "parameter97.name"?: string
  "parameter97.value"?: string
  "parameter98.name"?: string
  "parameter98.value"?: string
  "parameter99.name"?: string
  "parameter99.value"?: string
}

/** A record of Siprec. */
export interface SiprecInstance extends RequiredUpdate<SiprecContextUpdateOptions, SiprecInstance> {
  sid: string
  accountSid: string
  callSid: string
  name: string
  status: SiprecStatus
  dateUpdated: Date
  uri: string
  toJSON(): Record<string, any>
}

/** update: `POST /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Siprec/{Sid}.json` */
export interface SiprecContext extends RequiredUpdate<SiprecContextUpdateOptions, SiprecInstance> {}

/** create: `POST /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Siprec.json` */
export interface SiprecListInstance extends Callable<[sid: string], SiprecContext>, OptionalCreate<SiprecListInstanceCreateOptions, SiprecInstance> {}

export interface StreamContextUpdateOptions {
  status: StreamUpdateStatus
}

export interface StreamListInstanceCreateOptions {
  url: string
  name?: string
  track?: StreamTrack
  statusCallback?: string
  statusCallbackMethod?: string
  "parameter1.name"?: string
  "parameter1.value"?: string
  "parameter2.name"?: string
  "parameter2.value"?: string
  "parameter3.name"?: string
  "parameter3.value"?: string
  "parameter4.name"?: string
  "parameter4.value"?: string
  "parameter5.name"?: string
  "parameter5.value"?: string
  "parameter6.name"?: string
  "parameter6.value"?: string
  "parameter7.name"?: string
  "parameter7.value"?: string
  "parameter8.name"?: string
  "parameter8.value"?: string
  "parameter9.name"?: string
  "parameter9.value"?: string
  "parameter10.name"?: string
  "parameter10.value"?: string
  "parameter11.name"?: string
  "parameter11.value"?: string
  "parameter12.name"?: string
  "parameter12.value"?: string
  "parameter13.name"?: string
  "parameter13.value"?: string
  "parameter14.name"?: string
  "parameter14.value"?: string
  "parameter15.name"?: string
  "parameter15.value"?: string
  "parameter16.name"?: string
  "parameter16.value"?: string
  "parameter17.name"?: string
  "parameter17.value"?: string
  "parameter18.name"?: string
  "parameter18.value"?: string
  "parameter19.name"?: string
  "parameter19.value"?: string
  "parameter20.name"?: string
  "parameter20.value"?: string
  "parameter21.name"?: string
  "parameter21.value"?: string
  "parameter22.name"?: string
  "parameter22.value"?: string
  "parameter23.name"?: string
  "parameter23.value"?: string
  "parameter24.name"?: string
  "parameter24.value"?: string
  "parameter25.name"?: string
  "parameter25.value"?: string
  "parameter26.name"?: string
  "parameter26.value"?: string
  "parameter27.name"?: string
  "parameter27.value"?: string
  "parameter28.name"?: string
  "parameter28.value"?: string
  "parameter29.name"?: string
  "parameter29.value"?: string
  "parameter30.name"?: string
  "parameter30.value"?: string
  "parameter31.name"?: string
  "parameter31.value"?: string
  "parameter32.name"?: string
  "parameter32.value"?: string
  "parameter33.name"?: string
  "parameter33.value"?: string
  "parameter34.name"?: string
  "parameter34.value"?: string
  "parameter35.name"?: string
  "parameter35.value"?: string
  "parameter36.name"?: string
  "parameter36.value"?: string
  "parameter37.name"?: string
  "parameter37.value"?: string
  "parameter38.name"?: string
  "parameter38.value"?: string
  "parameter39.name"?: string
  "parameter39.value"?: string
  "parameter40.name"?: string
  "parameter40.value"?: string
  "parameter41.name"?: string
  "parameter41.value"?: string
  "parameter42.name"?: string
  "parameter42.value"?: string
  "parameter43.name"?: string
  "parameter43.value"?: string
  "parameter44.name"?: string
  "parameter44.value"?: string
  "parameter45.name"?: string
  "parameter45.value"?: string
  "parameter46.name"?: string
  "parameter46.value"?: string
  "parameter47.name"?: string
  "parameter47.value"?: string
  "parameter48.name"?: string
  "parameter48.value"?: string
  "parameter49.name"?: string
  "parameter49.value"?: string
  "parameter50.name"?: string
  "parameter50.value"?: string
  "parameter51.name"?: string
  "parameter51.value"?: string
  "parameter52.name"?: string
  "parameter52.value"?: string
  "parameter53.name"?: string
  "parameter53.value"?: string
  "parameter54.name"?: string
  "parameter54.value"?: string
  "parameter55.name"?: string
  "parameter55.value"?: string
  "parameter56.name"?: string
  "parameter56.value"?: string
  "parameter57.name"?: string
  "parameter57.value"?: string
  "parameter58.name"?: string
  "parameter58.value"?: string
  "parameter59.name"?: string
  "parameter59.value"?: string
  "parameter60.name"?: string
  "parameter60.value"?: string
  "parameter61.name"?: string
  "parameter61.value"?: string
  "parameter62.name"?: string
  "parameter62.value"?: string
  "parameter63.name"?: string
  "parameter63.value"?: string
  "parameter64.name"?: string
  "parameter64.value"?: string
  "parameter65.name"?: string
  "parameter65.value"?: string
  "parameter66.name"?: string
  "parameter66.value"?: string
  "parameter67.name"?: string
  "parameter67.value"?: string
  "parameter68.name"?: string
  "parameter68.value"?: string
  "parameter69.name"?: string
  "parameter69.value"?: string
  "parameter70.name"?: string
  "parameter70.value"?: string
  "parameter71.name"?: string
  "parameter71.value"?: string
  "parameter72.name"?: string
  "parameter72.value"?: string
  "parameter73.name"?: string
  "parameter73.value"?: string
  "parameter74.name"?: string
  "parameter74.value"?: string
  "parameter75.name"?: string
  "parameter75.value"?: string
  "parameter76.name"?: string
  "parameter76.value"?: string
  "parameter77.name"?: string
  "parameter77.value"?: string
  "parameter78.name"?: string
  "parameter78.value"?: string
  "parameter79.name"?: string
  "parameter79.value"?: string
  "parameter80.name"?: string
  "parameter80.value"?: string
  "parameter81.name"?: string
  "parameter81.value"?: string
  "parameter82.name"?: string
  "parameter82.value"?: string
  "parameter83.name"?: string
  "parameter83.value"?: string
  "parameter84.name"?: string
  "parameter84.value"?: string
  "parameter85.name"?: string
  "parameter85.value"?: string
  "parameter86.name"?: string
  "parameter86.value"?: string
  "parameter87.name"?: string
  "parameter87.value"?: string
  "parameter88.name"?: string
  "parameter88.value"?: string
  "parameter89.name"?: string
  "parameter89.value"?: string
  "parameter90.name"?: string
  "parameter90.value"?: string
  "parameter91.name"?: string
  "parameter91.value"?: string
  "parameter92.name"?: string
  "parameter92.value"?: string
  "parameter93.name"?: string
  "parameter93.value"?: string
  "parameter94.name"?: string
  "parameter94.value"?: string
  "parameter95.name"?: string
  "parameter95.value"?: string
  "parameter96.name"?: string
  "parameter96.value"?: string
  "parameter97.name"?: string
  "parameter97.value"?: string
  "parameter98.name"?: string
  "parameter98.value"?: string
  "parameter99.name"?: string
  "parameter99.value"?: string
}

/** A record of Stream. */
export interface StreamInstance extends RequiredUpdate<StreamContextUpdateOptions, StreamInstance> {
  sid: string
  accountSid: string
  callSid: string
  name: string
  status: StreamStatus
  dateUpdated: Date
  uri: string
  toJSON(): Record<string, any>
}

/** update: `POST /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Streams/{Sid}.json` */
export interface StreamContext extends RequiredUpdate<StreamContextUpdateOptions, StreamInstance> {}

/** create: `POST /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Streams.json` */
export interface StreamListInstance extends Callable<[sid: string], StreamContext>, RequiredCreate<StreamListInstanceCreateOptions, StreamInstance> {}

export interface UserDefinedMessageListInstanceCreateOptions {
  content: string
  idempotencyKey?: string
}

/** A record of UserDefinedMessage. */
export interface UserDefinedMessageInstance {
  accountSid: string
  callSid: string
  sid: string
  dateCreated: Date
  toJSON(): Record<string, any>
}

/** create: `POST /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/UserDefinedMessages.json` */
export interface UserDefinedMessageListInstance extends RequiredCreate<UserDefinedMessageListInstanceCreateOptions, UserDefinedMessageInstance> {}

export interface UserDefinedMessageSubscriptionListInstanceCreateOptions {
  callback: string
  idempotencyKey?: string
  method?: string
}

/** A record of UserDefinedMessageSubscription. */
export interface UserDefinedMessageSubscriptionInstance extends BareRemove {
  accountSid: string
  callSid: string
  sid: string
  dateCreated: Date
  uri: string
  toJSON(): Record<string, any>
}

/** remove: `DELETE /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/UserDefinedMessageSubscriptions/{Sid}.json` */
export interface UserDefinedMessageSubscriptionContext extends BareRemove {}

/** create: `POST /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/UserDefinedMessageSubscriptions.json` */
export interface UserDefinedMessageSubscriptionListInstance extends Callable<[sid: string], UserDefinedMessageSubscriptionContext>, RequiredCreate<UserDefinedMessageSubscriptionListInstanceCreateOptions, UserDefinedMessageSubscriptionInstance> {}

export interface ConferenceContextUpdateOptions {
  status?: ConferenceUpdateStatus
  announceUrl?: string
  announceMethod?: string
}

export interface ConferenceListInstanceOptions {
  dateCreated?: Date | string
  dateCreatedBefore?: Date | string
  dateCreatedAfter?: Date | string
  dateUpdated?: Date | string
  dateUpdatedBefore?: Date | string
  dateUpdatedAfter?: Date | string
  friendlyName?: string
  status?: ConferenceStatus
}

/** A record of Conference. */
export interface ConferenceInstance extends BareFetch<ConferenceInstance>, OptionalUpdate<ConferenceContextUpdateOptions, ConferenceInstance> {
  accountSid: string
  dateCreated: Date
  dateUpdated: Date
  apiVersion: string
  friendlyName: string
  region: string
  sid: string
  status: ConferenceStatus
  uri: string
  subresourceUris: Record<string, string>
  reasonConferenceEnded: ConferenceReasonConferenceEnded
  callSidEndingConference: string
  recordings(): ConferenceRecordingListInstance
  participants(): ParticipantListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/Conferences/{Sid}.json`; update: `POST /2010-04-01/Accounts/{AccountSid}/Conferences/{Sid}.json` */
export interface ConferenceContext extends BareFetch<ConferenceInstance>, OptionalUpdate<ConferenceContextUpdateOptions, ConferenceInstance> {
  readonly recordings: ConferenceRecordingListInstance
  readonly participants: ParticipantListInstance
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/Conferences.json` */
export interface ConferenceListInstance extends Callable<[sid: string], ConferenceContext>, Listing<ConferenceListInstanceOptions, ConferenceInstance> {}

export interface ConferenceRecordingContextUpdateOptions {
  status: ConferenceRecordingStatus
  pauseBehavior?: string
}

export interface ConferenceRecordingListInstanceOptions {
  dateCreated?: Date | string
  dateCreatedBefore?: Date | string
  dateCreatedAfter?: Date | string
}

/** A record of ConferenceRecording. */
export interface ConferenceRecordingInstance extends BareFetch<ConferenceRecordingInstance>, RequiredUpdate<ConferenceRecordingContextUpdateOptions, ConferenceRecordingInstance>, BareRemove {
  accountSid: string
  apiVersion: string
  callSid: string
  conferenceSid: string
  dateCreated: Date
  dateUpdated: Date
  startTime: Date
  duration: string
  sid: string
  price: string
  priceUnit: string
  status: ConferenceRecordingStatus
  channels: number
  source: ConferenceRecordingSource
  errorCode: number
  encryptionDetails: any
  uri: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Recordings/{Sid}.json`; update: `POST /2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Recordings/{Sid}.json`; remove: `DELETE /2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Recordings/{Sid}.json` */
export interface ConferenceRecordingContext extends BareFetch<ConferenceRecordingInstance>, RequiredUpdate<ConferenceRecordingContextUpdateOptions, ConferenceRecordingInstance>, BareRemove {}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Recordings.json` */
export interface ConferenceRecordingListInstance extends Callable<[sid: string], ConferenceRecordingContext>, Listing<ConferenceRecordingListInstanceOptions, ConferenceRecordingInstance> {}

export interface ParticipantContextUpdateOptions {
  muted?: boolean
  hold?: boolean
  holdUrl?: string
  holdMethod?: string
  announceUrl?: string
  announceMethod?: string
  waitUrl?: string
  waitMethod?: string
  beepOnExit?: boolean
  endConferenceOnExit?: boolean
  coaching?: boolean
  callSidToCoach?: string
}

export interface ParticipantListInstanceOptions {
  muted?: boolean
  hold?: boolean
  coaching?: boolean
}

export interface ParticipantListInstanceCreateOptions {
  from: string
  to: string
  statusCallback?: string
  statusCallbackMethod?: string
  statusCallbackEvent?: ReadonlyArray<string>
  label?: string
  timeout?: number
  record?: boolean
  muted?: boolean
  beep?: string
  startConferenceOnEnter?: boolean
  endConferenceOnExit?: boolean
  waitUrl?: string
  waitMethod?: string
  earlyMedia?: boolean
  maxParticipants?: number
  conferenceRecord?: string
  conferenceTrim?: string
  conferenceStatusCallback?: string
  conferenceStatusCallbackMethod?: string
  conferenceStatusCallbackEvent?: ReadonlyArray<string>
  recordingChannels?: string
  recordingStatusCallback?: string
  recordingStatusCallbackMethod?: string
  sipAuthUsername?: string
  sipAuthPassword?: string
  region?: string
  conferenceRecordingStatusCallback?: string
  conferenceRecordingStatusCallbackMethod?: string
  recordingStatusCallbackEvent?: ReadonlyArray<string>
  conferenceRecordingStatusCallbackEvent?: ReadonlyArray<string>
  coaching?: boolean
  callSidToCoach?: string
  jitterBufferSize?: string
  byoc?: string
  callerId?: string
  callReason?: string
  recordingTrack?: string
  recordingConfigurationId?: string
  timeLimit?: number
  machineDetection?: string
  machineDetectionTimeout?: number
  machineDetectionSpeechThreshold?: number
  machineDetectionSpeechEndThreshold?: number
  machineDetectionSilenceTimeout?: number
  amdStatusCallback?: string
  amdStatusCallbackMethod?: string
  trim?: string
  callToken?: string
  passports?: string
  clientNotificationUrl?: string
  callerDisplayName?: string
  emergencyCallerPosition?: string
  emergencyCallerLocation?: string
  emergencyName?: string
  emergencyAddress?: string
  emergencyZipCode?: string
  emergencyCity?: string
  emergencyState?: string
  emergencyCountry?: string
}

/** A record of Participant. */
export interface ParticipantInstance extends BareFetch<ParticipantInstance>, OptionalUpdate<ParticipantContextUpdateOptions, ParticipantInstance>, BareRemove {
  accountSid: string
  callSid: string
  label: string
  callSidToCoach: string
  coaching: boolean
  conferenceSid: string
  dateCreated: Date
  dateUpdated: Date
  endConferenceOnExit: boolean
  muted: boolean
  hold: boolean
  startConferenceOnEnter: boolean
  status: ParticipantStatus
  queueTime: string
  uri: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Participants/{CallSid}.json`; update: `POST /2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Participants/{CallSid}.json`; remove: `DELETE /2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Participants/{CallSid}.json` */
export interface ParticipantContext extends BareFetch<ParticipantInstance>, OptionalUpdate<ParticipantContextUpdateOptions, ParticipantInstance>, BareRemove {}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Participants.json`; create: `POST /2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Participants.json` */
export interface ParticipantListInstance extends Callable<[callSid: string], ParticipantContext>, Listing<ParticipantListInstanceOptions, ParticipantInstance>, RequiredCreate<ParticipantListInstanceCreateOptions, ParticipantInstance> {}

export interface ConnectAppContextUpdateOptions {
  authorizeRedirectUrl?: string
  companyName?: string
  deauthorizeCallbackMethod?: string
  deauthorizeCallbackUrl?: string
  description?: string
  friendlyName?: string
  homepageUrl?: string
  permissions?: ReadonlyArray<ConnectAppPermission>
}

/** A record of ConnectApp. */
export interface ConnectAppInstance extends BareFetch<ConnectAppInstance>, OptionalUpdate<ConnectAppContextUpdateOptions, ConnectAppInstance>, BareRemove {
  accountSid: string
  authorizeRedirectUrl: string
  companyName: string
  deauthorizeCallbackMethod: string
  deauthorizeCallbackUrl: string
  description: string
  friendlyName: string
  homepageUrl: string
  permissions: Array<ConnectAppPermission>
  sid: string
  uri: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/ConnectApps/{Sid}.json`; update: `POST /2010-04-01/Accounts/{AccountSid}/ConnectApps/{Sid}.json`; remove: `DELETE /2010-04-01/Accounts/{AccountSid}/ConnectApps/{Sid}.json` */
export interface ConnectAppContext extends BareFetch<ConnectAppInstance>, OptionalUpdate<ConnectAppContextUpdateOptions, ConnectAppInstance>, BareRemove {}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/ConnectApps.json` */
export interface ConnectAppListInstance extends Callable<[sid: string], ConnectAppContext>, Listing<unknown, ConnectAppInstance> {}

export interface IncomingPhoneNumberContextUpdateOptions {
  accountSid?: string
  apiVersion?: string
  friendlyName?: string
  smsApplicationSid?: string
  smsFallbackMethod?: string
  smsFallbackUrl?: string
  smsMethod?: string
  smsUrl?: string
  statusCallback?: string
  statusCallbackMethod?: string
  voiceApplicationSid?: string
  voiceCallerIdLookup?: boolean
  voiceFallbackMethod?: string
  voiceFallbackUrl?: string
  voiceMethod?: string
  voiceUrl?: string
  emergencyStatus?: IncomingPhoneNumberEmergencyStatus
  emergencyAddressSid?: string
  trunkSid?: string
  voiceReceiveMode?: IncomingPhoneNumberVoiceReceiveMode
  identitySid?: string
  addressSid?: string
  bundleSid?: string
}

export interface IncomingPhoneNumberListInstanceOptions {
  beta?: boolean
  friendlyName?: string
  phoneNumber?: string
  origin?: string
}

export interface IncomingPhoneNumberListInstanceCreateOptions {
  apiVersion?: string
  friendlyName?: string
  smsApplicationSid?: string
  smsFallbackMethod?: string
  smsFallbackUrl?: string
  smsMethod?: string
  smsUrl?: string
  statusCallback?: string
  statusCallbackMethod?: string
  voiceApplicationSid?: string
  voiceCallerIdLookup?: boolean
  voiceFallbackMethod?: string
  voiceFallbackUrl?: string
  voiceMethod?: string
  voiceUrl?: string
  emergencyStatus?: IncomingPhoneNumberEmergencyStatus
  emergencyAddressSid?: string
  trunkSid?: string
  identitySid?: string
  addressSid?: string
  voiceReceiveMode?: IncomingPhoneNumberVoiceReceiveMode
  bundleSid?: string
  phoneNumber?: string
  areaCode?: string
}

/** A record of IncomingPhoneNumber. */
export interface IncomingPhoneNumberInstance extends BareFetch<IncomingPhoneNumberInstance>, OptionalUpdate<IncomingPhoneNumberContextUpdateOptions, IncomingPhoneNumberInstance>, BareRemove {
  accountSid: string
  addressSid: string
  addressRequirements: IncomingPhoneNumberAddressRequirement
  apiVersion: string
  beta: boolean
  capabilities: { mms: boolean; sms: boolean; voice: boolean; fax: boolean }
  dateCreated: Date
  dateUpdated: Date
  friendlyName: string
  identitySid: string
  phoneNumber: string
  origin: string
  sid: string
  smsApplicationSid: string
  smsFallbackMethod: string
  smsFallbackUrl: string
  smsMethod: string
  smsUrl: string
  statusCallback: string
  statusCallbackMethod: string
  trunkSid: string
  uri: string
  voiceReceiveMode: IncomingPhoneNumberVoiceReceiveMode
  voiceApplicationSid: string
  voiceCallerIdLookup: boolean
  voiceFallbackMethod: string
  voiceFallbackUrl: string
  voiceMethod: string
  voiceUrl: string
  emergencyStatus: IncomingPhoneNumberEmergencyStatus
  emergencyAddressSid: string
  emergencyAddressStatus: IncomingPhoneNumberEmergencyAddressStatus
  bundleSid: string
  status: string
  type: string
  assignedAddOns(): IncomingPhoneNumberAssignedAddOnListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{Sid}.json`; update: `POST /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{Sid}.json`; remove: `DELETE /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{Sid}.json` */
export interface IncomingPhoneNumberContext extends BareFetch<IncomingPhoneNumberInstance>, OptionalUpdate<IncomingPhoneNumberContextUpdateOptions, IncomingPhoneNumberInstance>, BareRemove {
  readonly assignedAddOns: IncomingPhoneNumberAssignedAddOnListInstance
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers.json`; create: `POST /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers.json` */
export interface IncomingPhoneNumberListInstance extends Callable<[sid: string], IncomingPhoneNumberContext>, Listing<IncomingPhoneNumberListInstanceOptions, IncomingPhoneNumberInstance>, OptionalCreate<IncomingPhoneNumberListInstanceCreateOptions, IncomingPhoneNumberInstance> {
  readonly local: IncomingPhoneNumberLocalListInstance
  readonly mobile: IncomingPhoneNumberMobileListInstance
  readonly tollFree: IncomingPhoneNumberTollFreeListInstance
}

export interface IncomingPhoneNumberLocalListInstanceOptions {
  beta?: boolean
  friendlyName?: string
  phoneNumber?: string
  origin?: string
}

export interface IncomingPhoneNumberLocalListInstanceCreateOptions {
  phoneNumber: string
  apiVersion?: string
  friendlyName?: string
  smsApplicationSid?: string
  smsFallbackMethod?: string
  smsFallbackUrl?: string
  smsMethod?: string
  smsUrl?: string
  statusCallback?: string
  statusCallbackMethod?: string
  voiceApplicationSid?: string
  voiceCallerIdLookup?: boolean
  voiceFallbackMethod?: string
  voiceFallbackUrl?: string
  voiceMethod?: string
  voiceUrl?: string
  identitySid?: string
  addressSid?: string
  emergencyStatus?: IncomingPhoneNumberLocalEmergencyStatus
  emergencyAddressSid?: string
  trunkSid?: string
  voiceReceiveMode?: IncomingPhoneNumberLocalVoiceReceiveMode
  bundleSid?: string
}

/** A record of IncomingPhoneNumberLocal. */
export interface IncomingPhoneNumberLocalInstance {
  accountSid: string
  addressSid: string
  addressRequirements: IncomingPhoneNumberLocalAddressRequirement
  apiVersion: string
  beta: boolean
  capabilities: { mms: boolean; sms: boolean; voice: boolean; fax: boolean }
  dateCreated: Date
  dateUpdated: Date
  friendlyName: string
  identitySid: string
  phoneNumber: string
  origin: string
  sid: string
  smsApplicationSid: string
  smsFallbackMethod: string
  smsFallbackUrl: string
  smsMethod: string
  smsUrl: string
  statusCallback: string
  statusCallbackMethod: string
  trunkSid: string
  uri: string
  voiceReceiveMode: IncomingPhoneNumberLocalVoiceReceiveMode
  voiceApplicationSid: string
  voiceCallerIdLookup: boolean
  voiceFallbackMethod: string
  voiceFallbackUrl: string
  voiceMethod: string
  voiceUrl: string
  emergencyStatus: IncomingPhoneNumberLocalEmergencyStatus
  emergencyAddressSid: string
  emergencyAddressStatus: IncomingPhoneNumberLocalEmergencyAddressStatus
  bundleSid: string
  status: string
  toJSON(): Record<string, any>
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/Local.json`; create: `POST /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/Local.json` */
export interface IncomingPhoneNumberLocalListInstance extends Listing<IncomingPhoneNumberLocalListInstanceOptions, IncomingPhoneNumberLocalInstance>, RequiredCreate<IncomingPhoneNumberLocalListInstanceCreateOptions, IncomingPhoneNumberLocalInstance> {}

export interface IncomingPhoneNumberMobileListInstanceOptions {
  beta?: boolean
  friendlyName?: string
  phoneNumber?: string
  origin?: string
}

export interface IncomingPhoneNumberMobileListInstanceCreateOptions {
  phoneNumber: string
  apiVersion?: string
  friendlyName?: string
  smsApplicationSid?: string
  smsFallbackMethod?: string
  smsFallbackUrl?: string
  smsMethod?: string
  smsUrl?: string
  statusCallback?: string
  statusCallbackMethod?: string
  voiceApplicationSid?: string
  voiceCallerIdLookup?: boolean
  voiceFallbackMethod?: string
  voiceFallbackUrl?: string
  voiceMethod?: string
  voiceUrl?: string
  identitySid?: string
  addressSid?: string
  emergencyStatus?: IncomingPhoneNumberMobileEmergencyStatus
  emergencyAddressSid?: string
  trunkSid?: string
  voiceReceiveMode?: IncomingPhoneNumberMobileVoiceReceiveMode
  bundleSid?: string
}

/** A record of IncomingPhoneNumberMobile. */
export interface IncomingPhoneNumberMobileInstance {
  accountSid: string
  addressSid: string
  addressRequirements: IncomingPhoneNumberMobileAddressRequirement
  apiVersion: string
  beta: boolean
  capabilities: { mms: boolean; sms: boolean; voice: boolean; fax: boolean }
  dateCreated: Date
  dateUpdated: Date
  friendlyName: string
  identitySid: string
  phoneNumber: string
  origin: string
  sid: string
  smsApplicationSid: string
  smsFallbackMethod: string
  smsFallbackUrl: string
  smsMethod: string
  smsUrl: string
  statusCallback: string
  statusCallbackMethod: string
  trunkSid: string
  uri: string
  voiceReceiveMode: IncomingPhoneNumberMobileVoiceReceiveMode
  voiceApplicationSid: string
  voiceCallerIdLookup: boolean
  voiceFallbackMethod: string
  voiceFallbackUrl: string
  voiceMethod: string
  voiceUrl: string
  emergencyStatus: IncomingPhoneNumberMobileEmergencyStatus
  emergencyAddressSid: string
  emergencyAddressStatus: IncomingPhoneNumberMobileEmergencyAddressStatus
  bundleSid: string
  status: string
  toJSON(): Record<string, any>
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/Mobile.json`; create: `POST /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/Mobile.json` */
export interface IncomingPhoneNumberMobileListInstance extends Listing<IncomingPhoneNumberMobileListInstanceOptions, IncomingPhoneNumberMobileInstance>, RequiredCreate<IncomingPhoneNumberMobileListInstanceCreateOptions, IncomingPhoneNumberMobileInstance> {}

export interface IncomingPhoneNumberTollFreeListInstanceOptions {
  beta?: boolean
  friendlyName?: string
  phoneNumber?: string
  origin?: string
}

export interface IncomingPhoneNumberTollFreeListInstanceCreateOptions {
  phoneNumber: string
  apiVersion?: string
  friendlyName?: string
  smsApplicationSid?: string
  smsFallbackMethod?: string
  smsFallbackUrl?: string
  smsMethod?: string
  smsUrl?: string
  statusCallback?: string
  statusCallbackMethod?: string
  voiceApplicationSid?: string
  voiceCallerIdLookup?: boolean
  voiceFallbackMethod?: string
  voiceFallbackUrl?: string
  voiceMethod?: string
  voiceUrl?: string
  identitySid?: string
  addressSid?: string
  emergencyStatus?: IncomingPhoneNumberTollFreeEmergencyStatus
  emergencyAddressSid?: string
  trunkSid?: string
  voiceReceiveMode?: IncomingPhoneNumberTollFreeVoiceReceiveMode
  bundleSid?: string
}

/** A record of IncomingPhoneNumberTollFree. */
export interface IncomingPhoneNumberTollFreeInstance {
  accountSid: string
  addressSid: string
  addressRequirements: IncomingPhoneNumberTollFreeAddressRequirement
  apiVersion: string
  beta: boolean
  capabilities: { mms: boolean; sms: boolean; voice: boolean; fax: boolean }
  dateCreated: Date
  dateUpdated: Date
  friendlyName: string
  identitySid: string
  phoneNumber: string
  origin: string
  sid: string
  smsApplicationSid: string
  smsFallbackMethod: string
  smsFallbackUrl: string
  smsMethod: string
  smsUrl: string
  statusCallback: string
  statusCallbackMethod: string
  trunkSid: string
  uri: string
  voiceReceiveMode: IncomingPhoneNumberTollFreeVoiceReceiveMode
  voiceApplicationSid: string
  voiceCallerIdLookup: boolean
  voiceFallbackMethod: string
  voiceFallbackUrl: string
  voiceMethod: string
  voiceUrl: string
  emergencyStatus: IncomingPhoneNumberTollFreeEmergencyStatus
  emergencyAddressSid: string
  emergencyAddressStatus: IncomingPhoneNumberTollFreeEmergencyAddressStatus
  bundleSid: string
  status: string
  toJSON(): Record<string, any>
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/TollFree.json`; create: `POST /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/TollFree.json` */
export interface IncomingPhoneNumberTollFreeListInstance extends Listing<IncomingPhoneNumberTollFreeListInstanceOptions, IncomingPhoneNumberTollFreeInstance>, RequiredCreate<IncomingPhoneNumberTollFreeListInstanceCreateOptions, IncomingPhoneNumberTollFreeInstance> {}

export interface IncomingPhoneNumberAssignedAddOnListInstanceCreateOptions {
  installedAddOnSid: string
}

/** A record of IncomingPhoneNumberAssignedAddOn. */
export interface IncomingPhoneNumberAssignedAddOnInstance extends BareFetch<IncomingPhoneNumberAssignedAddOnInstance>, BareRemove {
  sid: string
  accountSid: string
  resourceSid: string
  friendlyName: string
  description: string
  configuration: any
  uniqueName: string
  dateCreated: Date
  dateUpdated: Date
  uri: string
  subresourceUris: Record<string, string>
  extensions(): IncomingPhoneNumberAssignedAddOnExtensionListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{ResourceSid}/AssignedAddOns/{Sid}.json`; remove: `DELETE /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{ResourceSid}/AssignedAddOns/{Sid}.json` */
export interface IncomingPhoneNumberAssignedAddOnContext extends BareFetch<IncomingPhoneNumberAssignedAddOnInstance>, BareRemove {
  readonly extensions: IncomingPhoneNumberAssignedAddOnExtensionListInstance
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{ResourceSid}/AssignedAddOns.json`; create: `POST /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{ResourceSid}/AssignedAddOns.json` */
export interface IncomingPhoneNumberAssignedAddOnListInstance extends Callable<[sid: string], IncomingPhoneNumberAssignedAddOnContext>, Listing<unknown, IncomingPhoneNumberAssignedAddOnInstance>, RequiredCreate<IncomingPhoneNumberAssignedAddOnListInstanceCreateOptions, IncomingPhoneNumberAssignedAddOnInstance> {}

/** A record of IncomingPhoneNumberAssignedAddOnExtension. */
export interface IncomingPhoneNumberAssignedAddOnExtensionInstance extends BareFetch<IncomingPhoneNumberAssignedAddOnExtensionInstance> {
  sid: string
  accountSid: string
  resourceSid: string
  assignedAddOnSid: string
  friendlyName: string
  productName: string
  uniqueName: string
  uri: string
  enabled: boolean
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{ResourceSid}/AssignedAddOns/{AssignedAddOnSid}/Extensions/{Sid}.json` */
export interface IncomingPhoneNumberAssignedAddOnExtensionContext extends BareFetch<IncomingPhoneNumberAssignedAddOnExtensionInstance> {}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{ResourceSid}/AssignedAddOns/{AssignedAddOnSid}/Extensions.json` */
export interface IncomingPhoneNumberAssignedAddOnExtensionListInstance extends Callable<[sid: string], IncomingPhoneNumberAssignedAddOnExtensionContext>, Listing<unknown, IncomingPhoneNumberAssignedAddOnExtensionInstance> {}

export interface KeyContextUpdateOptions {
  friendlyName?: string
}

/** A record of Key. */
export interface KeyInstance extends BareFetch<KeyInstance>, OptionalUpdate<KeyContextUpdateOptions, KeyInstance>, BareRemove {
  sid: string
  friendlyName: string
  dateCreated: Date
  dateUpdated: Date
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/Keys/{Sid}.json`; update: `POST /2010-04-01/Accounts/{AccountSid}/Keys/{Sid}.json`; remove: `DELETE /2010-04-01/Accounts/{AccountSid}/Keys/{Sid}.json` */
export interface KeyContext extends BareFetch<KeyInstance>, OptionalUpdate<KeyContextUpdateOptions, KeyInstance>, BareRemove {}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/Keys.json` */
export interface KeyListInstance extends Callable<[sid: string], KeyContext>, Listing<unknown, KeyInstance> {}

export interface NewKeyListInstanceCreateOptions {
  friendlyName?: string
}

/** A record of NewKey. */
export interface NewKeyInstance {
  sid: string
  friendlyName: string
  dateCreated: Date
  dateUpdated: Date
  secret: string
  toJSON(): Record<string, any>
}

/** create: `POST /2010-04-01/Accounts/{AccountSid}/Keys.json` */
export interface NewKeyListInstance extends OptionalCreate<NewKeyListInstanceCreateOptions, NewKeyInstance> {}

export interface MessageContextUpdateOptions {
  body?: string
  status?: MessageUpdateStatus
}

export interface MessageListInstanceOptions {
  to?: string
  from?: string
  dateSent?: Date | string
  dateSentBefore?: Date | string
  dateSentAfter?: Date | string
}

export interface MessageListInstanceCreateOptions {
  to: string
  statusCallback?: string
  applicationSid?: string
  maxPrice?: number
  provideFeedback?: boolean
  attempt?: number
  validityPeriod?: number
  forceDelivery?: boolean
  contentRetention?: MessageContentRetention
  addressRetention?: MessageAddressRetention
  smartEncoded?: boolean
  persistentAction?: ReadonlyArray<string>
  trafficType?: MessageTrafficType
  shortenUrls?: boolean
  scheduleType?: MessageScheduleType
  sendAt?: Date | string
  sendAsMms?: boolean
  contentVariables?: string
  messageIntent?: string
  riskCheck?: MessageRiskCheck
  from?: string
  fallbackFrom?: string
  messagingServiceSid?: string
  body?: string
  mediaUrl?: ReadonlyArray<string>
  contentSid?: string
}

/** A record of Message. */
export interface MessageInstance extends BareFetch<MessageInstance>, OptionalUpdate<MessageContextUpdateOptions, MessageInstance>, BareRemove {
  body: string
  numSegments: string
  direction: MessageDirection
  from: string
  to: string
  dateUpdated: Date
  price: string
  errorMessage: string
  uri: string
  accountSid: string
  numMedia: string
  status: MessageStatus
  messagingServiceSid: string
  sid: string
  dateSent: Date
  dateCreated: Date
  errorCode: number
  priceUnit: string
  apiVersion: string
  subresourceUris: Record<string, string>
  media(): MediaListInstance
  feedback(): MessageFeedbackListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json`; update: `POST /2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json`; remove: `DELETE /2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json` */
export interface MessageContext extends BareFetch<MessageInstance>, OptionalUpdate<MessageContextUpdateOptions, MessageInstance>, BareRemove {
  readonly media: MediaListInstance
  readonly feedback: MessageFeedbackListInstance
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/Messages.json`; create: `POST /2010-04-01/Accounts/{AccountSid}/Messages.json` */
export interface MessageListInstance extends Callable<[sid: string], MessageContext>, Listing<MessageListInstanceOptions, MessageInstance>, RequiredCreate<MessageListInstanceCreateOptions, MessageInstance> {}

export interface MediaListInstanceOptions {
  dateCreated?: Date | string
  dateCreatedBefore?: Date | string
  dateCreatedAfter?: Date | string
}

/** A record of Media. */
export interface MediaInstance extends BareFetch<MediaInstance>, BareRemove {
  accountSid: string
  contentType: string
  dateCreated: Date
  dateUpdated: Date
  parentSid: string
  sid: string
  uri: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/Messages/{MessageSid}/Media/{Sid}.json`; remove: `DELETE /2010-04-01/Accounts/{AccountSid}/Messages/{MessageSid}/Media/{Sid}.json` */
export interface MediaContext extends BareFetch<MediaInstance>, BareRemove {}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/Messages/{MessageSid}/Media.json` */
export interface MediaListInstance extends Callable<[sid: string], MediaContext>, Listing<MediaListInstanceOptions, MediaInstance> {}

export interface MessageFeedbackListInstanceCreateOptions {
  outcome?: MessageFeedbackOutcome
}

/** A record of MessageFeedback. */
export interface MessageFeedbackInstance {
  accountSid: string
  messageSid: string
  outcome: MessageFeedbackOutcome
  dateCreated: Date
  dateUpdated: Date
  uri: string
  toJSON(): Record<string, any>
}

/** create: `POST /2010-04-01/Accounts/{AccountSid}/Messages/{MessageSid}/Feedback.json` */
export interface MessageFeedbackListInstance extends OptionalCreate<MessageFeedbackListInstanceCreateOptions, MessageFeedbackInstance> {}

export interface SigningKeyContextUpdateOptions {
  friendlyName?: string
}

/** A record of SigningKey. */
export interface SigningKeyInstance extends BareFetch<SigningKeyInstance>, OptionalUpdate<SigningKeyContextUpdateOptions, SigningKeyInstance>, BareRemove {
  sid: string
  friendlyName: string
  dateCreated: Date
  dateUpdated: Date
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/SigningKeys/{Sid}.json`; update: `POST /2010-04-01/Accounts/{AccountSid}/SigningKeys/{Sid}.json`; remove: `DELETE /2010-04-01/Accounts/{AccountSid}/SigningKeys/{Sid}.json` */
export interface SigningKeyContext extends BareFetch<SigningKeyInstance>, OptionalUpdate<SigningKeyContextUpdateOptions, SigningKeyInstance>, BareRemove {}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/SigningKeys.json` */
export interface SigningKeyListInstance extends Callable<[sid: string], SigningKeyContext>, Listing<unknown, SigningKeyInstance> {}

export interface NewSigningKeyListInstanceCreateOptions {
  friendlyName?: string
}

/** A record of NewSigningKey. */
export interface NewSigningKeyInstance {
  sid: string
  friendlyName: string
  dateCreated: Date
  dateUpdated: Date
  secret: string
  toJSON(): Record<string, any>
}

/** create: `POST /2010-04-01/Accounts/{AccountSid}/SigningKeys.json` */
export interface NewSigningKeyListInstance extends OptionalCreate<NewSigningKeyListInstanceCreateOptions, NewSigningKeyInstance> {}

export interface NotificationListInstanceOptions {
  log?: number
  messageDate?: Date | string
  messageDateBefore?: Date | string
  messageDateAfter?: Date | string
}

/** A record of Notification. */
export interface NotificationInstance extends BareFetch<NotificationInstance> {
  accountSid: string
  apiVersion: string
  callSid: string
  dateCreated: Date
  dateUpdated: Date
  errorCode: string
  log: string
  messageDate: Date
  messageText: string
  moreInfo: string
  requestMethod: string
  requestUrl: string
  requestVariables: string
  responseBody: string
  responseHeaders: string
  sid: string
  uri: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/Notifications/{Sid}.json` */
export interface NotificationContext extends BareFetch<NotificationInstance> {}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/Notifications.json` */
export interface NotificationListInstance extends Callable<[sid: string], NotificationContext>, Listing<NotificationListInstanceOptions, NotificationInstance> {}

export interface OutgoingCallerIdContextUpdateOptions {
  friendlyName?: string
}

export interface OutgoingCallerIdListInstanceOptions {
  phoneNumber?: string
  friendlyName?: string
}

/** A record of OutgoingCallerId. */
export interface OutgoingCallerIdInstance extends BareFetch<OutgoingCallerIdInstance>, OptionalUpdate<OutgoingCallerIdContextUpdateOptions, OutgoingCallerIdInstance>, BareRemove {
  sid: string
  dateCreated: Date
  dateUpdated: Date
  friendlyName: string
  accountSid: string
  phoneNumber: string
  uri: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/OutgoingCallerIds/{Sid}.json`; update: `POST /2010-04-01/Accounts/{AccountSid}/OutgoingCallerIds/{Sid}.json`; remove: `DELETE /2010-04-01/Accounts/{AccountSid}/OutgoingCallerIds/{Sid}.json` */
export interface OutgoingCallerIdContext extends BareFetch<OutgoingCallerIdInstance>, OptionalUpdate<OutgoingCallerIdContextUpdateOptions, OutgoingCallerIdInstance>, BareRemove {}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/OutgoingCallerIds.json` */
export interface OutgoingCallerIdListInstance extends Callable<[sid: string], OutgoingCallerIdContext>, Listing<OutgoingCallerIdListInstanceOptions, OutgoingCallerIdInstance> {}

export interface ValidationRequestListInstanceCreateOptions {
  phoneNumber: string
  friendlyName?: string
  callDelay?: number
  extension?: string
  statusCallback?: string
  statusCallbackMethod?: string
}

/** A record of ValidationRequest. */
export interface ValidationRequestInstance {
  accountSid: string
  callSid: string
  friendlyName: string
  phoneNumber: string
  validationCode: string
  toJSON(): Record<string, any>
}

/** create: `POST /2010-04-01/Accounts/{AccountSid}/OutgoingCallerIds.json` */
export interface ValidationRequestListInstance extends RequiredCreate<ValidationRequestListInstanceCreateOptions, ValidationRequestInstance> {}

export interface QueueContextUpdateOptions {
  friendlyName?: string
  maxSize?: number
}

export interface QueueListInstanceCreateOptions {
  friendlyName: string
  maxSize?: number
}

/** A record of Queue. */
export interface QueueInstance extends BareFetch<QueueInstance>, OptionalUpdate<QueueContextUpdateOptions, QueueInstance>, BareRemove {
  dateUpdated: Date
  currentSize: number
  friendlyName: string
  uri: string
  accountSid: string
  averageWaitTime: number
  sid: string
  dateCreated: Date
  maxSize: number
  members(): MemberListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/Queues/{Sid}.json`; update: `POST /2010-04-01/Accounts/{AccountSid}/Queues/{Sid}.json`; remove: `DELETE /2010-04-01/Accounts/{AccountSid}/Queues/{Sid}.json` */
export interface QueueContext extends BareFetch<QueueInstance>, OptionalUpdate<QueueContextUpdateOptions, QueueInstance>, BareRemove {
  readonly members: MemberListInstance
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/Queues.json`; create: `POST /2010-04-01/Accounts/{AccountSid}/Queues.json` */
export interface QueueListInstance extends Callable<[sid: string], QueueContext>, Listing<unknown, QueueInstance>, RequiredCreate<QueueListInstanceCreateOptions, QueueInstance> {}

export interface MemberContextUpdateOptions {
  url: string
  method?: string
}

/** A record of Member. */
export interface MemberInstance extends BareFetch<MemberInstance>, RequiredUpdate<MemberContextUpdateOptions, MemberInstance> {
  callSid: string
  dateEnqueued: Date
  position: number
  uri: string
  waitTime: number
  queueSid: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/Queues/{QueueSid}/Members/{CallSid}.json`; update: `POST /2010-04-01/Accounts/{AccountSid}/Queues/{QueueSid}/Members/{CallSid}.json` */
export interface MemberContext extends BareFetch<MemberInstance>, RequiredUpdate<MemberContextUpdateOptions, MemberInstance> {}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/Queues/{QueueSid}/Members.json` */
export interface MemberListInstance extends Callable<[callSid: string], MemberContext>, Listing<unknown, MemberInstance> {}

export interface RecordingContextFetchOptions {
  includeSoftDeleted?: boolean
}

export interface RecordingListInstanceOptions {
  dateCreated?: Date | string
  dateCreatedBefore?: Date | string
  dateCreatedAfter?: Date | string
  callSid?: string
  conferenceSid?: string
  includeSoftDeleted?: boolean
}

/** A record of Recording. */
export interface RecordingInstance extends OptionalFetch<RecordingContextFetchOptions, RecordingInstance>, BareRemove {
  accountSid: string
  apiVersion: string
  callSid: string
  conferenceSid: string
  dateCreated: Date
  dateUpdated: Date
  startTime: Date
  duration: string
  sid: string
  price: string
  priceUnit: string
  status: RecordingStatus
  channels: number
  source: RecordingSource
  errorCode: number
  uri: string
  encryptionDetails: any
  subresourceUris: Record<string, string>
  mediaUrl: string
  addOnResults(): RecordingAddOnResultListInstance
  transcriptions(): RecordingTranscriptionListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/Recordings/{Sid}.json`; remove: `DELETE /2010-04-01/Accounts/{AccountSid}/Recordings/{Sid}.json` */
export interface RecordingContext extends OptionalFetch<RecordingContextFetchOptions, RecordingInstance>, BareRemove {
  readonly addOnResults: RecordingAddOnResultListInstance
  readonly transcriptions: RecordingTranscriptionListInstance
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/Recordings.json` */
export interface RecordingListInstance extends Callable<[sid: string], RecordingContext>, Listing<RecordingListInstanceOptions, RecordingInstance> {}

/** A record of RecordingAddOnResult. */
export interface RecordingAddOnResultInstance extends BareFetch<RecordingAddOnResultInstance>, BareRemove {
  sid: string
  accountSid: string
  status: RecordingAddOnResultStatus
  addOnSid: string
  addOnConfigurationSid: string
  dateCreated: Date
  dateUpdated: Date
  dateCompleted: Date
  referenceSid: string
  subresourceUris: Record<string, string>
  payloads(): RecordingAddOnResultPayloadListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/Recordings/{ReferenceSid}/AddOnResults/{Sid}.json`; remove: `DELETE /2010-04-01/Accounts/{AccountSid}/Recordings/{ReferenceSid}/AddOnResults/{Sid}.json` */
export interface RecordingAddOnResultContext extends BareFetch<RecordingAddOnResultInstance>, BareRemove {
  readonly payloads: RecordingAddOnResultPayloadListInstance
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/Recordings/{ReferenceSid}/AddOnResults.json` */
export interface RecordingAddOnResultListInstance extends Callable<[sid: string], RecordingAddOnResultContext>, Listing<unknown, RecordingAddOnResultInstance> {}

/** A record of RecordingAddOnResultPayload. */
export interface RecordingAddOnResultPayloadInstance extends BareFetch<RecordingAddOnResultPayloadInstance>, BareRemove {
  sid: string
  addOnResultSid: string
  accountSid: string
  label: string
  addOnSid: string
  addOnConfigurationSid: string
  contentType: string
  dateCreated: Date
  dateUpdated: Date
  referenceSid: string
  subresourceUris: Record<string, string>
  data(): RecordingAddOnResultPayloadDataListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/Recordings/{ReferenceSid}/AddOnResults/{AddOnResultSid}/Payloads/{Sid}.json`; remove: `DELETE /2010-04-01/Accounts/{AccountSid}/Recordings/{ReferenceSid}/AddOnResults/{AddOnResultSid}/Payloads/{Sid}.json` */
export interface RecordingAddOnResultPayloadContext extends BareFetch<RecordingAddOnResultPayloadInstance>, BareRemove {
  readonly data: RecordingAddOnResultPayloadDataListInstance
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/Recordings/{ReferenceSid}/AddOnResults/{AddOnResultSid}/Payloads.json` */
export interface RecordingAddOnResultPayloadListInstance extends Callable<[sid: string], RecordingAddOnResultPayloadContext>, Listing<unknown, RecordingAddOnResultPayloadInstance> {}

/** A record of RecordingAddOnResultPayloadData. */
export interface RecordingAddOnResultPayloadDataInstance extends BareFetch<RecordingAddOnResultPayloadDataInstance> {
  redirectTo: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/Recordings/{ReferenceSid}/AddOnResults/{AddOnResultSid}/Payloads/{PayloadSid}/Data.json` */
export interface RecordingAddOnResultPayloadDataContext extends BareFetch<RecordingAddOnResultPayloadDataInstance> {}

/** A place on the way. */
export interface RecordingAddOnResultPayloadDataListInstance extends Callable<[], RecordingAddOnResultPayloadDataContext> {}

/** A record of RecordingTranscription. */
export interface RecordingTranscriptionInstance extends BareFetch<RecordingTranscriptionInstance>, BareRemove {
  accountSid: string
  apiVersion: string
  dateCreated: Date
  dateUpdated: Date
  duration: string
  price: number
  priceUnit: string
  recordingSid: string
  sid: string
  status: RecordingTranscriptionStatus
  transcriptionText: string
  type: string
  uri: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/Recordings/{RecordingSid}/Transcriptions/{Sid}.json`; remove: `DELETE /2010-04-01/Accounts/{AccountSid}/Recordings/{RecordingSid}/Transcriptions/{Sid}.json` */
export interface RecordingTranscriptionContext extends BareFetch<RecordingTranscriptionInstance>, BareRemove {}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/Recordings/{RecordingSid}/Transcriptions.json` */
export interface RecordingTranscriptionListInstance extends Callable<[sid: string], RecordingTranscriptionContext>, Listing<unknown, RecordingTranscriptionInstance> {}

/** A place on the way. */
export interface AccountSipListInstance {
  readonly credentialLists: SipCredentialListListInstance
  readonly domains: SipDomainListInstance
  readonly ipAccessControlLists: SipIpAccessControlListListInstance
}

export interface SipCredentialListContextUpdateOptions {
  friendlyName: string
}

export interface SipCredentialListListInstanceCreateOptions {
  friendlyName: string
}

/** A record of SipCredentialList. */
export interface SipCredentialListInstance extends BareFetch<SipCredentialListInstance>, RequiredUpdate<SipCredentialListContextUpdateOptions, SipCredentialListInstance>, BareRemove {
  accountSid: string
  dateCreated: Date
  dateUpdated: Date
  friendlyName: string
  sid: string
  subresourceUris: Record<string, string>
  uri: string
  credentials(): SipCredentialListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{Sid}.json`; update: `POST /2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{Sid}.json`; remove: `DELETE /2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{Sid}.json` */
export interface SipCredentialListContext extends BareFetch<SipCredentialListInstance>, RequiredUpdate<SipCredentialListContextUpdateOptions, SipCredentialListInstance>, BareRemove {
  readonly credentials: SipCredentialListInstance
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists.json`; create: `POST /2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists.json` */
export interface SipCredentialListListInstance extends Callable<[sid: string], SipCredentialListContext>, Listing<unknown, SipCredentialListInstance>, RequiredCreate<SipCredentialListListInstanceCreateOptions, SipCredentialListInstance> {}

export interface SipCredentialContextUpdateOptions {
  password?: string
}

export interface SipCredentialListInstanceCreateOptions {
  username: string
  password: string
}

/** A record of SipCredential. */
export interface SipCredentialInstance extends BareFetch<SipCredentialInstance>, OptionalUpdate<SipCredentialContextUpdateOptions, SipCredentialInstance>, BareRemove {
  sid: string
  accountSid: string
  credentialListSid: string
  username: string
  dateCreated: Date
  dateUpdated: Date
  uri: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{CredentialListSid}/Credentials/{Sid}.json`; update: `POST /2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{CredentialListSid}/Credentials/{Sid}.json`; remove: `DELETE /2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{CredentialListSid}/Credentials/{Sid}.json` */
export interface SipCredentialContext extends BareFetch<SipCredentialInstance>, OptionalUpdate<SipCredentialContextUpdateOptions, SipCredentialInstance>, BareRemove {}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{CredentialListSid}/Credentials.json`; create: `POST /2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{CredentialListSid}/Credentials.json` */
export interface SipCredentialListInstance extends Callable<[sid: string], SipCredentialContext>, Listing<unknown, SipCredentialInstance>, RequiredCreate<SipCredentialListInstanceCreateOptions, SipCredentialInstance> {}

export interface SipDomainContextUpdateOptions {
  friendlyName?: string
  voiceFallbackMethod?: string
  voiceFallbackUrl?: string
  voiceMethod?: string
  voiceStatusCallbackMethod?: string
  voiceStatusCallbackUrl?: string
  voiceUrl?: string
  sipRegistration?: boolean
  domainName?: string
  emergencyCallingEnabled?: boolean
  secure?: boolean
  byocTrunkSid?: string
  emergencyCallerSid?: string
}

export interface SipDomainListInstanceCreateOptions {
  domainName: string
  friendlyName?: string
  voiceUrl?: string
  voiceMethod?: string
  voiceFallbackUrl?: string
  voiceFallbackMethod?: string
  voiceStatusCallbackUrl?: string
  voiceStatusCallbackMethod?: string
  sipRegistration?: boolean
  emergencyCallingEnabled?: boolean
  secure?: boolean
  byocTrunkSid?: string
  emergencyCallerSid?: string
}

/** A record of SipDomain. */
export interface SipDomainInstance extends BareFetch<SipDomainInstance>, OptionalUpdate<SipDomainContextUpdateOptions, SipDomainInstance>, BareRemove {
  accountSid: string
  apiVersion: string
  authType: string
  dateCreated: Date
  dateUpdated: Date
  domainName: string
  friendlyName: string
  sid: string
  uri: string
  voiceFallbackMethod: string
  voiceFallbackUrl: string
  voiceMethod: string
  voiceStatusCallbackMethod: string
  voiceStatusCallbackUrl: string
  voiceUrl: string
  subresourceUris: Record<string, string>
  sipRegistration: boolean
  emergencyCallingEnabled: boolean
  secure: boolean
  byocTrunkSid: string
  emergencyCallerSid: string
  auth(): SipDomainAuthListInstance
  credentialListMappings(): SipCredentialListMappingListInstance
  ipAccessControlListMappings(): SipIpAccessControlListMappingListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{Sid}.json`; update: `POST /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{Sid}.json`; remove: `DELETE /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{Sid}.json` */
export interface SipDomainContext extends BareFetch<SipDomainInstance>, OptionalUpdate<SipDomainContextUpdateOptions, SipDomainInstance>, BareRemove {
  readonly auth: SipDomainAuthListInstance
  readonly credentialListMappings: SipCredentialListMappingListInstance
  readonly ipAccessControlListMappings: SipIpAccessControlListMappingListInstance
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/SIP/Domains.json`; create: `POST /2010-04-01/Accounts/{AccountSid}/SIP/Domains.json` */
export interface SipDomainListInstance extends Callable<[sid: string], SipDomainContext>, Listing<unknown, SipDomainInstance>, RequiredCreate<SipDomainListInstanceCreateOptions, SipDomainInstance> {}

/** A place on the way. */
export interface SipDomainAuthListInstance {
  readonly calls: SipDomainAuthCallsListInstance
  readonly registrations: SipDomainAuthRegistrationsListInstance
}

/** A place on the way. */
export interface SipDomainAuthCallsListInstance {
  readonly credentialListMappings: SipAuthCallsCredentialListMappingListInstance
  readonly ipAccessControlListMappings: SipAuthCallsIpAccessControlListMappingListInstance
}

export interface SipAuthCallsCredentialListMappingListInstanceCreateOptions {
  credentialListSid: string
}

/** A record of SipAuthCallsCredentialListMapping. */
export interface SipAuthCallsCredentialListMappingInstance extends BareFetch<SipAuthCallsCredentialListMappingInstance>, BareRemove {
  accountSid: string
  dateCreated: Date
  dateUpdated: Date
  friendlyName: string
  sid: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Calls/CredentialListMappings/{Sid}.json`; remove: `DELETE /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Calls/CredentialListMappings/{Sid}.json` */
export interface SipAuthCallsCredentialListMappingContext extends BareFetch<SipAuthCallsCredentialListMappingInstance>, BareRemove {}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Calls/CredentialListMappings.json`; create: `POST /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Calls/CredentialListMappings.json` */
export interface SipAuthCallsCredentialListMappingListInstance extends Callable<[sid: string], SipAuthCallsCredentialListMappingContext>, Listing<unknown, SipAuthCallsCredentialListMappingInstance>, RequiredCreate<SipAuthCallsCredentialListMappingListInstanceCreateOptions, SipAuthCallsCredentialListMappingInstance> {}

export interface SipAuthCallsIpAccessControlListMappingListInstanceCreateOptions {
  ipAccessControlListSid: string
}

/** A record of SipAuthCallsIpAccessControlListMapping. */
export interface SipAuthCallsIpAccessControlListMappingInstance extends BareFetch<SipAuthCallsIpAccessControlListMappingInstance>, BareRemove {
  accountSid: string
  dateCreated: Date
  dateUpdated: Date
  friendlyName: string
  sid: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Calls/IpAccessControlListMappings/{Sid}.json`; remove: `DELETE /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Calls/IpAccessControlListMappings/{Sid}.json` */
export interface SipAuthCallsIpAccessControlListMappingContext extends BareFetch<SipAuthCallsIpAccessControlListMappingInstance>, BareRemove {}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Calls/IpAccessControlListMappings.json`; create: `POST /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Calls/IpAccessControlListMappings.json` */
export interface SipAuthCallsIpAccessControlListMappingListInstance extends Callable<[sid: string], SipAuthCallsIpAccessControlListMappingContext>, Listing<unknown, SipAuthCallsIpAccessControlListMappingInstance>, RequiredCreate<SipAuthCallsIpAccessControlListMappingListInstanceCreateOptions, SipAuthCallsIpAccessControlListMappingInstance> {}

/** A place on the way. */
export interface SipDomainAuthRegistrationsListInstance {
  readonly credentialListMappings: SipAuthRegistrationsCredentialListMappingListInstance
}

export interface SipAuthRegistrationsCredentialListMappingListInstanceCreateOptions {
  credentialListSid: string
}

/** A record of SipAuthRegistrationsCredentialListMapping. */
export interface SipAuthRegistrationsCredentialListMappingInstance extends BareFetch<SipAuthRegistrationsCredentialListMappingInstance>, BareRemove {
  accountSid: string
  dateCreated: Date
  dateUpdated: Date
  friendlyName: string
  sid: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Registrations/CredentialListMappings/{Sid}.json`; remove: `DELETE /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Registrations/CredentialListMappings/{Sid}.json` */
export interface SipAuthRegistrationsCredentialListMappingContext extends BareFetch<SipAuthRegistrationsCredentialListMappingInstance>, BareRemove {}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Registrations/CredentialListMappings.json`; create: `POST /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Registrations/CredentialListMappings.json` */
export interface SipAuthRegistrationsCredentialListMappingListInstance extends Callable<[sid: string], SipAuthRegistrationsCredentialListMappingContext>, Listing<unknown, SipAuthRegistrationsCredentialListMappingInstance>, RequiredCreate<SipAuthRegistrationsCredentialListMappingListInstanceCreateOptions, SipAuthRegistrationsCredentialListMappingInstance> {}

export interface SipCredentialListMappingListInstanceCreateOptions {
  credentialListSid: string
}

/** A record of SipCredentialListMapping. */
export interface SipCredentialListMappingInstance extends BareFetch<SipCredentialListMappingInstance>, BareRemove {
  accountSid: string
  dateCreated: Date
  dateUpdated: Date
  domainSid: string
  friendlyName: string
  sid: string
  uri: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/CredentialListMappings/{Sid}.json`; remove: `DELETE /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/CredentialListMappings/{Sid}.json` */
export interface SipCredentialListMappingContext extends BareFetch<SipCredentialListMappingInstance>, BareRemove {}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/CredentialListMappings.json`; create: `POST /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/CredentialListMappings.json` */
export interface SipCredentialListMappingListInstance extends Callable<[sid: string], SipCredentialListMappingContext>, Listing<unknown, SipCredentialListMappingInstance>, RequiredCreate<SipCredentialListMappingListInstanceCreateOptions, SipCredentialListMappingInstance> {}

export interface SipIpAccessControlListMappingListInstanceCreateOptions {
  ipAccessControlListSid: string
}

/** A record of SipIpAccessControlListMapping. */
export interface SipIpAccessControlListMappingInstance extends BareFetch<SipIpAccessControlListMappingInstance>, BareRemove {
  accountSid: string
  dateCreated: Date
  dateUpdated: Date
  domainSid: string
  friendlyName: string
  sid: string
  uri: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/IpAccessControlListMappings/{Sid}.json`; remove: `DELETE /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/IpAccessControlListMappings/{Sid}.json` */
export interface SipIpAccessControlListMappingContext extends BareFetch<SipIpAccessControlListMappingInstance>, BareRemove {}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/IpAccessControlListMappings.json`; create: `POST /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/IpAccessControlListMappings.json` */
export interface SipIpAccessControlListMappingListInstance extends Callable<[sid: string], SipIpAccessControlListMappingContext>, Listing<unknown, SipIpAccessControlListMappingInstance>, RequiredCreate<SipIpAccessControlListMappingListInstanceCreateOptions, SipIpAccessControlListMappingInstance> {}

export interface SipIpAccessControlListContextUpdateOptions {
  friendlyName: string
}

export interface SipIpAccessControlListListInstanceCreateOptions {
  friendlyName: string
}

/** A record of SipIpAccessControlList. */
export interface SipIpAccessControlListInstance extends BareFetch<SipIpAccessControlListInstance>, RequiredUpdate<SipIpAccessControlListContextUpdateOptions, SipIpAccessControlListInstance>, BareRemove {
  sid: string
  accountSid: string
  friendlyName: string
  dateCreated: Date
  dateUpdated: Date
  subresourceUris: Record<string, string>
  uri: string
  ipAddresses(): SipIpAddressListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists/{Sid}.json`; update: `POST /2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists/{Sid}.json`; remove: `DELETE /2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists/{Sid}.json` */
export interface SipIpAccessControlListContext extends BareFetch<SipIpAccessControlListInstance>, RequiredUpdate<SipIpAccessControlListContextUpdateOptions, SipIpAccessControlListInstance>, BareRemove {
  readonly ipAddresses: SipIpAddressListInstance
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists.json`; create: `POST /2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists.json` */
export interface SipIpAccessControlListListInstance extends Callable<[sid: string], SipIpAccessControlListContext>, Listing<unknown, SipIpAccessControlListInstance>, RequiredCreate<SipIpAccessControlListListInstanceCreateOptions, SipIpAccessControlListInstance> {}

export interface SipIpAddressContextUpdateOptions {
  ipAddress?: string
  friendlyName?: string
  cidrPrefixLength?: number
}

export interface SipIpAddressListInstanceCreateOptions {
  friendlyName: string
  ipAddress: string
  cidrPrefixLength?: number
}

/** A record of SipIpAddress. */
export interface SipIpAddressInstance extends BareFetch<SipIpAddressInstance>, OptionalUpdate<SipIpAddressContextUpdateOptions, SipIpAddressInstance>, BareRemove {
  sid: string
  accountSid: string
  friendlyName: string
  ipAddress: string
  cidrPrefixLength: number
  ipAccessControlListSid: string
  dateCreated: Date
  dateUpdated: Date
  uri: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists/{IpAccessControlListSid}/IpAddresses/{Sid}.json`; update: `POST /2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists/{IpAccessControlListSid}/IpAddresses/{Sid}.json`; remove: `DELETE /2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists/{IpAccessControlListSid}/IpAddresses/{Sid}.json` */
export interface SipIpAddressContext extends BareFetch<SipIpAddressInstance>, OptionalUpdate<SipIpAddressContextUpdateOptions, SipIpAddressInstance>, BareRemove {}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists/{IpAccessControlListSid}/IpAddresses.json`; create: `POST /2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists/{IpAccessControlListSid}/IpAddresses.json` */
export interface SipIpAddressListInstance extends Callable<[sid: string], SipIpAddressContext>, Listing<unknown, SipIpAddressInstance>, RequiredCreate<SipIpAddressListInstanceCreateOptions, SipIpAddressInstance> {}

export interface TokenListInstanceCreateOptions {
  ttl?: number
}

/** A record of Token. */
export interface TokenInstance {
  accountSid: string
  dateCreated: Date
  dateUpdated: Date
  iceServers: Array<{ credential: string; username: string; url: string; urls: string }>
  password: string
  ttl: string
  username: string
  toJSON(): Record<string, any>
}

/** create: `POST /2010-04-01/Accounts/{AccountSid}/Tokens.json` */
export interface TokenListInstance extends OptionalCreate<TokenListInstanceCreateOptions, TokenInstance> {}

/** A record of Transcription. */
export interface TranscriptionInstance extends BareFetch<TranscriptionInstance>, BareRemove {
  accountSid: string
  apiVersion: string
  dateCreated: Date
  dateUpdated: Date
  duration: string
  price: number
  priceUnit: string
  recordingSid: string
  sid: string
  status: TranscriptionStatus
  transcriptionText: string
  type: string
  uri: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/Transcriptions/{Sid}.json`; remove: `DELETE /2010-04-01/Accounts/{AccountSid}/Transcriptions/{Sid}.json` */
export interface TranscriptionContext extends BareFetch<TranscriptionInstance>, BareRemove {}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/Transcriptions.json` */
export interface TranscriptionListInstance extends Callable<[sid: string], TranscriptionContext>, Listing<unknown, TranscriptionInstance> {}

/** A place on the way. */
export interface AccountUsageListInstance {
  readonly records: UsageRecordListInstance
  readonly triggers: UsageTriggerListInstance
}

export interface UsageRecordListInstanceOptions {
  category?: string
  startDate?: Date | string
  endDate?: Date | string
  includeSubaccounts?: boolean
}

/** A record of UsageRecord. */
export interface UsageRecordInstance {
  accountSid: string
  apiVersion: string
  asOf: string
  category: string
  count: string
  countUnit: string
  description: string
  endDate: Date
  price: number
  priceUnit: string
  startDate: Date
  subresourceUris: Record<string, string>
  uri: string
  usage: string
  usageUnit: string
  toJSON(): Record<string, any>
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/Usage/Records.json` */
export interface UsageRecordListInstance extends Listing<UsageRecordListInstanceOptions, UsageRecordInstance> {
  readonly allTime: UsageRecordAllTimeListInstance
  readonly daily: UsageRecordDailyListInstance
  readonly lastMonth: UsageRecordLastMonthListInstance
  readonly monthly: UsageRecordMonthlyListInstance
  readonly thisMonth: UsageRecordThisMonthListInstance
  readonly today: UsageRecordTodayListInstance
  readonly yearly: UsageRecordYearlyListInstance
  readonly yesterday: UsageRecordYesterdayListInstance
}

export interface UsageRecordAllTimeListInstanceOptions {
  category?: string
  startDate?: Date | string
  endDate?: Date | string
  includeSubaccounts?: boolean
}

/** A record of UsageRecordAllTime. */
export interface UsageRecordAllTimeInstance {
  accountSid: string
  apiVersion: string
  asOf: string
  category: string
  count: string
  countUnit: string
  description: string
  endDate: Date
  price: number
  priceUnit: string
  startDate: Date
  subresourceUris: Record<string, string>
  uri: string
  usage: string
  usageUnit: string
  toJSON(): Record<string, any>
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/Usage/Records/AllTime.json` */
export interface UsageRecordAllTimeListInstance extends Listing<UsageRecordAllTimeListInstanceOptions, UsageRecordAllTimeInstance> {}

export interface UsageRecordDailyListInstanceOptions {
  category?: string
  startDate?: Date | string
  endDate?: Date | string
  includeSubaccounts?: boolean
}

/** A record of UsageRecordDaily. */
export interface UsageRecordDailyInstance {
  accountSid: string
  apiVersion: string
  asOf: string
  category: string
  count: string
  countUnit: string
  description: string
  endDate: Date
  price: number
  priceUnit: string
  startDate: Date
  subresourceUris: Record<string, string>
  uri: string
  usage: string
  usageUnit: string
  toJSON(): Record<string, any>
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/Usage/Records/Daily.json` */
export interface UsageRecordDailyListInstance extends Listing<UsageRecordDailyListInstanceOptions, UsageRecordDailyInstance> {}

export interface UsageRecordLastMonthListInstanceOptions {
  category?: string
  startDate?: Date | string
  endDate?: Date | string
  includeSubaccounts?: boolean
}

/** A record of UsageRecordLastMonth. */
export interface UsageRecordLastMonthInstance {
  accountSid: string
  apiVersion: string
  asOf: string
  category: string
  count: string
  countUnit: string
  description: string
  endDate: Date
  price: number
  priceUnit: string
  startDate: Date
  subresourceUris: Record<string, string>
  uri: string
  usage: string
  usageUnit: string
  toJSON(): Record<string, any>
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/Usage/Records/LastMonth.json` */
export interface UsageRecordLastMonthListInstance extends Listing<UsageRecordLastMonthListInstanceOptions, UsageRecordLastMonthInstance> {}

export interface UsageRecordMonthlyListInstanceOptions {
  category?: string
  startDate?: Date | string
  endDate?: Date | string
  includeSubaccounts?: boolean
}

/** A record of UsageRecordMonthly. */
export interface UsageRecordMonthlyInstance {
  accountSid: string
  apiVersion: string
  asOf: string
  category: string
  count: string
  countUnit: string
  description: string
  endDate: Date
  price: number
  priceUnit: string
  startDate: Date
  subresourceUris: Record<string, string>
  uri: string
  usage: string
  usageUnit: string
  toJSON(): Record<string, any>
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/Usage/Records/Monthly.json` */
export interface UsageRecordMonthlyListInstance extends Listing<UsageRecordMonthlyListInstanceOptions, UsageRecordMonthlyInstance> {}

export interface UsageRecordThisMonthListInstanceOptions {
  category?: string
  startDate?: Date | string
  endDate?: Date | string
  includeSubaccounts?: boolean
}

/** A record of UsageRecordThisMonth. */
export interface UsageRecordThisMonthInstance {
  accountSid: string
  apiVersion: string
  asOf: string
  category: string
  count: string
  countUnit: string
  description: string
  endDate: Date
  price: number
  priceUnit: string
  startDate: Date
  subresourceUris: Record<string, string>
  uri: string
  usage: string
  usageUnit: string
  toJSON(): Record<string, any>
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/Usage/Records/ThisMonth.json` */
export interface UsageRecordThisMonthListInstance extends Listing<UsageRecordThisMonthListInstanceOptions, UsageRecordThisMonthInstance> {}

export interface UsageRecordTodayListInstanceOptions {
  category?: string
  startDate?: Date | string
  endDate?: Date | string
  includeSubaccounts?: boolean
}

/** A record of UsageRecordToday. */
export interface UsageRecordTodayInstance {
  accountSid: string
  apiVersion: string
  asOf: string
  category: string
  count: string
  countUnit: string
  description: string
  endDate: Date
  price: number
  priceUnit: string
  startDate: Date
  subresourceUris: Record<string, string>
  uri: string
  usage: string
  usageUnit: string
  toJSON(): Record<string, any>
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/Usage/Records/Today.json` */
export interface UsageRecordTodayListInstance extends Listing<UsageRecordTodayListInstanceOptions, UsageRecordTodayInstance> {}

export interface UsageRecordYearlyListInstanceOptions {
  category?: string
  startDate?: Date | string
  endDate?: Date | string
  includeSubaccounts?: boolean
}

/** A record of UsageRecordYearly. */
export interface UsageRecordYearlyInstance {
  accountSid: string
  apiVersion: string
  asOf: string
  category: string
  count: string
  countUnit: string
  description: string
  endDate: Date
  price: number
  priceUnit: string
  startDate: Date
  subresourceUris: Record<string, string>
  uri: string
  usage: string
  usageUnit: string
  toJSON(): Record<string, any>
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/Usage/Records/Yearly.json` */
export interface UsageRecordYearlyListInstance extends Listing<UsageRecordYearlyListInstanceOptions, UsageRecordYearlyInstance> {}

export interface UsageRecordYesterdayListInstanceOptions {
  category?: string
  startDate?: Date | string
  endDate?: Date | string
  includeSubaccounts?: boolean
}

/** A record of UsageRecordYesterday. */
export interface UsageRecordYesterdayInstance {
  accountSid: string
  apiVersion: string
  asOf: string
  category: string
  count: string
  countUnit: string
  description: string
  endDate: Date
  price: number
  priceUnit: string
  startDate: Date
  subresourceUris: Record<string, string>
  uri: string
  usage: string
  usageUnit: string
  toJSON(): Record<string, any>
}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/Usage/Records/Yesterday.json` */
export interface UsageRecordYesterdayListInstance extends Listing<UsageRecordYesterdayListInstanceOptions, UsageRecordYesterdayInstance> {}

export interface UsageTriggerContextUpdateOptions {
  callbackMethod?: string
  callbackUrl?: string
  friendlyName?: string
}

export interface UsageTriggerListInstanceOptions {
  recurring?: UsageTriggerRecurring
  triggerBy?: UsageTriggerTriggerField
  usageCategory?: string
}

export interface UsageTriggerListInstanceCreateOptions {
  callbackUrl: string
  triggerValue: string
  usageCategory: string
  callbackMethod?: string
  friendlyName?: string
  recurring?: UsageTriggerRecurring
  triggerBy?: UsageTriggerTriggerField
}

/** A record of UsageTrigger. */
export interface UsageTriggerInstance extends BareFetch<UsageTriggerInstance>, OptionalUpdate<UsageTriggerContextUpdateOptions, UsageTriggerInstance>, BareRemove {
  accountSid: string
  apiVersion: string
  callbackMethod: string
  callbackUrl: string
  currentValue: string
  dateCreated: Date
  dateFired: Date
  dateUpdated: Date
  friendlyName: string
  recurring: UsageTriggerRecurring
  sid: string
  triggerBy: UsageTriggerTriggerField
  triggerValue: string
  uri: string
  usageCategory: string
  usageRecordUri: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/Usage/Triggers/{Sid}.json`; update: `POST /2010-04-01/Accounts/{AccountSid}/Usage/Triggers/{Sid}.json`; remove: `DELETE /2010-04-01/Accounts/{AccountSid}/Usage/Triggers/{Sid}.json` */
export interface UsageTriggerContext extends BareFetch<UsageTriggerInstance>, OptionalUpdate<UsageTriggerContextUpdateOptions, UsageTriggerInstance>, BareRemove {}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/Usage/Triggers.json`; create: `POST /2010-04-01/Accounts/{AccountSid}/Usage/Triggers.json` */
export interface UsageTriggerListInstance extends Callable<[sid: string], UsageTriggerContext>, Listing<UsageTriggerListInstanceOptions, UsageTriggerInstance>, RequiredCreate<UsageTriggerListInstanceCreateOptions, UsageTriggerInstance> {}

export interface ShortCodeContextUpdateOptions {
  friendlyName?: string
  apiVersion?: string
  smsUrl?: string
  smsMethod?: string
  smsFallbackUrl?: string
  smsFallbackMethod?: string
}

export interface ShortCodeListInstanceOptions {
  friendlyName?: string
  shortCode?: string
}

/** A record of ShortCode. */
export interface ShortCodeInstance extends BareFetch<ShortCodeInstance>, OptionalUpdate<ShortCodeContextUpdateOptions, ShortCodeInstance> {
  accountSid: string
  apiVersion: string
  dateCreated: Date
  dateUpdated: Date
  friendlyName: string
  shortCode: string
  sid: string
  smsFallbackMethod: string
  smsFallbackUrl: string
  smsMethod: string
  smsUrl: string
  uri: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /2010-04-01/Accounts/{AccountSid}/SMS/ShortCodes/{Sid}.json`; update: `POST /2010-04-01/Accounts/{AccountSid}/SMS/ShortCodes/{Sid}.json` */
export interface ShortCodeContext extends BareFetch<ShortCodeInstance>, OptionalUpdate<ShortCodeContextUpdateOptions, ShortCodeInstance> {}

/** list: `GET /2010-04-01/Accounts/{AccountSid}/SMS/ShortCodes.json` */
export interface ShortCodeListInstance extends Callable<[sid: string], ShortCodeContext>, Listing<ShortCodeListInstanceOptions, ShortCodeInstance> {}

/** Version 2010-04-01 of api. */
export interface ApiV2010 {
  readonly accounts: AccountListInstance
  /** The account of the client. */
  readonly account: AccountContext
}
