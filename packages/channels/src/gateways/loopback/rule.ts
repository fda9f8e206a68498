import { type Static, Type } from 'typebox'
import type { OutboundMessage } from '../../ports.ts'

const closed = { additionalProperties: false } as const
const milliseconds = (description: string) =>
  Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400_000, description }))
const word = (description: string) => Type.Optional(Type.String({ minLength: 1, maxLength: 200, description }))

/** How the built-in gateway is to treat messages: the body of the admin call. */
export const loopbackRuleSchema = Type.Object(
  {
    match: Type.Optional(
      Type.Object(
        {
          to: Type.Optional(
            Type.String({ minLength: 1, maxLength: 320, description: 'Messages to this address only.' }),
          ),
          channel: Type.Optional(
            Type.Union([Type.Literal('sms'), Type.Literal('email'), Type.Literal('push'), Type.Literal('call')], {
              description: 'Messages on this channel only.',
            }),
          ),
        },
        closed,
      ),
    ),
    action: Type.Union(
      [
        Type.Literal('accept'),
        Type.Literal('refuse'),
        Type.Literal('defer'),
        Type.Literal('lose'),
        Type.Literal('delay'),
      ],
      {
        description:
          'accept; refuse for good; defer (try later); lose (no answer: the outcome is unknown); delay (take it, answer after delayMs).',
      },
    ),
    kept: Type.Optional(Type.Boolean({ description: 'lose: whether the message arrived all the same. Default true.' })),
    errorCode: word('refuse, defer, lose: the code of the failure.'),
    reason: word('refuse, defer, lose: the failure in words.'),
    failover: Type.Optional(
      Type.Boolean({ description: 'refuse: whether another gateway may be asked. Default false.' }),
    ),
    retryAfterMs: milliseconds('defer: when to come again.'),
    gatewayAtFault: Type.Optional(
      Type.Boolean({ description: 'defer: whether it counts as a failure of the gateway itself. Default false.' }),
    ),
    delayMs: milliseconds('delay: how long the answer takes. Default 1,000.'),
    receipt: Type.Optional(
      Type.Union(
        [Type.Literal('delivered'), Type.Literal('undelivered'), Type.Literal('failed'), Type.Literal('none')],
        {
          description: 'How the message ends; none: nobody ever tells. Default delivered.',
        },
      ),
    ),
    receiptDelayMs: milliseconds(
      'When that is told, counted from the arrival. Default: with the answer; for calls when they end.',
    ),
    receiptErrorCode: word('undelivered, failed: the code that comes with it.'),
    times: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1_000_000,
        description: 'For this many messages. Default: until it is removed.',
      }),
    ),
  },
  closed,
)

/** How the built-in gateway is to treat messages. */
export type LoopbackRuleInput = Static<typeof loopbackRuleSchema>

/** A rule that stands. `remaining` is null where it has no end. */
export interface LoopbackRule extends LoopbackRuleInput {
  readonly id: string
  readonly remaining: number | null
}

/** Whether a rule is for a message. */
export function matches(rule: LoopbackRuleInput, message: OutboundMessage): boolean {
  const { to, channel } = rule.match ?? {}
  return (to === undefined || to === message.to) && (channel === undefined || channel === message.channel)
}
