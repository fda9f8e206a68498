import { type Static, Type } from 'typebox'

const milliseconds = (maximum: number, description: string) =>
  Type.Optional(Type.Integer({ minimum: 0, maximum, description }))

/** A gateway of type `loopback` in the configuration file. */
export const loopbackGatewayConfig = Type.Object(
  {
    type: Type.Literal('loopback'),
    keep: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 10_000_000,
        description:
          'Messages that are kept, the newest. 0: nothing is kept, so nothing is seen in the inbox and a look-up cannot say what became of an attempt: for load tests. Default 50,000.',
      }),
    ),
    keepSeconds: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 86_400,
        description: 'Younger messages are kept whatever their number, so that a look-up finds them. Default 120.',
      }),
    ),
    concurrency: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 20_000, description: 'Messages in flight of one process. Default 2,000.' }),
    ),
    rate: Type.Optional(
      Type.Number({ exclusiveMinimum: 0, maximum: 100_000, description: 'Messages a second. Default: as they come.' }),
    ),
    receiptTimeoutSeconds: Type.Optional(
      Type.Number({
        minimum: 1,
        maximum: 86_400,
        description: 'After how long without a receipt `sent` is final. Default 60.',
      }),
    ),
    answerAfter: milliseconds(600_000, 'Milliseconds after which a call is answered. Default 1,000.'),
    talkFor: milliseconds(600_000, 'Milliseconds that an answered call lasts. Default 1,000.'),
  },
  { additionalProperties: false },
)

/** A gateway of type `loopback` in the configuration file. */
export type LoopbackGatewayConfig = Static<typeof loopbackGatewayConfig>

/** The configuration with every default filled in. Times in milliseconds. */
export interface LoopbackSettings {
  /** 0: only what later receipts need is written, and placed calls. */
  readonly keep: number
  readonly keepFor: number
  readonly concurrency: number
  readonly rate?: number
  readonly receiptTimeout: number
  readonly answerAfter: number
  readonly talkFor: number
}

/** Fills in the defaults. */
export function settingsOf(config: LoopbackGatewayConfig): LoopbackSettings {
  return {
    keep: config.keep ?? 50_000,
    keepFor: (config.keepSeconds ?? 120) * 1_000,
    concurrency: config.concurrency ?? 2_000,
    ...(config.rate === undefined ? {} : { rate: config.rate }),
    receiptTimeout: (config.receiptTimeoutSeconds ?? 60) * 1_000,
    answerAfter: config.answerAfter ?? 1_000,
    talkFor: config.talkFor ?? 1_000,
  }
}
