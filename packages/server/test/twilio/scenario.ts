import { callSteps } from './scenario-calls.ts'
import { messageSteps } from './scenario-messages.ts'
import { numberSteps } from './scenario-numbers.ts'
import { refusedSteps } from './scenario-refused.ts'
import { roomSteps } from './scenario-rooms.ts'
import type { Step } from './step.ts'

const sid = (prefix: string) => new RegExp(`^${prefix}[0-9a-f]{32}$`)

/** The account itself, its subaccounts and its keys. What a scenario starts with: `$account` and `$token`. */
const accountSteps: readonly Step[] = [
  {
    name: 'the account is fetched',
    call: 'api.v2010.accounts($account).fetch',
    gives: {
      sid: sid('AC'),
      status: 'active',
      friendly_name: 'Scenario',
      subresource_uris: { messages: /^\/2010-04-01\/Accounts\/AC\w+\/Messages\.json$/ },
    },
  },
  { name: 'the balance is fetched', call: 'balance.fetch', gives: { account_sid: sid('AC') } },
  {
    name: 'an API key is made',
    call: 'newKeys.create',
    with: { friendlyName: 'kéy' },
    keep: 'key',
    gives: { sid: sid('SK'), friendly_name: 'kéy', secret: /.{16,}/ },
  },
  {
    name: 'an API key is renamed',
    call: 'keys($key/sid).update',
    with: { friendlyName: 'renamed' },
    gives: { friendly_name: 'renamed' },
  },
  {
    name: 'an API key is fetched, without its secret',
    call: 'keys($key/sid).fetch',
    gives: { friendly_name: 'renamed' },
  },
  { name: 'API keys are listed', call: 'keys.list', count: 1 },
  { name: 'a signing key is made', call: 'newSigningKeys.create', gives: { sid: sid('SK') } },
  {
    name: 'an API key signs in',
    call: 'messages.list',
    with: { limit: 1 },
    as: ['$key.sid', '$key.secret', '$account'],
    count: 1,
  },
  {
    name: 'an API key does not reach keys',
    call: 'keys.list',
    as: ['$key.sid', '$key.secret', '$account'],
    refused: { status: 401, code: 20003 },
  },
  { name: 'an API key is deleted', call: 'keys($key/sid).remove', gives: true },
  {
    name: 'a deleted API key does not sign in',
    call: 'messages.list',
    as: ['$key.sid', '$key.secret', '$account'],
    refused: { status: 401, code: 20003 },
  },
  { name: 'a token is made', call: 'tokens.create', gives: { account_sid: sid('AC') } },
  {
    name: 'a subaccount is made',
    call: 'api.v2010.accounts.create',
    with: { friendlyName: 'Sub & Co' },
    keep: 'sub',
    gives: { sid: sid('AC'), friendly_name: 'Sub & Co', status: 'active', owner_account_sid: sid('AC') },
  },
  {
    name: 'subaccounts are found by name',
    call: 'api.v2010.accounts.list',
    with: { friendlyName: 'Sub & Co' },
    count: 1,
    gives: [{ sid: sid('AC') }],
  },
  { name: 'a parent reads in its subaccount', call: 'api.v2010.accounts($sub/sid).messages.list', count: 0 },
  { name: 'a subaccount signs in by itself', call: 'messages.list', as: ['$sub.sid', '$sub.auth_token'], count: 0 },
  {
    name: 'a subaccount does not see its parent',
    call: 'api.v2010.accounts($account).messages.list',
    as: ['$sub.sid', '$sub.auth_token'],
    refused: { status: 401, code: 20003 },
  },
  {
    name: '21101: a subaccount of a subaccount',
    call: 'api.v2010.accounts.create',
    as: ['$sub.sid', '$sub.auth_token'],
    refused: { status: 400, code: 21101 },
  },
  {
    name: 'a subaccount takes a number',
    call: 'incomingPhoneNumbers.create',
    with: { phoneNumber: '$offered.2.phone_number' },
    as: ['$sub.sid', '$sub.auth_token'],
    keep: 'subs',
    gives: { sid: sid('PN') },
  },
  {
    name: '21474: a subaccount hands on a number to its parent',
    call: 'incomingPhoneNumbers($subs/sid).update',
    with: { accountSid: '$account' },
    as: ['$sub.sid', '$sub.auth_token'],
    refused: { status: 403, code: 21474 },
  },
  {
    name: 'a parent takes a number over from its subaccount',
    call: 'api.v2010.accounts($sub/sid).incomingPhoneNumbers($subs/sid).update',
    with: { accountSid: '$account' },
    gives: { account_sid: sid('AC') },
  },
  {
    name: 'a subaccount is suspended',
    call: 'api.v2010.accounts($sub/sid).update',
    with: { status: 'suspended' },
    gives: { status: 'suspended' },
  },
  {
    name: 'a suspended subaccount does not sign in',
    call: 'messages.list',
    as: ['$sub.sid', '$sub.auth_token'],
    refused: { status: 401, code: 20003 },
  },
  {
    name: 'a subaccount is closed',
    call: 'api.v2010.accounts($sub/sid).update',
    with: { status: 'closed' },
    gives: { status: 'closed' },
  },
]

/** Lookups of both versions. */
const lookupSteps: readonly Step[] = [
  {
    name: 'a number is looked up',
    call: 'lookups.v2.phoneNumbers(+4915112345678).fetch',
    gives: { phone_number: '+4915112345678', valid: true, country_code: 'DE', calling_country_code: '49' },
  },
  {
    name: 'a number in national form is looked up',
    call: 'lookups.v2.phoneNumbers(4155550123).fetch',
    with: { countryCode: 'US' },
    gives: { phone_number: '+14155550123', national_format: '(415) 555-0123' },
  },
  {
    name: 'a line type is looked up',
    call: 'lookups.v2.phoneNumbers(+4915112345678).fetch',
    with: { fields: 'line_type_intelligence' },
    gives: { line_type_intelligence: { type: 'mobile' } },
  },
  {
    name: 'a number that cannot be is said to be invalid',
    call: 'lookups.v2.phoneNumbers(+1415).fetch',
    gives: { valid: false, validation_errors: ['TOO_SHORT'] },
  },
  {
    name: 'a number is looked up in version 1',
    call: 'lookups.v1.phoneNumbers(+14155550123).fetch',
    gives: { country_code: 'US', national_format: '(415) 555-0123', phone_number: '+14155550123' },
  },
  {
    name: 'a number that cannot be is not found in version 1',
    call: 'lookups.v1.phoneNumbers(+1415).fetch',
    refused: { status: 404, code: 20404 },
  },
]

/** All that is played, in order: what comes later uses what was kept before. */
export const scenario: readonly Step[] = [
  ...numberSteps,
  ...messageSteps,
  ...callSteps,
  ...roomSteps,
  ...accountSteps,
  ...lookupSteps,
  ...refusedSteps,
]
