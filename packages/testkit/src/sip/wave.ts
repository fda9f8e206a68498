/** WAV files of test programs: 8,000 samples a second, signed 16 bit, one channel. */
export function writeWave(sound: Int16Array): Buffer {
  const bytes = Buffer.alloc(44 + sound.length * 2)
  bytes.write('RIFF', 0, 'latin1')
  bytes.writeUInt32LE(36 + sound.length * 2, 4)
  bytes.write('WAVEfmt ', 8, 'latin1')
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(8_000, 24)
  bytes.writeUInt32LE(16_000, 28)
  bytes.writeUInt16LE(2, 32)
  bytes.writeUInt16LE(16, 34)
  bytes.write('data', 36, 'latin1')
  bytes.writeUInt32LE(sound.length * 2, 40)
  for (const [index, sample] of sound.entries()) bytes.writeInt16LE(sample, 44 + index * 2)
  return bytes
}

/** The sound of such a file; that of one that is still being written, too. */
export function readWave(bytes: Buffer): Int16Array {
  const data = bytes.indexOf('data', 12, 'latin1')
  if (data < 0) return new Int16Array(0)
  const length = Math.floor((bytes.length - data - 8) / 2)
  return Int16Array.from({ length: Math.max(0, length) }, (_, index) => bytes.readInt16LE(data + 8 + index * 2))
}
