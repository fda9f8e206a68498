import { test } from 'node:test'
import { describeLegs, withoutChromium } from '@trunkline/testkit'
import { openBrowserLegBench } from './support/browser-leg-bench.ts'

// The SDK does not tell the keys that it is sent. What a browser plays runs on the clock of its sound card, and its jitter buffer makes that fit.
const traits = { sendsKeys: false, refusedAs: 'rejected', many: 4, tolerance: 0.3 } as const

if (withoutChromium === false) describeLegs('a browser', openBrowserLegBench, traits)
else test('a browser: all that legs promise', { skip: withoutChromium }, () => {})
