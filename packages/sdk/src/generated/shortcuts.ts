// Made by packages/sdk/generate/main.ts. Do not edit.
import type { AccountContext } from './types/api-v2010.ts'

/** The client's own account, as properties of the client. */
export type AccountShortcuts = Pick<AccountContext, 'addresses' | 'applications' | 'authorizedConnectApps' | 'availablePhoneNumbers' | 'balance' | 'calls' | 'conferences' | 'connectApps' | 'incomingPhoneNumbers' | 'keys' | 'newKeys' | 'messages' | 'signingKeys' | 'newSigningKeys' | 'notifications' | 'outgoingCallerIds' | 'validationRequests' | 'queues' | 'recordings' | 'sip' | 'tokens' | 'transcriptions' | 'usage' | 'shortCodes'>

/** Children of the account that hang on the client itself. */
export const accountShortcuts: readonly string[] = "addresses applications authorizedConnectApps availablePhoneNumbers balance calls conferences connectApps incomingPhoneNumbers keys newKeys messages signingKeys newSigningKeys notifications outgoingCallerIds validationRequests queues recordings sip tokens transcriptions usage shortCodes".split(' ')
