/** Errors whose message is written for the reader; a stack would only hide it. */
const forReaders = new Set(['ConfigError', 'CommandError', 'DatabaseError', 'IntakeError', 'ProblemError'])

/** What the terminal shows of an error: one line where it was foreseen, the stack where it was not. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return `trunkline: ${String(error)}`
  if (forReaders.has(error.name)) return `trunkline: ${error.message}`
  const listening = explainListening(error)
  return listening === undefined ? `trunkline: ${error.stack ?? error.message}` : `trunkline: ${listening}`
}

/** A port or address that cannot be had: the most common reason why a start fails. */
function explainListening(error: NodeJS.ErrnoException & { address?: string; port?: number }): string | undefined {
  if (error.syscall !== 'listen' && error.syscall !== 'bind') return undefined
  if (error.code === 'EADDRINUSE') {
    return `TRUNKLINE_PORT is ${error.port}: another program listens there. Stop it, or give another port (0 takes any free one).`
  }
  if (error.code === 'EACCES')
    return `TRUNKLINE_PORT is ${error.port}: this user may not listen there. Give a port above 1023.`
  if (error.code === 'EADDRNOTAVAIL') {
    return `TRUNKLINE_HOST is ${JSON.stringify(error.address)}: this machine does not have that address.`
  }
  return undefined
}
