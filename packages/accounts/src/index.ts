export { type Accounts, type AccountsOptions, createAccounts } from './accounts.ts'
export type { Application, ApplicationInput, Applications } from './application/applications.ts'
export type { ChangeListener } from './change/change-watch.ts'
export type { LeftNumber, NumberHook, StatusHook } from './change/changes.ts'
export type { Client } from './client/client.ts'
export type { Clients, ClientWithToken, NewClientRequest } from './client/clients.ts'
export type { Family, FamilyStatus } from './client/family.ts'
export type { ParentRefusal } from './client/status.ts'
export type { ApiKey, ApiKeys, ApiKeyWithSecret } from './credentials/api-keys.ts'
export type { Login } from './credentials/login.ts'
export type { DeclaredClient } from './declared/sync-declared.ts'
export { migrations } from './migrations.ts'
export type { CallerId, CallerIds } from './number/caller-ids.ts'
export type { NumberHolder } from './number/holder-cache.ts'
export { type NumberAbilities, type NumberKind, numberKinds } from './number/number-kind.ts'
export type { NumberMarket } from './number/number-market.ts'
export {
  type DeclaredRange,
  isNumberPattern,
  type OfferedNumber,
  type StockFilter,
  type StockOptions,
} from './number/number-stock.ts'
export { defaultName, type NumberInput, type PhoneNumber } from './number/number-view.ts'
export type { Identities, Identity, NumberFilter, Numbers } from './number/numbers.ts'
export type { KeysetRequest, PageRequest } from './page.ts'
export { type NumberPlace, type PlaceFields, placeFields, placeOfNumber } from './phone/place-of-number.ts'
export { type LineKind, type NumberFault, type NumberReading, readNumber } from './phone/read-number.ts'
export { applicationSettings, numberSettings } from './settings/setting-table.ts'
export { personalTables } from './store/personal-data.ts'
