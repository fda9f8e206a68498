import type { Step } from './step.ts'

const [SM, MM, MG, AC] = [/^SM[0-9a-f]{32}$/, /^MM[0-9a-f]{32}$/, /^MG[0-9a-f]{32}$/, /^AC[0-9a-f]{32}$/]
const to = '+14155550123'
const from = '$first.phone_number'

/** Messages and messaging services. The account already has 1,000 messages when this begins: `$sentBefore` says when the last of them was made. */
export const messageSteps: readonly Step[] = [
  {
    name: 'a thousand messages are walked through in pages of fifty',
    call: 'messages.pages',
    with: { pageSize: 50 },
    gives: { sizes: Array.from({ length: 20 }, () => 50), distinct: 1000 },
  },
  { name: 'a list ends at its limit', call: 'messages.list', with: { limit: 120, pageSize: 50 }, count: 120 },
  {
    name: 'a message is sent',
    call: 'messages.create',
    with: { to, from, body: 'Grüße, 你好 & +%20=~' },
    keep: 'sent',
    gives: {
      ...{
        sid: SM,
        account_sid: AC,
        to,
        from: /^\+1\d{10}$/,
        body: 'Grüße, 你好 & +%20=~',
        status: /^(queued|accepted|sending|sent)$/,
        direction: 'outbound-api',
      },
      ...{
        num_segments: '1',
        num_media: '0',
        price: null,
        error_code: null,
        error_message: null,
        messaging_service_sid: null,
        api_version: '2010-04-01',
      },
      ...{
        date_created: /^\d{4}-\d\d-\d\dT/,
        uri: /^\/2010-04-01\/Accounts\/AC\w{32}\/Messages\/SM\w{32}\.json$/,
        subresource_uris: { media: /Media\.json$/ },
      },
    },
  },
  {
    name: 'a message is delivered',
    call: 'messages($sent/sid).fetch',
    until: { status: 'delivered' },
    gives: { status: 'delivered', date_sent: /^\d{4}-/ },
  },
  {
    name: 'a long text counts its segments',
    call: 'messages.create',
    with: { to, from, body: 'x'.repeat(161) },
    keep: 'long',
    gives: { num_segments: '2' },
  },
  {
    name: 'a message with pictures is sent',
    call: 'messages.create',
    with: { to, from, body: 'look', mediaUrl: ['https://example.com/a.jpg', 'https://example.com/b.jpg'] },
    keep: 'pictures',
    gives: { sid: MM, num_media: '2' },
  },
  {
    name: 'the pictures of a message are listed',
    call: 'messages($pictures/sid).media.list',
    count: 2,
    gives: [{ sid: /^ME[0-9a-f]{32}$/, parent_sid: MM }],
  },
  {
    name: 'a message is given feedback',
    call: 'messages($sent/sid).feedback.create',
    with: { outcome: 'confirmed' },
    gives: { outcome: 'confirmed', message_sid: SM },
  },
  {
    name: 'messages are listed by recipient and day',
    call: 'messages.list',
    with: { to, from, dateSentAfter: '$in -86400', limit: 50 },
    gives: [{ to }],
  },
  {
    name: 'no message was sent before yesterday',
    call: 'messages.list',
    with: { dateSentBefore: '$in -172800' },
    count: 0,
  },
  {
    name: 'a message is redacted',
    call: 'messages($sent/sid).update',
    with: { body: '' },
    gives: { body: '', sid: SM },
  },
  {
    name: 'a redacted message stays redacted',
    call: 'messages($sent/sid).fetch',
    gives: { body: '', status: 'delivered' },
  },
  { name: 'a message is deleted', call: 'messages($sent/sid).remove', gives: true },
  { name: 'a deleted message is not there', call: 'messages($sent/sid).fetch', refused: { status: 404, code: 20404 } },
  {
    name: 'a messaging service is made',
    call: 'messaging.v1.services.create',
    with: { friendlyName: 'Orders', useInboundWebhookOnNumber: true },
    keep: 'service',
    gives: { sid: MG, friendly_name: 'Orders', use_inbound_webhook_on_number: true },
  },
  {
    name: 'a number joins a messaging service',
    call: 'messaging.v1.services($service/sid).phoneNumbers.create',
    with: { phoneNumberSid: '$second.sid' },
    gives: { service_sid: MG, phone_number: /^\+1\d{10}$/ },
  },
  {
    name: 'the numbers of a messaging service are listed',
    call: 'messaging.v1.services($service/sid).phoneNumbers.list',
    count: 1,
  },
  {
    name: 'a messaging service is fetched',
    call: 'messaging.v1.services($service/sid).fetch',
    gives: { friendly_name: 'Orders' },
  },
  {
    name: 'a messaging service is changed',
    call: 'messaging.v1.services($service/sid).update',
    with: { friendlyName: 'Shop' },
    gives: { friendly_name: 'Shop' },
  },
  { name: 'messaging services are listed', call: 'messaging.v1.services.list', count: 1 },
  {
    name: 'a messaging service picks the sender',
    call: 'messages.create',
    with: { to, messagingServiceSid: '$service.sid', body: 'from the pool' },
    keep: 'pooled',
    gives: { sid: SM, messaging_service_sid: MG },
  },
  {
    name: 'the sender that was picked is told',
    call: 'messages($pooled/sid).fetch',
    until: { status: 'delivered' },
    gives: { from: /^\+1\d{10}$/ },
  },
  {
    name: 'a message is scheduled',
    call: 'messages.create',
    with: { to, messagingServiceSid: '$service.sid', body: 'later', sendAt: '$in 3600', scheduleType: 'fixed' },
    keep: 'scheduled',
    gives: { status: 'scheduled', date_sent: null },
  },
  {
    name: 'a scheduled message cannot be deleted',
    call: 'messages($scheduled/sid).remove',
    refused: { status: 409, code: 20009 },
  },
  {
    name: 'a scheduled message is canceled',
    call: 'messages($scheduled/sid).update',
    with: { status: 'canceled' },
    gives: { status: 'canceled' },
  },
  { name: 'a canceled message is deleted', call: 'messages($scheduled/sid).remove', gives: true },
  {
    name: 'a delivered message cannot be canceled',
    call: 'messages($pooled/sid).update',
    with: { status: 'canceled' },
    refused: { status: 409, code: 30409 },
  },
]
