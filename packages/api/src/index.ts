export { defaultLimits, type HttpLimits } from './http/limits.ts'
export { type SchemaFaults, schemaFaults } from './http/schema-faults.ts'
export { migrations } from './migrations.ts'
