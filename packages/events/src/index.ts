export type { EndpointView, EndpointWithSecret } from './endpoint/endpoint-view.ts'
export type { Endpoints, ReplayRequest, ReplayResult } from './endpoint/endpoints.ts'
export {
  type DeliveryLabel,
  type DeliveryMoves,
  expandEvents,
  lineageEnd,
  type Move,
  type MovesText,
  movesText,
  moveText,
  type StoredEvent,
} from './event/delivery-moves.ts'
export type { ClientEvent, EventRecord } from './event/event.ts'
export {
  createEvents,
  type Events,
  type EventsDepth,
  type EventsOptions,
  type EventsRoles,
} from './events.ts'
export type { Follower, FollowOptions } from './follow/follower.ts'
export type { LoggedEvents } from './follow/logged-row.ts'
export {
  type ConnectionOverrides,
  type OverrideFault,
  type RetryReason,
  readOverrides,
} from './form-webhook/connection-overrides.ts'
export { type Cookie, cookieHeader, withCookies } from './form-webhook/cookie-jar.ts'
export {
  FormWebhookDesk,
  type FormWebhookDeskOptions,
  type FormWebhookTask,
  ReceiverAway,
} from './form-webhook/form-webhook-desk.ts'
export {
  type FormCallback,
  type FormWebhookJob,
  formWebhookInsert,
  insertFormWebhooks,
  type NewFormWebhookJob,
  targetOf,
} from './form-webhook/form-webhook-store.ts'
export {
  callFormWebhook,
  type FormWebhook,
  type FormWebhookEnd,
  type FormWebhookParts,
} from './form-webhook/webhook-caller.ts'
export type { WebhookFault } from './form-webhook/webhook-failure.ts'
export { type AddressPolicy, createAddressPolicy } from './http/address-policy.ts'
export {
  createHttpCaller,
  type HttpAnswer,
  type HttpCaller,
  type HttpRequest,
  type HttpResult,
} from './http/http-caller.ts'
export type { HttpFailure, HttpFailureCode } from './http/http-failure.ts'
export { createNameResolver, type Resolve, type ResolvedAddress } from './http/name-resolver.ts'
export type { LoggedFault, WebhookCall } from './http/one-off-caller.ts'
export type { RequestFilter, RequestLog, RequestView } from './http/request-list.ts'
export { migrations } from './migrations.ts'
export { appendEvents, outboxInsert } from './store/outbox-store.ts'
export { personalTables } from './store/personal-data.ts'
export type { StreamedEvent, StreamOptions } from './stream/event-stream.ts'
