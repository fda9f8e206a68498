/** How benches look into the deliveries that messages are stored with (`packages/channels/src/message/delivery-document.ts` tells their form). */

/** Whether the outcome of an attempt of the first delivery of a row `alias` of `channels_message` is unknown. */
export const hasUnknownAttempt = (alias: string): string =>
  `coalesce(${alias}.deliveries->0->>'rest' ~ '\\|[^ |]+ unknown ', false)`

/** When the first delivery of a row `alias` of `channels_message` made its last move: its instant leaves out what it has in common with the first. */
export function lastMoveAt(alias: string): string {
  const moves = `split_part(${alias}.deliveries->0->>'rest', '|', 2)`
  const last = `substring(${moves} from '[^ ]+$')`
  return `(left(split_part(${moves}, ' ', 2), 24 - length(${last})) || ${last})::timestamptz`
}
