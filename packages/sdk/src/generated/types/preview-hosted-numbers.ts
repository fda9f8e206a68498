// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, OptionalUpdate, RequiredCreate } from '../../rest/types.ts'

export type AuthorizationDocumentStatus = "opened" | "signing" | "signed" | "canceled" | "failed"

export type DependentHostedNumberOrderStatus = "twilio-processing" | "received" | "pending-verification" | "verified" | "pending-loa" | "carrier-processing" | "testing" | "completed" | "failed" | "action-required"

export type DependentHostedNumberOrderVerificationType = "phone-call" | "phone-bill"

export type HostedNumberOrderStatus = "twilio-processing" | "received" | "pending-verification" | "verified" | "pending-loa" | "carrier-processing" | "testing" | "completed" | "failed" | "action-required"

export type HostedNumberOrderVerificationType = "phone-call" | "phone-bill"

export interface HostedNumbersAuthorizationDocumentContextUpdateOptions {
  hostedNumberOrderSids?: ReadonlyArray<string>
  addressSid?: string
  email?: string
  ccEmails?: ReadonlyArray<string>
  status?: AuthorizationDocumentStatus
  contactTitle?: string
  contactPhoneNumber?: string
}

export interface HostedNumbersAuthorizationDocumentListInstanceOptions {
  email?: string
  status?: AuthorizationDocumentStatus
}

export interface HostedNumbersAuthorizationDocumentListInstanceCreateOptions {
  hostedNumberOrderSids: ReadonlyArray<string>
  addressSid: string
  email: string
  contactTitle: string
  contactPhoneNumber: string
  ccEmails?: ReadonlyArray<string>
}

