export type { KafkaConnection, TlsMaterial } from './connection/connection-options.ts'
export { type RedriveParts, type RedriveReport, type RedriveRequest, redrive } from './dead/redrive.ts'
export { IntakeError, type IntakeErrorCode } from './errors.ts'
export { createIntake, type Intake, type IntakeOptions, type IntakeState } from './intake.ts'
export type {
  Acceptance,
  ClientDirectory,
  Clock,
  KnownClient,
  Log,
  Meter,
  Submission,
  SubmissionResult,
} from './ports.ts'
export { checkTopics, type TopicFinding } from './topics/topic-keeper.ts'
