import { describeLegs } from '@trunkline/testkit'
import { openLineBench } from './support/phone-bench.ts'

describeLegs('an inside line', openLineBench)
