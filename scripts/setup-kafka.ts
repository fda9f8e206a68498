/**
 * Fetches, into `.cache/kafka`, the Apache Kafka that tests start, with all it depends on, from Maven Central by Maven, which keeps what it
 * has fetched for the next checkout in its own folder (`~/.m2`). Part of `npm run test:setup`; what is there is left alone.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
// By its path, because the setup runs without the condition that leads to sources.
import {
  kafkaFolder,
  kafkaIsFetched,
  kafkaVersion,
  logBindingVersion,
} from '../packages/testkit/src/kafka/kafka-cache.ts'

const copyDependencies = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies'

/** `kafka-tools-api` is named by the broker's pom, needed by its command-line tools alone, and not on Maven Central. */
const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>trunkline</groupId><artifactId>test-kafka</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${kafkaVersion}</version>
      <exclusions><exclusion><groupId>org.apache.kafka</groupId><artifactId>kafka-tools-api</artifactId></exclusion></exclusions>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId><artifactId>slf4j-simple</artifactId><version>${logBindingVersion}</version>
    </dependency>
  </dependencies>
</project>
`

function fetchKafka(): void {
  console.log(`[test:setup] fetching Apache Kafka ${kafkaVersion} from Maven Central`)
  mkdirSync(dirname(kafkaFolder), { recursive: true })
  const making = mkdtempSync(join(dirname(kafkaFolder), 'making-'))
  try {
    writeFileSync(join(making, 'pom.xml'), pom)
    const jars = join(making, 'jars')
    const parameters = [
      '--batch-mode',
      '--quiet',
      copyDependencies,
      `-DoutputDirectory=${jars}`,
      '-DincludeScope=runtime',
    ]
    const { status, error } = spawnSync('mvn', parameters, { cwd: making, stdio: 'inherit' })
    if (error !== undefined) throw error
    if (status !== 0) throw new Error(`mvn ended with ${status}: Apache Kafka could not be fetched`)
    // Whole or not at all: a run that is cut off leaves nothing that looks fetched.
    rmSync(kafkaFolder, { recursive: true, force: true })
    renameSync(jars, kafkaFolder)
  } finally {
    rmSync(making, { recursive: true, force: true })
  }
}

if (kafkaIsFetched()) console.log('[test:setup] Apache Kafka is there')
else fetchKafka()
