import type { Database } from '@trunkline/postgres'
import type { Clock, Ids, RandomBytes, SecretSealer } from '../ports.ts'
import type { Services } from '../service/services.ts'

/** Of what factors are made. */
export interface FactorsOptions {
  readonly db: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly randomBytes: RandomBytes
  readonly sealer: SecretSealer
  readonly services: Services
}
