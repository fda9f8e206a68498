import type { VerifyPort } from '../../ports.ts'
import type { TwilioParts } from '../parts.ts'

/** What the routes of Verify are given. */
export type VerifyParts = Pick<TwilioParts, 'clock' | 'randomUuid'> & { readonly verify: VerifyPort }
