import type { Sealer } from '@trunkline/postgres'
import type { Program } from '../interpreter/program.ts'
import type { CallRow } from '../store/call-store.ts'
import type { NewCall } from './new-call.ts'

const authContext = (id: string): string => `voice-call:${id}`
const programContext = (id: string): string => `voice-call-program:${id}`

/** A program as it waits in the database where what it says is a secret. */
interface SealedProgram {
  readonly sealed: string
}

const isSealed = (program: Program | SealedProgram): program is SealedProgram => 'sealed' in program

/** The request as it is written: passwords are sealed, and the program of a call whose words are a secret. */
export function sealRequest(sealer: Pick<Sealer, 'seal'>, request: NewCall, id: string): NewCall {
  const { sipAuth, confidential, program } = request
  const sealed: SealedProgram | undefined = confidential
    ? { sealed: sealer.seal(JSON.stringify(program), programContext(id)) }
    : undefined
  return {
    ...request,
    ...(sipAuth && { sipAuth: { ...sipAuth, password: sealer.seal(sipAuth.password, authContext(id)) } }),
    // What is written is read by nobody but `openProgram`.
    ...(sealed && { program: sealed as unknown as Program }),
  }
}

/** The credentials of a call to a SIP party. */
export function openAuth(sealer: Pick<Sealer, 'open'>, { id, request }: CallRow): NewCall['sipAuth'] {
  const sealed = request?.sipAuth
  return sealed && { ...sealed, password: sealer.open(sealed.password, authContext(id)) }
}

/** What a call is to run; undefined for one that came in, and once it is over. */
export function openProgram(sealer: Pick<Sealer, 'open'>, { id, request }: CallRow): Program | undefined {
  const program: Program | SealedProgram | undefined = request?.program
  if (program === undefined || !isSealed(program)) return program
  return JSON.parse(sealer.open(program.sealed, programContext(id))) as Program
}
