// Every line with an expectation must be refused by the compiler; an expectation that is not met is an error itself.
import { Client, type RestException } from '@trunkline/sdk'

declare const client: Client
declare const error: RestException

// @ts-expect-error a required parameter is missing
void client.messages.create({ body: 'x' })
// @ts-expect-error a parameter that does not exist
void client.messages.create({ to: '+1', boddy: 'x' })
// @ts-expect-error a value that the enum does not have
void client.messages.create({ to: '+1', contentRetention: 'keep' })
// @ts-expect-error a number where there is text
void client.messages.create({ to: 1 })
// @ts-expect-error parameters are required
void client.messages.create()
// @ts-expect-error a filter that does not exist
void client.messages.list({ too: '+1' })
// @ts-expect-error a status that an update cannot set
void client.messages('SM1').update({ status: 'sent' })
// @ts-expect-error an id is needed
client.messages()
// @ts-expect-error a resource that does not exist
void client.verify.v2.servicez
// @ts-expect-error a version that does not exist
void client.verify.v9
// @ts-expect-error required parameters deep in the tree
void client.verify.v2.services('VA1').verifications.create({ to: '+1' })
const message = await client.messages('SM1').fetch()
// @ts-expect-error a property that a record does not have
void message.bodyy
// @ts-expect-error a JSON body without what it requires
void client.content.v1.contents.create({ friendlyName: 'x' })
// @ts-expect-error a channel that does not exist
void client.trunkline.messages.create({ to: '+1', content: { text: 'x' }, channels: ['fax'] })
// @ts-expect-error content is required
void client.trunkline.sms.create({ to: '+1' })
// @ts-expect-error an option that does not exist
void new Client('AC1', 'x', { basUrl: 'x' })
// @ts-expect-error the status is a number
const status: string = error.status
void status

// And these are right.
void client.messages.create(
  { to: '+1', sendAt: new Date(), mediaUrl: ['x'], contentRetention: 'retain' },
  { signal: AbortSignal.timeout(1) },
)
void client.messages.list({ limit: 3, dateSentAfter: new Date() }).then((messages) => messages[0]?.dateSent.getTime())
void client.api.v2010.accounts('AC1').calls('CA1').recordings.create({ recordingChannels: 'dual' })
void client.verify.v2
  .services('VA1')
  .verificationChecks.create({ to: '+1', code: '1' })
  .then((check) => check.valid)
