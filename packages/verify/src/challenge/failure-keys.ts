import { addressSubject, identitySubject } from '../guard/subjects.ts'
import type { FailureKey } from '../store/failure-store.ts'
import type { ChallengeRow } from './challenge.ts'

/** Whose failures a challenge's wrong codes are: the address's, and the person's where the client names one. */
export const failureKeys = (
  row: Pick<ChallengeRow, 'client_id' | 'to_address' | 'identity'>,
): readonly FailureKey[] => [
  { clientId: row.client_id, subject: addressSubject(row.to_address) },
  ...(row.identity === null ? [] : [{ clientId: row.client_id, subject: identitySubject(row.identity) }]),
]
