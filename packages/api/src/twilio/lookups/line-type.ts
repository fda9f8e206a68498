import type { LineKind } from '@trunkline/accounts'

/** Twilio's words for kinds of lines: Lookup v2, and the three of v1 (https://www.twilio.com/docs/lookup/v2-api/line-type-intelligence). */
export const lineTypes: { readonly [Kind in LineKind]: { readonly v2: string; readonly v1: string | null } } = {
  mobile: { v2: 'mobile', v1: 'mobile' },
  landline: { v2: 'landline', v1: 'landline' },
  voip: { v2: 'nonFixedVoip', v1: 'voip' },
  personal: { v2: 'personal', v1: null },
  'toll-free': { v2: 'tollFree', v1: null },
  premium: { v2: 'premium', v1: null },
  'shared-cost': { v2: 'sharedCost', v1: null },
  pager: { v2: 'pager', v1: null },
  uan: { v2: 'uan', v1: null },
  voicemail: { v2: 'voicemail', v1: null },
}

/** Nothing is known of the number: out of coverage (https://www.twilio.com/docs/api/errors/60600). */
export const outOfCoverage = 60600

/** The data are of a service that is not there (https://www.twilio.com/docs/api/errors/60606). */
export const packageOff = 60606
