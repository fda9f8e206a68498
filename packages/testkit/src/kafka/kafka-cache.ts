/**
 * The Apache Kafka that tests run, and where `npm run test:setup` puts it. It imports nothing but Node, so that the setup can use it
 * before anything else is there.
 */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Version of `org.apache.kafka:kafka_2.13`, the broker, as Maven Central has it. */
export const kafkaVersion = '4.4.0'

/** Version of the binding that makes Kafka's log (SLF4J 1.7) lines on standard error. */
export const logBindingVersion = '1.7.36'

/** The folder with the broker's jars and those that it depends on. */
export const kafkaFolder: string = fileURLToPath(new URL(`../../../../.cache/kafka/${kafkaVersion}/`, import.meta.url))

/** Whether the setup has fetched all jars: it writes this one last, by renaming the folder. */
export const kafkaIsFetched = (): boolean => existsSync(join(kafkaFolder, `kafka_2.13-${kafkaVersion}.jar`))

/** The `java` on the PATH, or that of JAVA_HOME. */
export function findJava(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const home = process.env.JAVA_HOME
  return [...(home ? [join(home, 'bin')] : []), ...folders]
    .map((folder) => join(folder, 'java'))
    .find((program) => existsSync(program))
}
