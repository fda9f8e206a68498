import type { Step } from './step.ts'

const [CA, CF, RE, AC] = ['CA', 'CF', 'RE', 'AC'].map((prefix) => new RegExp(`^${prefix}[0-9a-f]{32}$`)) as [
  RegExp,
  RegExp,
  RegExp,
  RegExp,
]
const from = '$first.phone_number'
const [anna, bert] = ['+14155550131', '+14155550132']
const room = 'conferences($anna/conference_sid)'

/** One error of a party that is to be called into a conference. */
const refused = (code: number, name: string, parameters: Readonly<Record<string, unknown>>): Step => ({
  name: `${code}: ${name}`,
  call: 'conferences(scenario-room).participants.create',
  with: { to: anna, from, ...parameters },
  refused: { status: 400, code },
})

/** Two built-in phones are called into a conference, which answer by themselves; on hold they hear music, so that neither hangs up because of silence. */
const inTheRoom: readonly Step[] = [
  {
    name: 'a party is called into a conference',
    call: 'conferences(scenario-room).participants.create',
    with: { to: anna, from, label: 'anna', conferenceRecord: 'record-from-start', startConferenceOnEnter: true },
    keep: 'anna',
    gives: {
      ...{
        account_sid: AC,
        call_sid: CA,
        conference_sid: CF,
        label: 'anna',
        status: 'queued',
        muted: false,
        hold: false,
      },
      ...{ coaching: false, call_sid_to_coach: null, start_conference_on_enter: true, end_conference_on_exit: false },
    },
  },
  {
    name: 'another party is called into the same conference',
    call: `${room}.participants.create`,
    with: { to: bert, from, muted: true },
    keep: 'bert',
    gives: { conference_sid: CF, muted: true, label: null },
  },
  refused(16026, 'a label that somebody has', { label: 'anna' }),
  {
    name: 'the conference starts when both have answered',
    call: `${room}.fetch`,
    until: { status: 'in-progress' },
    gives: { sid: CF, status: 'in-progress', friendly_name: 'scenario-room', reason_conference_ended: null },
  },
  {
    name: 'a participant is put on hold, by its label',
    call: `${room}.participants(anna).update`,
    with: { hold: true },
    gives: { hold: true, status: 'connected', label: 'anna' },
  },
  {
    name: 'another participant is put on hold',
    call: `${room}.participants($bert/call_sid).update`,
    with: { hold: true },
    gives: { hold: true },
  },
  {
    name: 'conferences are listed by name',
    call: 'conferences.list',
    with: { friendlyName: 'scenario-room' },
    count: 1,
  },
  { name: 'conferences are listed by status', call: 'conferences.list', with: { status: 'in-progress' }, count: 1 },
  { name: 'participants are listed', call: `${room}.participants.list`, count: 2 },
  {
    name: 'participants are listed by what they do',
    call: `${room}.participants.list`,
    with: { muted: true },
    count: 1,
  },
  {
    name: 'a participant is heard again',
    call: `${room}.participants($bert/call_sid).update`,
    with: { muted: false },
    gives: { muted: false, hold: true },
  },
  {
    name: '16028: a participant coaches somebody who is not there',
    call: `${room}.participants($bert/call_sid).update`,
    with: { callSidToCoach: `CA${'0'.repeat(32)}` },
    refused: { status: 400, code: 16028 },
  },
]

