import type { Digit } from '../media.ts'

/** What a party tells the main thread. */
export interface PartyNews {
  digit(id: number, digit: Digit): void
  event(id: number, name: string, value: unknown): void
  gone(id: number, reason: string): void
}
