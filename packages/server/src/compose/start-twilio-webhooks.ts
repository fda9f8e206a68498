import { randomUUID } from 'node:crypto'
import { createTwilioWebhooks } from '@trunkline/api'
import type { Surroundings } from '../compose.ts'
import type { Config } from '../config.ts'
import type { Domains } from './open-domains.ts'
import type { PartStack } from './part-stack.ts'

/** Senders that the gateways of the file name as theirs: messages may be sent from them on the Twilio-compatible edge too. */
export function gatewaySenders({ file }: Pick<Config, 'file'>): readonly string[] {
  return Object.values(file.gateways ?? {}).flatMap((gateway) => {
    const { from } = gateway as { readonly from?: unknown }
    return typeof from === 'string' ? [from] : []
  })
}

/** Starts what calls programs back as Twilio does; one of the duties of the role `worker`. */
export async function startTwilioWebhooks(
  config: Config,
  domains: Domains,
  { clock, log }: Surroundings,
  stack: PartStack,
): Promise<void> {
  const webhooks = createTwilioWebhooks({
    ...domains,
    ...{ clock, log, gatewaySenders: gatewaySenders(config), randomUuid: randomUUID },
  })
  stack.part('callbacks', () => webhooks.stop())
  await webhooks.start()
}
