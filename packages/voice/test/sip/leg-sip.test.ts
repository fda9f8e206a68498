import { describeLegs } from '@trunkline/testkit'
import { openSipBench } from './support/leg-bench.ts'

for (const transport of ['udp', 'tcp'] as const) {
  describeLegs(`a SIP party over ${transport}`, (t) => openSipBench(t, transport))
}
