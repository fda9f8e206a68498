import type { SipLegs, Voice } from '@trunkline/voice'

/** What is asked for the SIP port. */
export interface SipListening {
  readonly voice: Pick<Voice, 'state' | 'faults'>
  readonly sip: Pick<SipLegs, 'listening' | 'port'>
}

/** How long is waited, milliseconds. */
export interface SipPatience {
  /** Where this process runs the calls, or will, and the system picks the port: nothing else tells it, and on a busy machine it takes its time. */
  readonly own: number
  /**
   * Where another process may run them, so that the port is never known here; or where it is known already. What keeps SIP from listening, such as
   * a trunk's name that nobody resolves, must not keep the API from being ready, nor a stop from its order.
   */
  readonly others: number
}

const usual: SipPatience = { own: 60_000, others: 1_000 }

/**
 * Waits until the process that runs the calls listens for SIP, so that `demo.json` tells the port; not where another process does, or where it can't.
 *
 * @param alone whether no other process can run the calls, as with the embedded database
 */
export async function sipListens(
  { voice, sip }: SipListening,
  alone: boolean,
  { own, others }: SipPatience = usual,
): Promise<void> {
  const began = performance.now()
  const isPicked = sip.port === 0
  const patience = () => (isPicked && (alone || voice.state === 'active') ? own : others)
  const isPatient = () => performance.now() - began < patience()
  while (!sip.listening && voice.state !== 'stopped' && !voice.faults.includes('sip') && isPatient()) {
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
