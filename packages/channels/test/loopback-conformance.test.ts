import { describeGateway, describeOnEachEngine, type GatewayBench } from '@trunkline/testkit'
import { loopbackOn, loopbackTables } from './loopback-support.ts'

describeOnEachEngine('the loopback gateway', loopbackTables, (open) => {
  describeGateway(
    'loopback',
    async (t, log, _sink): Promise<GatewayBench> => {
      const gateway = loopbackOn(t, await open(t), { log, config: { answerAfter: 1, talkFor: 1 } })
      const { behaviour } = gateway
      return {
        gateway,
        arrived: async () => {
          const { messages } = await gateway.inbox.list({ limit: 200 })
          return messages.map(({ to, content }) => ({ to, text: content?.text ?? '' }))
        },
        refuse: async (failover) => void (await behaviour.set({ action: 'refuse', failover, times: 1 })),
        defer: async (retryAfterMs) => void (await behaviour.set({ action: 'defer', retryAfterMs, times: 1 })),
        cut: async (when) => void (await behaviour.set({ action: 'lose', kept: when === 'after', times: 1 })),
        stall: async () => void (await behaviour.set({ action: 'delay', delayMs: 600_000, times: 1 })),
        stallMet: async () => (await behaviour.list()).length === 0,
        tell: async (providerId, status) => void (await gateway.tell({ providerId, status })),
      }
    },
    { levers: ['defer', 'cut', 'stall', 'tell'], tellsRetryAfter: true },
  )
})
