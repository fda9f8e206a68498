// Made by packages/sdk/generate/main.ts. Do not edit.
import type { RequiredCreate } from '../../rest/types.ts'

export type HostedNumberOrderEnumStatus = "twilio-processing" | "received" | "pending-verification" | "verified" | "pending-loa" | "carrier-processing" | "testing" | "completed" | "failed" | "action-required"

export type HostedNumberOrderEnumVerificationType = "phone-call" | "phone-bill"

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
  verificationType?: HostedNumberOrderEnumVerificationType
  verificationDocumentSid?: string
}

/** A record of HostedNumbersHostedNumberOrder. */
export interface HostedNumbersHostedNumberOrderInstance {
  sid: string
  accountSid: string
  incomingPhoneNumberSid: string
  addressSid: string
  signingDocumentSid: string
  phoneNumber: string
  capabilities: { mms: boolean; sms: boolean; voice: boolean; fax: boolean }
  friendlyName: string
  uniqueName: string
  status: HostedNumberOrderEnumStatus
  failureReason: string
  dateCreated: Date
  dateUpdated: Date
  verificationAttempts: number
  email: string
  ccEmails: Array<string>
  url: string
  verificationType: HostedNumberOrderEnumVerificationType
  verificationDocumentSid: string
  extension: string
  callDelay: number
  verificationCode: string
  verificationCallSids: Array<string>
  toJSON(): Record<string, any>
}

/** create: `POST /v3/HostedNumbers/HostedNumberOrders` */
export interface HostedNumbersHostedNumberOrderListInstance extends RequiredCreate<HostedNumbersHostedNumberOrderListInstanceCreateOptions, HostedNumbersHostedNumberOrderInstance> {}

/** Version v3 of numbers. */
export interface NumbersV3 {
  readonly hostedNumberOrders: HostedNumbersHostedNumberOrderListInstance
}
