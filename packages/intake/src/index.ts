export { type ClientRule, type KafkaConfig, kafkaConfigSchema } from './config/kafka-config.ts'
export type { KafkaConnection, TlsMaterial } from './connection/connection-options.ts'
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
export { deadTopic, eventsTopic, sendTopic } from './topics/topic-names.ts'
