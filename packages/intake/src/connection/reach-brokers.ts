import { IntakeError } from '../errors.ts'
import { isRefusal, wordsOf } from './broker-failure.ts'
import type { KafkaConnection } from './connection-options.ts'

/**
 * Does work for somebody who waits at a terminal.
 * @throws IntakeError `BROKER_AWAY` or `BROKER_REFUSED` for what the client library throws, in one line
 */
export async function reachBrokers<T>({ brokers }: KafkaConnection, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof IntakeError) throw error
    const at = `Kafka at ${brokers.join(', ')}`
    if (isRefusal(error)) {
      const advice = 'See sasl and tls in the section kafka of the configuration file, and the ACLs.'
      throw new IntakeError('BROKER_REFUSED', `${at} refuses us: ${wordsOf(error)}. ${advice}`, { cause: error })
    }
    throw new IntakeError('BROKER_AWAY', `${at} cannot be asked: ${wordsOf(error)}.`, { cause: error })
  }
}