const recorded: readonly Step[] = [
  {
    name: 'a call is recorded from the middle on',
    call: 'calls($anna/call_sid).recordings.create',
    with: { recordingChannels: 'dual', trim: 'do-not-trim' },
    keep: 'sound',
    gives: {
      sid: RE,
      status: 'in-progress',
      channels: 2,
      source: 'StartCallRecordingAPI',
      call_sid: CA,
      duration: null,
    },
  },
  {
    name: '16108: a call that is recorded is recorded once more',
    call: 'calls($anna/call_sid).recordings.create',
    refused: { status: 400, code: 16108 },
  },
  {
    name: '21502: a recording is to be told at an address that is none',
    call: 'calls($anna/call_sid).recordings.create',
    with: { recordingStatusCallback: 'nowhere' },
    refused: { status: 400, code: 21502 },
  },
  {
    name: 'a recording is paused',
    after: 1000,
    call: 'calls($anna/call_sid).recordings($sound/sid).update',
    with: { status: 'paused', pauseBehavior: 'skip' },
    gives: { status: 'paused' },
  },
  {
    name: 'the recording that runs goes on',
    call: 'calls($anna/call_sid).recordings(Twilio/CURRENT).update',
    with: { status: 'in-progress' },
    gives: { status: 'in-progress' },
  },
  {
    name: '20009: a recording that runs is deleted',
    call: 'recordings($sound/sid).remove',
    refused: { status: 409, code: 20009 },
  },
  {
    name: 'a recording is stopped',
    call: 'calls($anna/call_sid).recordings($sound/sid).update',
    with: { status: 'stopped' },
    gives: { status: 'stopped', sid: RE },
  },
  {
    name: 'its sound is there soon',
    call: 'recordings($sound/sid).fetch',
    until: { status: 'completed' },
    gives: { status: 'completed', duration: /^\d+$/, media_url: /\/Recordings\/RE\w{32}$/ },
  },
  {
    name: 'a recording that is over cannot be changed',
    call: 'calls($anna/call_sid).recordings($sound/sid).update',
    with: { status: 'paused' },
    refused: { status: 400, code: 21220 },
  },
  { name: 'recordings of a call are listed', call: 'calls($anna/call_sid).recordings.list', count: 1 },
  { name: 'recordings are listed by call', call: 'recordings.list', with: { callSid: '$anna.call_sid' }, count: 1 },
  { name: 'a recording is deleted', call: 'recordings($sound/sid).remove', gives: true },
  {
    name: 'a recording that was deleted is not there',
    call: 'recordings($sound/sid).fetch',
    refused: { status: 404, code: 20404 },
  },
]

const ended: readonly Step[] = [
  { name: 'a participant is taken out', call: `${room}.participants(anna).remove`, gives: true },
  {
    name: 'who was taken out is no participant any more',
    call: `${room}.participants(anna).fetch`,
    refused: { status: 404, code: 20404 },
  },
  {
    name: 'a conference is ended',
    call: `${room}.update`,
    with: { status: 'completed' },
    gives: { status: 'completed', reason_conference_ended: 'conference-ended-via-api' },
  },
  {
    name: '16022: a conference that is over is ended',
    call: `${room}.update`,
    with: { status: 'completed' },
    refused: { status: 400, code: 16022 },
  },
  { name: 'nobody is in a conference that is over', call: `${room}.participants.list`, count: 0 },
  {
    name: 'recordings of a conference are listed',
    call: `${room}.recordings.list`,
    keep: 'rooms',
    count: 1,
    gives: [{ sid: RE, conference_sid: CF, source: 'Conference' }],
  },
  {
    name: 'the recording of a conference is there soon',
    call: `${room}.recordings($rooms/0/sid).fetch`,
    until: { status: 'completed' },
    gives: { status: 'completed', channels: 1 },
  },
  { name: 'the recording of a conference is deleted', call: `${room}.recordings($rooms/0/sid).remove`, gives: true },
]

/** Conferences, their participants, and recordings. */
export const roomSteps: readonly Step[] = [
  ...inTheRoom,
  ...recorded,
  ...ended,
  refused(16024, 'a label with a slash', { label: 'a/b' }),
  refused(21201, 'nobody is called into a conference', { to: '' }),
  refused(21213, 'somebody is called by nobody', { from: '' }),
  refused(21502, 'the recording of a conference is told nowhere', { conferenceRecordingStatusCallback: 'nowhere' }),
]
