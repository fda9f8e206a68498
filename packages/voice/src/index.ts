export { busyTone, ringbackTone, ringToneCountries } from './audio/call-progress-tones.ts'
export { holdMusic } from './audio/hold-music.ts'
export {
  createMp3Encoder,
  type Mp3Encoder,
  type Mp3EncoderOptions,
  Mp3Error,
  type Mp3ErrorCode,
} from './audio/mp3-encoder.ts'
export { SoundError, type SoundFault, type SoundKind } from './audio/sound.ts'
export { createSoundDecoder, type SoundDecoder, type SoundDecoderOptions } from './audio/sound-decoder.ts'
export { createSoundLoader, type SoundLoaderOptions } from './audio/sound-loader.ts'
export { conferenceBeep, recordBeep } from './audio/tones.ts'
export { encodeWav, type WavHeader, wavHeader, wavHeaderBytes } from './audio/wav-write.ts'
export type { CallFilter, CallKeyset, CallRecord, RecordedDirection } from './call/call-record.ts'
export { callMoves, isOver, type KeptStatus, statusesBefore } from './call/call-status.ts'
export type { Calls } from './call/calls.ts'
export type { Command, CommandHandler, Commands } from './call/commands.ts'
export type {
  CallbackPlace,
  CallChange,
  MachineDetectionRequest,
  NewCall,
  RecordRequest,
} from './call/new-call.ts'
export type { ChildCall, ChildEnd, ChildRequest, Dialer, ProgressCallback, RunningCall } from './call/running-call.ts'
export type { CallAccounts, FindRoute, OutsideRoute, SipCaller } from './call/voice-ports.ts'
export { handleConferenceCommands } from './conference/conference-commands.ts'
export type {
  ConferenceBeep,
  ConferenceCallback,
  ConferenceDesk,
  ConferenceEnd,
  ConferenceEventGroup,
  ConferenceOptions,
} from './conference/conference-desk.ts'
export type {
  ConferenceEndReason,
  ConferenceFilter,
  ConferenceRecord,
  ConferenceStatus,
  ParticipantFilter,
  ParticipantRecord,
  ParticipantStatus,
} from './conference/conference-record.ts'
export { type Conferences, createConferences, type InvitedParticipant } from './conference/conferences.ts'
export { createConferenceDesk, type RunningConferenceDesk } from './conference/create-conference-desk.ts'
export type { ParticipantChange } from './conference/update-participant.ts'
export { VoiceError } from './errors.ts'
export type { Admission, CallGuard, CallLimitsDesk, CallRefusal, OutsideCall } from './guard/call-guard.ts'
export { type CallLimits, type CallLimitsInput, defaultCallLimits } from './guard/call-limits.ts'
export { type CallGuardOptions, createCallGuard } from './guard/create-call-guard.ts'
export { createInterpreter, type RunningInterpreter } from './interpreter/create-interpreter.ts'
export type { InterpreterParts, Sleep } from './interpreter/ports.ts'
export type { DocumentPlace, Interpreter, Program, ProgramEnd, RunOptions } from './interpreter/program.ts'
export { twimlCoverage } from './interpreter/reference/twiml-coverage.ts'
export {
  type BrowserLegsOptions,
  type BrowserSignalling,
  createBrowserLegs,
} from './leg/browser/create-browser-legs.ts'
export { type CallQuality, type CallQualityRecord, createCallQuality } from './leg/browser/quality/call-quality.ts'
export { type SignallingCode, SignallingError, signallingFaults } from './leg/browser/signalling-error.ts'
export type {
  DialOptions,
  DialTarget,
  IncomingCall,
  Leg,
  LegCause,
  LegEnd,
  LegKind,
  LegProvider,
  LegState,
  RejectCause,
  TakeCall,
} from './leg/leg.ts'
export type { HeldPhone, HoldOptions, PhoneCall, Phones } from './leg/phone/phones.ts'
export type { PhoneAction, PhoneEvent, PhoneEvents, RemotePhones } from './leg/phone/remote-phones.ts'
export { createSipLegs, type SipLegs, type SipLegsOptions } from './leg/sip/create-sip-legs.ts'
export type { TrunkAnswer } from './leg/sip/trunk/ask-trunk.ts'
export { checkTrunk, type TrunkConfig } from './leg/sip/trunk/trunk.ts'
export { type Binding, type BindingKeeper, createBindingKeeper } from './leg/sip/users/binding-keeper.ts'
export {
  createSipUsers,
  type SipAccount,
  type SipUser,
  type SipUsers,
  type SipUsersOptions,
  type SipUserWithPassword,
} from './leg/sip/users/sip-users.ts'
export type {
  Bridge,
  Digit,
  MediaEndpoint,
  MediaEngine,
  MediaFigures,
  MediaRoom,
  Pcm,
  Placement,
  PlayEnd,
  PlayOptions,
  Recorder,
  RecordingEnd,
  RecordOptions,
  RecordSource,
  RtpEndpoint,
  RtpRemote,
  Seat,
  SeatOptions,
  VirtualEndpoint,
  WebRtcEndpoint,
  WebRtcState,
} from './media/media.ts'
export { createMediaEngine, type MediaEngineOptions } from './media/media-engine.ts'
export { MediaError, type MediaErrorCode } from './media/media-error.ts'
export { migrations } from './migrations.ts'
export type { Clock, Log, Meter, SoundLoader, Speech, SpeechPartial, SpeechRecognizer, TextSender } from './ports.ts'
export { createRecordingDesk, type RunningRecordingDesk } from './recording/create-recording-desk.ts'
export { handleRecordingCommands, type LiveCalls } from './recording/recording-commands.ts'
export type { ActiveRecording, BeginRecording, RecordingDesk } from './recording/recording-desk.ts'
export type {
  Keyset,
  RecordingCallback,
  RecordingEvent,
  RecordingFilter,
  RecordingOrigin,
  RecordingRecord,
  RecordingStatus,
  RecordingTrack,
} from './recording/recording-record.ts'
export {
  createRecordings,
  currentRecording,
  type RecordedThing,
  type Recordings,
  type StartRecording,
  type UpdateRecording,
} from './recording/recordings.ts'
export type { RecordingMedia } from './recording/wav-media.ts'
export { type ClosableSpeech, createSpeech, type SpeechOptions } from './speech/speech.ts'
export { personalTables } from './store/personal-data.ts'
export { type ActivePart, createVoice, type Voice, type VoiceOptions, type VoiceParts } from './voice.ts'
