import { describeMediaEndpoint, openRtpBench } from '@trunkline/testkit'

describeMediaEndpoint('rtp', openRtpBench())
