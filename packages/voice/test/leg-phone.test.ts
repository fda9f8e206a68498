import { describeLegs } from '@trunkline/testkit'
import { openPhoneBench } from './support/phone-bench.ts'

// A phone that nobody holds answers by itself.
describeLegs('a built-in phone', openPhoneBench, { everybody: true })
