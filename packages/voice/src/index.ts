export type { ChildCall, ChildEnd, ChildRequest, Dialer, ProgressCallback, RunningCall } from './call/running-call.ts'
export { VoiceError } from './errors.ts'
export type { DocumentPlace, Interpreter, Program, ProgramEnd, RunOptions } from './interpreter/program.ts'
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
export type { Clock, Log, Meter, SoundLoader, Speech, SpeechRecognizer, TextSender } from './ports.ts'
