import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type { Recorder, RecordingEnd, RecordOptions, RecordSource } from '../media.ts'
import { MediaError } from '../media-error.ts'
import type { SourceRef } from '../protocol.ts'
import { mendWav } from '../recorder/mend-wav.ts'
import { handleOf } from './endpoint-handle.ts'
import type { MediaThread } from './media-thread.ts'
import { newNumber } from './numbers.ts'
import { RoomHandle } from './room-handle.ts'

const mostChannels = 16

interface FoundSource {
  readonly thread: MediaThread
  readonly ref: Exclude<SourceRef, { port: MessagePort }>
}

function find(source: RecordSource): FoundSource {
  if ('endpoint' in source) {
    const { thread, number } = handleOf(source.endpoint)
    return { thread, ref: { party: number, track: source.track } }
  }
  if (!(source.room instanceof RoomHandle))
    throw new MediaError('wrong', 'the room was not opened by this media engine')
  return { thread: source.room.thread, ref: { room: source.room.number } }
}

/** Begins a recording, in the worker of its first source; packets of sources elsewhere are sent there. */
export async function beginRecording(options: RecordOptions): Promise<Recorder> {
  const found = options.channels.map((channel) => channel.map(find))
  const thread = found.flat()[0]?.thread
  if (!thread || found.length > mostChannels)
    throw new MediaError('wrong', `a recording has 1 to ${mostChannels} channels, and sources`)
  const ports: MessagePort[] = []
  const refer = async (source: FoundSource): Promise<SourceRef> => {
    if (source.thread === thread) return source.ref
    const { port1, port2 } = new MessageChannel()
    ports.push(port1)
    await source.thread.ask('tap', { source: source.ref, port: port2 }, [port2])
    return { port: port1 }
  }
  const recorder = newNumber()
  const { promise: ended, resolve } = Promise.withResolvers<RecordingEnd>()
  const unwatch = thread.watch(
    recorder,
    (told) => told.tell === 'recorded' && resolve(told.end),
    () => void mendWav(options.file, options.channels.length).then(resolve),
  )
  void ended.then(unwatch)
  try {
    const channels = await Promise.all(found.map((channel) => Promise.all(channel.map(refer))))
    const { file, trimSilence = false, silenceSeconds = 0, maxSeconds = 0 } = options
    await thread.ask('record', { recorder, file, channels, trimSilence, silenceSeconds, maxSeconds }, ports)
  } catch (error) {
    unwatch()
    for (const port of ports) port.close()
    throw error
  }
  return recorderHandle(thread, recorder, ended)
}

function recorderHandle(thread: MediaThread, recorder: number, ended: Promise<RecordingEnd>): Recorder {
  return {
    ended,
    pause: (mode) => thread.end('pauseRecorder', { recorder, mode }),
    resume: () => thread.end('pauseRecorder', { recorder, mode: 'off' }),
    stop: async () => {
      await thread.end('stopRecorder', { recorder })
      return ended
    },
  }
}
