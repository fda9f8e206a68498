import { type AddressInfo, createServer } from 'node:net'

/**
 * A TCP port of 127.0.0.1 that was free a moment ago, for programs that cannot be told to take port 0. Another program may
 * be quicker: whoever starts something on it should try again with another one.
 */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
