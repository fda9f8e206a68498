import { describeMediaEndpoint, openLineBench } from '@trunkline/testkit'

describeMediaEndpoint('line', openLineBench)
