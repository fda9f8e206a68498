import { MediaError } from '../media-error.ts'
import type { ArgsOf, Operation, ResultOf } from '../protocol.ts'
import type { MediaWorker } from './media-worker.ts'

/** What each operation does: total, so that one that is missing does not compile. */
export type Operations = {
  readonly [K in Operation]: (worker: MediaWorker, args: ArgsOf<K>) => ResultOf<K> | Promise<ResultOf<K>>
}

/** The operations that the main thread may ask for. */
export const operations: Operations = {
  open: (worker, { id, kind, options }) => worker.open(id, kind, options),
  openLine: (worker, { ids }) => worker.openLine(ids),
  openRelay: (worker, args) => worker.openRelay(args),
  expose: (worker, args) => worker.expose(args),
  close: (worker, { id }) => worker.close(id),
  request: (worker, { id, name, value }) => {
    const { transport } = worker.party(id)
    if (!transport.request) throw new MediaError('wrong', `this kind of endpoint can't ${name}`)
    return transport.request(name, value)
  },
  play: (worker, args) => worker.play(args),
  stopPlay: (worker, args) => worker.stopPlay(args),
  sendDigits: (worker, { id, job, digits }) => worker.party(id).sendDigits(job, digits),
  stopDigits: (worker, { id, job }) => worker.party(id).stopDigits(job),
  injectDigit: (worker, { id, digit }) => worker.party(id).pressed(digit),
  bridge: (worker, args) => worker.bridge(args),
  endBridge: (worker, { bridge }) => worker.endBridge(bridge),
  figures: (worker, { id }) => worker.party(id).transport.figures(),
  openRoom: (worker, { room }) => worker.openRoom(room),
  join: (worker, args) => worker.join(args),
  setSeat: (worker, { room, party, state }) => {
    if (!worker.room(room).set(party, state)) throw new MediaError('closed', 'the party has left the room')
  },
  leave: (worker, { room, party }) => worker.room(room).leave(party),
  watchSpeech: (worker, { room }) => worker.watchSpeech(room),
  closeRoom: (worker, { room }) => worker.closeRoom(room),
  record: (worker, args) => worker.record(args),
  pauseRecorder: (worker, { recorder, mode }) => worker.recorder(recorder)?.pause(mode),
  stopRecorder: (worker, { recorder }) => worker.recorder(recorder)?.stop(),
  tap: (worker, args) => worker.tap(args),
  die: () => process.exit(70),
}
