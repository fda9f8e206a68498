/** What is used of `@noble/ed25519`; in the published package its code stands here, as that of `noble-hashes.ts` does there. */
export { getPublicKey, hashes, sign, verify } from '@noble/ed25519'
