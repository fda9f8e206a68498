export { bindSecret } from './bind-secret.ts'
export type {
  Clock,
  Database,
  DatabaseHealth,
  Leadership,
  Log,
  Queryable,
  Result,
  Statement,
  Subscription,
} from './database.ts'
export { DatabaseError, type DatabaseErrorCode, type DatabaseErrorDetails, isUnavailable } from './database-error.ts'
export { type Migration, type MigrationReport, type MigrationSet, migrate } from './migrate.ts'
export { type OpenOptions, openDatabase } from './open-database.ts'
export {
  exportPerson,
  forgetPerson,
  type Person,
  type PersonalRows,
  type PersonalTable,
  personPattern,
  searchPerson,
} from './personal-data.ts'
export { createSealer, type Sealer } from './sealer.ts'