/** A record of HostedNumbersAuthorizationDocument. */
export interface HostedNumbersAuthorizationDocumentInstance extends BareFetch<HostedNumbersAuthorizationDocumentInstance>, OptionalUpdate<HostedNumbersAuthorizationDocumentContextUpdateOptions, HostedNumbersAuthorizationDocumentInstance>, BareRemove {
  sid: string
  addressSid: string
  status: AuthorizationDocumentStatus
  email: string
  ccEmails: Array<string>
  dateCreated: Date
  dateUpdated: Date
  url: string
  links: Record<string, string>
  dependentHostedNumberOrders(): HostedNumbersDependentHostedNumberOrderListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /HostedNumbers/AuthorizationDocuments/{Sid}`; update: `POST /HostedNumbers/AuthorizationDocuments/{Sid}`; remove: `DELETE /HostedNumbers/AuthorizationDocuments/{Sid}` */
export interface HostedNumbersAuthorizationDocumentContext extends BareFetch<HostedNumbersAuthorizationDocumentInstance>, OptionalUpdate<HostedNumbersAuthorizationDocumentContextUpdateOptions, HostedNumbersAuthorizationDocumentInstance>, BareRemove {
  readonly dependentHostedNumberOrders: HostedNumbersDependentHostedNumberOrderListInstance
}

/** list: `GET /HostedNumbers/AuthorizationDocuments`; create: `POST /HostedNumbers/AuthorizationDocuments` */
export interface HostedNumbersAuthorizationDocumentListInstance extends Callable<[sid: string], HostedNumbersAuthorizationDocumentContext>, Listing<HostedNumbersAuthorizationDocumentListInstanceOptions, HostedNumbersAuthorizationDocumentInstance>, RequiredCreate<HostedNumbersAuthorizationDocumentListInstanceCreateOptions, HostedNumbersAuthorizationDocumentInstance> {}

export interface HostedNumbersDependentHostedNumberOrderListInstanceOptions {
  status?: DependentHostedNumberOrderStatus
  phoneNumber?: string
  incomingPhoneNumberSid?: string
  friendlyName?: string
  uniqueName?: string
}

/** A record of HostedNumbersDependentHostedNumberOrder. */
export interface HostedNumbersDependentHostedNumberOrderInstance {
  sid: string
  accountSid: string
  incomingPhoneNumberSid: string
  addressSid: string
  signingDocumentSid: string
  phoneNumber: string
  capabilities: { mms: boolean; sms: boolean; voice: boolean; fax: boolean }
  friendlyName: string
  uniqueName: string
  status: DependentHostedNumberOrderStatus
  failureReason: string
  dateCreated: Date
  dateUpdated: Date
  verificationAttempts: number
  email: string
  ccEmails: Array<string>
  verificationType: DependentHostedNumberOrderVerificationType
  verificationDocumentSid: string
  extension: string
  callDelay: number
  verificationCode: string
  verificationCallSids: Array<string>
  toJSON(): Record<string, any>
}

/** list: `GET /HostedNumbers/AuthorizationDocuments/{SigningDocumentSid}/DependentHostedNumberOrders` */
export interface HostedNumbersDependentHostedNumberOrderListInstance extends Listing<HostedNumbersDependentHostedNumberOrderListInstanceOptions, HostedNumbersDependentHostedNumberOrderInstance> {}

export interface HostedNumbersHostedNumberOrderContextUpdateOptions {
  friendlyName?: string
  uniqueName?: string
  email?: string
  ccEmails?: ReadonlyArray<string>
  status?: HostedNumberOrderStatus
  verificationCode?: string
  verificationType?: HostedNumberOrderVerificationType
  verificationDocumentSid?: string
  extension?: string
  callDelay?: number
}

export interface HostedNumbersHostedNumberOrderListInstanceOptions {
  status?: HostedNumberOrderStatus
  phoneNumber?: string
  incomingPhoneNumberSid?: string
  friendlyName?: string
  uniqueName?: string
}

export interface HostedNumbersHostedNumberOrderListInstanceCreateOptions {
  phoneNumber: string
  smsCapability: boolean
  accountSid?: string
  friendlyName?: string
  uniqueName?: string
  ccEmails?: ReadonlyArray<string>
  smsUrl?: string
  smsMethod?: string
  smsFallbackUrl?: string
  smsFallbackMethod?: string
  statusCallbackUrl?: string
  statusCallbackMethod?: string
  smsApplicationSid?: string
  addressSid?: string
  email?: string
  verificationType?: HostedNumberOrderVerificationType
  verificationDocumentSid?: string
}

/** A record of HostedNumbersHostedNumberOrder. */
export interface HostedNumbersHostedNumberOrderInstance extends BareFetch<HostedNumbersHostedNumberOrderInstance>, OptionalUpdate<HostedNumbersHostedNumberOrderContextUpdateOptions, HostedNumbersHostedNumberOrderInstance>, BareRemove {
  sid: string
  accountSid: string
  incomingPhoneNumberSid: string
  addressSid: string
  signingDocumentSid: string
  phoneNumber: string
  capabilities: { mms: boolean; sms: boolean; voice: boolean; fax: boolean }
  friendlyName: string
  uniqueName: string
  status: HostedNumberOrderStatus
  failureReason: string
  dateCreated: Date
  dateUpdated: Date
  verificationAttempts: number
  email: string
  ccEmails: Array<string>
  url: string
  verificationType: HostedNumberOrderVerificationType
  verificationDocumentSid: string
  extension: string
  callDelay: number
  verificationCode: string
  verificationCallSids: Array<string>
  toJSON(): Record<string, any>
}

/** fetch: `GET /HostedNumbers/HostedNumberOrders/{Sid}`; update: `POST /HostedNumbers/HostedNumberOrders/{Sid}`; remove: `DELETE /HostedNumbers/HostedNumberOrders/{Sid}` */
export interface HostedNumbersHostedNumberOrderContext extends BareFetch<HostedNumbersHostedNumberOrderInstance>, OptionalUpdate<HostedNumbersHostedNumberOrderContextUpdateOptions, HostedNumbersHostedNumberOrderInstance>, BareRemove {}

/** list: `GET /HostedNumbers/HostedNumberOrders`; create: `POST /HostedNumbers/HostedNumberOrders` */
export interface HostedNumbersHostedNumberOrderListInstance extends Callable<[sid: string], HostedNumbersHostedNumberOrderContext>, Listing<HostedNumbersHostedNumberOrderListInstanceOptions, HostedNumbersHostedNumberOrderInstance>, RequiredCreate<HostedNumbersHostedNumberOrderListInstanceCreateOptions, HostedNumbersHostedNumberOrderInstance> {}

/** Version HostedNumbers of preview. */
export interface PreviewHostedNumbers {
  readonly authorizationDocuments: HostedNumbersAuthorizationDocumentListInstance
  readonly hostedNumberOrders: HostedNumbersHostedNumberOrderListInstance
}
