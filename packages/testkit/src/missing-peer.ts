/**
 * The `skip` option of a test that needs a program which may not be installed: false when it is there, else words that name
 * the command that brings it. With CI=true nothing is skipped: the test runs, and fails for want of the program.
 *
 *     test('a bounce comes back', { skip: withoutPeer('exim4-daemon-light', eximIsThere()) }, async (t) => { … })
 */
export function withoutPeer(peer: string, found: boolean): string | false {
  return found || process.env.CI === 'true' ? false : `${peer} is not installed: npm run test:setup`
}
