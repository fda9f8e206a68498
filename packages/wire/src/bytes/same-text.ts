/**
 * Whether two texts are equal, in a time that depends on their lengths only: every code unit is looked at, and no branch on any.
 * The same on every runtime: `crypto.timingSafeEqual` takes bytes, and to make them of two texts costs more than the rest of the check.
 */
export function sameText(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (let at = 0; at < a.length; at++) difference |= a.charCodeAt(at) ^ b.charCodeAt(at)
  return difference === 0
}
