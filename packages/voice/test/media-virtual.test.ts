import { describeMediaEndpoint, openVirtualBench } from '@trunkline/testkit'

describeMediaEndpoint('virtual', openVirtualBench)
