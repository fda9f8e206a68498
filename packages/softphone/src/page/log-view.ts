import type { CallLog, LoggedCall } from './call-log.ts'
import { box, button, icon, make } from './dom.ts'
import { formatNumber, formatSeconds, formatWhen } from './words.ts'

const arrows = { in: 'M19 5 6 18m0-9v9h9', out: 'M5 19 18 6m-9 0h9v9' } as const

function about({ direction, answered, seconds }: LoggedCall): string {
  if (answered) return `${direction === 'in' ? 'Incoming' : 'Outgoing'}, ${formatSeconds(seconds)}`
  return direction === 'in' ? 'Missed' : 'Not answered'
}

/** Calls that were; each calls back. */
export class LogPanel {
  readonly #log: CallLog
  readonly #callBack: (number: string) => void

  constructor(log: CallLog, callBack: (number: string) => void) {
    this.#log = log
    this.#callBack = callBack
    button('clear-log').onclick = () => {
      log.clear()
      this.show()
    }
  }

  show(): void {
    const calls = this.#log.list()
    box('log').replaceChildren(...calls.map((call) => this.#line(call)))
    box('no-calls').hidden = calls.length > 0
    button('clear-log').hidden = calls.length === 0
  }

  #line(call: LoggedCall): HTMLLIElement {
    const number = formatNumber(call.number)
    const line = make('button', {
      type: 'button',
      className: call.direction === 'in' && !call.answered ? 'missed' : '',
    })
    const who = make('span', {}, make('b', { textContent: number }), make('small', { textContent: about(call) }))
    const when = make('time', { textContent: formatWhen(call.at, Date.now()) })
    when.dateTime = new Date(call.at).toISOString()
    line.append(icon(arrows[call.direction]), who, when)
    line.title = `Call ${number}`
    line.addEventListener('click', () => this.#callBack(call.number))
    return make('li', {}, line)
  }
}
