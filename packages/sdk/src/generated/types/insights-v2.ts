// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, Callable, Listing, OptionalJsonCreate } from '../../rest/types.ts'

export type ReportStatus = "created" | "running" | "completed"

export type AccountReportListInstanceCreateOptions = { timeRange?: { startDatetime?: string; endDatetime?: string }; filters?: ReadonlyArray<{ key?: string; values?: ReadonlyArray<string> }> }

/** A record of AccountReport. */
export interface AccountReportInstance extends BareFetch<AccountReportInstance> {
  accountSid: string
  reportId: string
  status: ReportStatus
  requestMeta: { startDatetime: string; endDatetime: string; filters: Array<{ key: string; values: Array<string> }> }
  report: { callDeliverabilityScore: number; callAnswerScore: number; totalCalls: number; callDirection: { outbound: number; inbound: number }; callState: { completed: number; fail: number; busy: number; noanswer: number; canceled: number }; callType: { carrier: number; sip: number; trunking: number; client: number; whatsapp: number }; aloc: number; twilioEdgeLocation: Record<string, number>; callerCountryCode: Record<string, number>; calleeCountryCode: Record<string, number>; averageQueueTimeMs: number; silentCallsPercentage: number; networkIssues: { sdk: { iceFailuresPercentage: number; highLatencyPercentage: number; highPacketLossPercentage: number; highJitterPercentage: number }; twilioGateway: { highLatencyPercentage: number; highPacketLossPercentage: number; highJitterPercentage: number } }; kYT: { outboundCarrierCalling: { uniqueCallingNumbers: number; uniqueCalledNumbers: number; blockedCallsByCarrier: Array<{ country: string; carriers: Array<{ carrier: string; total_calls: number; blocked_calls: number; blocked_calls_percentage: number }> }>; shortDurationCallsPercentage: number; longDurationCallsPercentage: number; potentialRobocallsPercentage: number; brandedCalling: { total_branded_calls: number; percent_branded_calls: number; answer_rate: number; human_answer_rate: number; engagement_rate: number; by_use_case: Array<{ use_case: string; enabled_phonenumbers: number; total_calls: number; answer_rate: number; human_answer_rate: number; engagement_rate: number }> }; voiceIntegrity: { enabled_calls: number; enabled_percentage: number; calls_per_bundle: Array<{ bundle_sid: string; enabled_phonenumbers: number; total_calls: number; answer_rate: number; human_answer_rate: number }> }; stirShaken: { call_count: { stsh_a: number; stsh_b: number; stsh_c: number }; percentage: { stsh_a: number; stsh_b: number; stsh_c: number }; answer_rate: { stsh_a: number; stsh_b: number; stsh_c: number } } } }; answeringMachineDetection: { totalCalls: number; answeredByHumanPercentage: number; answeredByMachinePercentage: number } }
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Voice/Reports/{reportId}` */
export interface AccountReportContext extends BareFetch<AccountReportInstance> {}

/** create: `POST /v2/Voice/Reports` */
export interface AccountReportListInstance extends Callable<[reportId: string], AccountReportContext>, OptionalJsonCreate<AccountReportListInstanceCreateOptions, AccountReportInstance> {}

export type InboundPhoneNumbersReportListInstanceCreateOptions = { timeRange?: { startDatetime?: string; endDatetime?: string }; filters?: ReadonlyArray<{ key?: string; values?: ReadonlyArray<string> }>; size?: number }

/** A record of InboundPhoneNumbersReport. */
export interface InboundPhoneNumbersReportInstance {
  accountSid: string
  reportId: string
  status: ReportStatus
  requestMeta: { startDatetime: string; endDatetime: string; filters: Array<{ key: string; values: Array<string> }> }
  url: string
  toJSON(): Record<string, any>
}

/** create: `POST /v2/Voice/Reports/PhoneNumbers/Inbound` */
export interface InboundPhoneNumbersReportListInstance extends OptionalJsonCreate<InboundPhoneNumbersReportListInstanceCreateOptions, InboundPhoneNumbersReportInstance> {}

export type OutboundPhoneNumbersReportListInstanceCreateOptions = { timeRange?: { startDatetime?: string; endDatetime?: string }; filters?: ReadonlyArray<{ key?: string; values?: ReadonlyArray<string> }>; size?: number }

/** A record of OutboundPhoneNumbersReport. */
export interface OutboundPhoneNumbersReportInstance {
  accountSid: string
  reportId: string
  status: ReportStatus
  requestMeta: { startDatetime: string; endDatetime: string; filters: Array<{ key: string; values: Array<string> }> }
  url: string
  toJSON(): Record<string, any>
}

/** create: `POST /v2/Voice/Reports/PhoneNumbers/Outbound` */
export interface OutboundPhoneNumbersReportListInstance extends OptionalJsonCreate<OutboundPhoneNumbersReportListInstanceCreateOptions, OutboundPhoneNumbersReportInstance> {}

/** A record of Inbound. */
export interface InboundInstance {
  handle: string
  totalCalls: number
  callAnswerScore: number
  callStatePercentage: { completed: number; fail: number; busy: number; noanswer: number; canceled: number }
  silentCallsPercentage: number
  toJSON(): Record<string, any>
}

/** list: `GET /v2/Voice/Reports/PhoneNumbers/Inbound/{reportId}` */
export interface InboundListInstance extends Listing<unknown, InboundInstance> {}

/** A record of Outbound. */
export interface OutboundInstance {
  handle: string
  totalCalls: number
  callAnswerScore: number
  callsByDeviceType: Record<string, number>
  answerRateDeviceType: Record<string, number>
  callStatePercentage: { completed: number; fail: number; busy: number; noanswer: number; canceled: number }
  blockedCallsByCarrier: Array<{ country: string; carriers: Array<{ carrier: string; total_calls: number; blocked_calls: number; blocked_calls_percentage: number }> }>
  silentCallsPercentage: number
  shortDurationCallsPercentage: number
  longDurationCallsPercentage: number
  potentialRobocallsPercentage: number
  answeringMachineDetection: { totalCalls: number; answeredByHumanPercentage: number; answeredByMachinePercentage: number }
  toJSON(): Record<string, any>
}

/** list: `GET /v2/Voice/Reports/PhoneNumbers/Outbound/{reportId}` */
export interface OutboundListInstance extends Listing<unknown, OutboundInstance> {}

/** Version v2 of insights. */
export interface InsightsV2 {
  readonly reports: AccountReportListInstance
  readonly inboundReports: InboundPhoneNumbersReportListInstance
  readonly outboundReports: OutboundPhoneNumbersReportListInstance
  inbound(reportId: string): InboundListInstance
  outbound(reportId: string): OutboundListInstance
}
