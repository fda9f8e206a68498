import type { RunningCall } from '../call/running-call.ts'
import { sleepReally } from './abort.ts'
import { CallStates } from './call-state.ts'
import type { InterpreterParts } from './ports.ts'
import type { Interpreter, Program, ProgramEnd } from './program.ts'
import { ProgramRun, type Scope } from './run-program.ts'
import { uncertain } from './uncertain.ts'

/** An interpreter that can be waited for. */
export interface RunningInterpreter extends Interpreter {
  /** Resolves when the requests that nobody waits for (actions of calls that are over) are made, and after so many milliseconds at the latest. */
  idle(withinMs: number): Promise<void>
}

const whisperVerbs = ['Say', 'Play', 'Gather', 'Pause', 'Redirect', 'Hangup']

/** Makes the interpreter of calls. */
export function createInterpreter(parts: InterpreterParts): RunningInterpreter {
  const states = new CallStates()
  const working = new Set<Promise<void>>()
  const background = (work: Promise<void>): void => {
    const watched = work
      .catch((err: unknown) => parts.log.error({ err }, 'a request of a call could not be made'))
      .finally(() => working.delete(watched))
    working.add(watched)
  }

  async function run(call: RunningCall, program: Program, asked: AbortSignal, scope: Scope): Promise<ProgramEnd> {
    const { gone, forget } = watchParty(call)
    const sleep = parts.sleep ?? sleepReally
    const state = states.of(call)
    try {
      return await new ProgramRun({ parts, sleep, call, state, scope, asked, gone, background, whisper }, program).run()
    } catch (err) {
      parts.log.error({ err, callSid: call.sid }, 'the interpreter failed')
      return { kind: 'failed', code: 12400, reason: 'the interpreter failed inside' }
    } finally {
      forget()
    }
  }

  const whisper = (child: RunningCall, program: Program, signal: AbortSignal): Promise<ProgramEnd> =>
    run(child, program, signal, { verbs: whisperVerbs, refusal: uncertain.notInWhisper, tellsErrors: true })

  return {
    run: (call, program, { signal, verbs }) =>
      run(call, program, signal, {
        ...(verbs === undefined ? {} : { verbs }),
        ...{ refusal: uncertain.notInWait, tellsErrors: verbs === undefined },
      }),
    async idle(withinMs) {
      const enough = new AbortController()
      const made = async (): Promise<void> => {
        while (working.size > 0 && !enough.signal.aborted) await Promise.all(working)
      }
      await Promise.race([made(), (parts.sleep ?? sleepReally)(withinMs, enough.signal)])
      enough.abort()
    },
  }
}

/** A signal that is given as soon as the party is gone, whether or not that is written down yet. */
function watchParty(call: RunningCall): { readonly gone: AbortSignal; forget(): void } {
  const gone = new AbortController()
  const end = (): void => gone.abort()
  if (call.over.aborted) end()
  call.over.addEventListener('abort', end, { once: true })
  void call.leg.ended.then(end)
  return { gone: gone.signal, forget: () => call.over.removeEventListener('abort', end) }
}
