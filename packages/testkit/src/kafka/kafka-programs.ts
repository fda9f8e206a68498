import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { withoutPeer } from '../missing-peer.ts'
import { findJava, kafkaFolder, kafkaIsFetched } from './kafka-cache.ts'

/** The `skip` option of a test that needs a broker. */
export const withoutKafka: string | false = withoutPeer('Apache Kafka with Java', kafkaIsFetched() && !!findJava())

/** Options for a quick start and little memory: no second compiler, no threads for collecting garbage. */
const small = ['-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-XX:-UsePerfData', '-Xshare:auto']

/** What Kafka logs, on standard error: warnings, and that a node has started. */
const log = [
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
  '-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info',
  '-Dorg.slf4j.simpleLogger.showThreadName=false',
  '-Dorg.slf4j.simpleLogger.showDateTime=true',
  '-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS',
]

/** Command and arguments that run a class of Kafka. Throws when Java or Kafka is missing. */
export function javaCommand(main: string, parameters: readonly string[], java: readonly string[] = []) {
  const program = findJava()
  if (!program || !kafkaIsFetched()) throw new Error('Apache Kafka or Java is not installed: npm run test:setup')
  const classPath = join(kafkaFolder, '*')
  return { program, parameters: [...small, ...log, ...java, '-cp', classPath, main, ...parameters] }
}

/** Writes what a node's empty folder must hold before its first start (`kafka-storage.sh format`). */
export async function formatStorage(cluster: string, settingsFile: string, scram: readonly string[]): Promise<void> {
  const users = scram.flatMap((each) => ['--add-scram', each])
  // In one word: one id of 64 begins with a dash, and would be taken for an option.
  const parameters = ['format', `--cluster-id=${cluster}`, '--config', settingsFile, ...users]
  const { program, parameters: all } = javaCommand('kafka.tools.StorageTool', parameters)
  await promisify(execFile)(program, all)
}
