export type { Entry, EntryResult } from './accept/accept-many.ts'
export type { Accepted, AcceptOptions, BatchResult } from './accept/acceptor.ts'
export { validateSend } from './accept/validate.ts'
export { type Email, parseEmail } from './addresses/email.ts'
export { type AddressFault, type Phone, type PhoneType, parsePhone } from './addresses/phone.ts'
export { zonesOfNumber } from './addresses/zones-of-number.ts'
export type { Channels, ChannelsOptions, GatewayHealth, StartOptions } from './channels/options.ts'
export { createChannels } from './channels.ts'
export { type ApnsGatewayDeps, createApnsGateway } from './gateways/apns/apns-gateway.ts'
export { type ApnsGatewayConfig, apnsGatewayConfig } from './gateways/apns/config.ts'
export { ProviderTokens } from './gateways/apns/provider-tokens.ts'
export { type FcmGatewayConfig, fcmGatewayConfig } from './gateways/fcm/config.ts'
export { createFcmGateway, type FcmGatewayDeps } from './gateways/fcm/fcm-gateway.ts'
export { type LoopbackArrival, providerIdOf as loopbackProviderId } from './gateways/loopback/arrival.ts'
export { type LoopbackGatewayConfig, loopbackGatewayConfig } from './gateways/loopback/config.ts'
export type { InboxFilter, InboxPage, LoopbackInbox } from './gateways/loopback/inbox.ts'
export { type IncomingText, incomingText } from './gateways/loopback/incoming.ts'
export {
  createLoopbackGateway,
  type LoopbackGateway,
  type LoopbackGatewayDeps,
} from './gateways/loopback/loopback-gateway.ts'
export type { CallPlacer } from './gateways/loopback/placed-calls.ts'
export { type LoopbackRule, type LoopbackRuleInput, loopbackRuleSchema } from './gateways/loopback/rule.ts'
export type { LoopbackBehaviour } from './gateways/loopback/rule-book.ts'
export type { GoneAddress, TellGone } from './gateways/push/addresses.ts'
export { type FetchedFile, type FetchFile, FileFetchError } from './gateways/smtp/attachments.ts'
export { type SmtpGatewayConfig, smtpGatewayConfig } from './gateways/smtp/config.ts'
export { createSmtpGateway, type SmtpGatewayDeps } from './gateways/smtp/smtp-gateway.ts'
export { type TwilioGatewayConfig, twilioGatewayConfig } from './gateways/twilio/config.ts'
export { sayText } from './gateways/twilio/request-form.ts'
export { createTwilioGateway, type TwilioGatewayDeps } from './gateways/twilio/twilio-gateway.ts'
export { type WebPushGatewayConfig, webPushGatewayConfig } from './gateways/webpush/config.ts'
export { createWebPushGateway, type WebPushGatewayDeps } from './gateways/webpush/webpush-gateway.ts'
export { type MessageFilter, type MessagePage, pageLimit } from './message/query.ts'
export {
  batchLimit,
  batchSchema,
  type ChannelSettings,
  type ClientRouting,
  type ContentRequest,
  categories,
  channelNames,
  channelSettingsSchema,
  clientRoutingSchema,
  contentSchema,
  type DeliveryView,
  type MessageView,
  messageSchema,
  type Recipient,
  type SendRequest,
  type Step,
  type Strategy,
  sendOnChannelSchema,
  sendSchema,
  strategies,
} from './message/schema.ts'
export { type DeliveryStatus, deliveryStatuses } from './message/status.ts'
export type { TextMedia, TextMessage } from './message/text-message.ts'
export type { TextChange, TextFilter, TextList, Texts } from './message/texts.ts'
export { migrations } from './migrations.ts'
export type {
  Attachment,
  Category,
  ChannelName,
  Clock,
  Content,
  Gateway,
  GatewayCheck,
  GatewaySink,
  HookRequest,
  HookResponse,
  InboundMessage,
  Log,
  LookUp,
  Meter,
  OutboundMessage,
  Outcome,
  PushAddress,
  Receipt,
  ReceiptStatus,
} from './ports.ts'
export type { Device, Preferences, Profile, ProfileInput } from './recipient/profile.ts'
export { deviceSid, mostDevices, type Recipients } from './recipient/recipients.ts'
export type { QueueDepth } from './store/depth-store.ts'
export { addressesOfPeople } from './store/person-store.ts'
export { personalTables } from './store/personal-data.ts'
export { isProviderIdClaimed } from './store/receipt-store.ts'
export type { RecordPlace } from './store/record-store.ts'
export type { KeywordLists } from './suppression/keywords.ts'
export type { OptOutConfig } from './suppression/opt-outs.ts'
export {
  type SuppressibleChannel,
  type Suppression,
  type SuppressionReason,
  suppressibleChannels,
  suppressionReasons,
} from './suppression/suppression.ts'
export {
  type SuppressionFilter,
  type SuppressionInput,
  type Suppressions,
  unsubscribePath,
} from './suppression/suppressions.ts'
export { type TemplateDefinition, templateSchema } from './template/definition.ts'
export type { PreviewRequest, Template, Templates } from './template/templates.ts'
export { type Theme, themeSchema } from './template/theme.ts'
