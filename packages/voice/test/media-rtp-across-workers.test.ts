import { describeMediaEndpoint, openRtpBench } from '@trunkline/testkit'

describeMediaEndpoint('rtp in two workers', openRtpBench({ codec: 'PCMA' }), { acrossWorkers: true })
