import type { Step } from './step.ts'

const [PN, AP] = [/^PN[0-9a-f]{32}$/, /^AP[0-9a-f]{32}$/]

/** Numbers and applications. The two numbers that are left at the end, `$first` and `$second`, are what later steps send from and to. */
export const numberSteps: readonly Step[] = [
  {
    name: 'numbers on offer are listed',
    call: 'availablePhoneNumbers(US).local.list',
    with: { limit: 3 },
    keep: 'offered',
    count: 3,
    gives: [{ phone_number: /^\+1\d{10}$/, iso_country: 'US' }],
  },
  {
    name: 'a number is taken',
    call: 'incomingPhoneNumbers.create',
    with: {
      phoneNumber: '$offered.0.phone_number',
      friendlyName: 'Désk',
      smsUrl: 'https://example.com/sms?a=b&c=d',
      smsMethod: 'GET',
      voiceUrl: 'https://example.com/voice',
    },
    keep: 'first',
    gives: {
      sid: PN,
      friendly_name: 'Désk',
      sms_url: 'https://example.com/sms?a=b&c=d',
      sms_method: 'GET',
      capabilities: { sms: true, voice: true },
    },
  },
  {
    name: 'another number is taken',
    call: 'incomingPhoneNumbers.create',
    with: { phoneNumber: '$offered.1.phone_number' },
    keep: 'second',
    gives: { sid: PN },
  },
  {
    name: 'a number that somebody has is not given again',
    call: 'incomingPhoneNumbers.create',
    with: { phoneNumber: '$offered.1.phone_number' },
    refused: { status: 400, code: 21422 },
  },
  {
    name: 'a third number is taken',
    call: 'incomingPhoneNumbers.create',
    with: { phoneNumber: '$offered.2.phone_number' },
    keep: 'third',
    gives: { sid: PN },
  },
  {
    name: 'a number is fetched',
    call: 'incomingPhoneNumbers($first/sid).fetch',
    gives: { friendly_name: 'Désk', voice_url: 'https://example.com/voice' },
  },
  {
    name: 'a number is changed',
    call: 'incomingPhoneNumbers($first/sid).update',
    with: { friendlyName: 'Shop', smsUrl: '' },
    gives: { friendly_name: 'Shop', sms_url: '', voice_url: 'https://example.com/voice' },
  },
  { name: 'numbers are listed', call: 'incomingPhoneNumbers.list', count: 3 },
  {
    name: 'a number is found',
    call: 'incomingPhoneNumbers.list',
    with: { phoneNumber: '$second.phone_number' },
    count: 1,
  },
  { name: 'local numbers are listed', call: 'incomingPhoneNumbers.local.list', with: { limit: 1 }, count: 1 },
  { name: 'a number is given back', call: 'incomingPhoneNumbers($third/sid).remove', gives: true },
  {
    name: 'a number that was given back is not there',
    call: 'incomingPhoneNumbers($third/sid).fetch',
    refused: { status: 404, code: 20404 },
  },
  {
    name: 'something that is no number is not given',
    call: 'incomingPhoneNumbers.create',
    with: { phoneNumber: '123' },
    refused: { status: 400, code: 21421 },
  },
  {
    name: 'an application is made',
    call: 'applications.create',
    with: {
      friendlyName: 'App',
      voiceUrl: 'https://example.com/voice',
      smsUrl: 'https://example.com/sms',
      messageStatusCallback: 'https://example.com/status',
    },
    keep: 'application',
    gives: { sid: AP, friendly_name: 'App', message_status_callback: 'https://example.com/status' },
  },
  {
    name: 'an application is fetched',
    call: 'applications($application/sid).fetch',
    gives: { sms_url: 'https://example.com/sms' },
  },
  {
    name: 'an application is changed',
    call: 'applications($application/sid).update',
    with: { friendlyName: 'Other', smsMethod: 'GET' },
    gives: { friendly_name: 'Other', sms_method: 'GET', sms_url: 'https://example.com/sms' },
  },
  {
    name: 'applications are found by name',
    call: 'applications.list',
    with: { friendlyName: 'Other' },
    count: 1,
    gives: [{ sid: AP }],
  },
  {
    name: 'a number uses an application',
    call: 'incomingPhoneNumbers($second/sid).update',
    with: { smsApplicationSid: '$application.sid' },
    gives: { sms_application_sid: AP },
  },
  {
    name: 'a number stops using an application',
    call: 'incomingPhoneNumbers($second/sid).update',
    with: { smsApplicationSid: '' },
    gives: { sms_application_sid: '' },
  },
  { name: 'an application is deleted', call: 'applications($application/sid).remove', gives: true },
  {
    name: 'a deleted application is not there',
    call: 'applications($application/sid).fetch',
    refused: { status: 404, code: 20404 },
  },
  { name: 'caller ids are listed', call: 'outgoingCallerIds.list', count: 0 },
]
