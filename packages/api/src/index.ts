export type { Diagnosis } from './admin/admin-routes.ts'
export { type Api, type ApiOptions, type ApiParts, createApi } from './api.ts'
export { openApiOf } from './docs/openapi.ts'
export { referenceMarkdown } from './docs/reference-markdown.ts'
export { referenceOf } from './docs/reference-model.ts'
export { defaultLimits, type HttpLimits } from './http/limits.ts'
export type { TraceRequest } from './http/request-trace.ts'
export { type SchemaFaults, schemaFaults } from './http/schema-faults.ts'
export { migrations } from './migrations.ts'
export type { CheckReadiness, Readiness } from './operations/health.ts'
export { isLoopbackAddress } from './pages/page-access.ts'
export type { MountedApp } from './pages/register-mount.ts'
export type { PeoplePort, PersonQuestion } from './ports.ts'
export { personalTables } from './store/personal-data.ts'
export type { IceServer } from './twilio/accounts/ice-servers.ts'
export {
  createTwilioWebhooks,
  type TwilioWebhooks,
  type TwilioWebhooksOptions,
} from './twilio/callbacks/twilio-webhooks.ts'
export { createTextSender } from './twilio/messages/text-sender.ts'
export { forgetNumber } from './twilio/messaging/forget-number.ts'
export { twilioCoverage } from './twilio/served/twilio-coverage.ts'
