import { describeLegs } from '@trunkline/testkit'
import { openPhoneBench } from './support/phone-bench.ts'

describeLegs('a built-in phone', openPhoneBench)
