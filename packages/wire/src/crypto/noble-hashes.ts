/**
 * What is used of `@noble/hashes`. The build puts its code in place of this file's imports, so that the package that is
 * published has what it uses of the library and no dependency (docs/decisions/wire-crypto.md).
 */
export { hmac } from '@noble/hashes/hmac.js'
export { sha1 } from '@noble/hashes/legacy.js'
export { sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
