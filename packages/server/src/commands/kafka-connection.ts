import type { KafkaConnection } from '@trunkline/intake'
import { CommandError } from '../command-line/command-error.ts'
import { kafkaConnection } from '../compose/kafka.ts'
import type { Config } from '../config.ts'

/** How the brokers are reached. @throws CommandError where none are named */
export function neededConnection(config: Config): KafkaConnection {
  const connection = kafkaConnection(config)
  if (connection === undefined) throw new CommandError('KAFKA_BROKERS is not set: give host:port, or --kafka-brokers.')
  return connection
}
