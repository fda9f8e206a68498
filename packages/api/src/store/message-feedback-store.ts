import type { Statement } from '@trunkline/postgres'

/** What a recipient was said to have done upon a message. */
export interface FeedbackRow {
  readonly outcome: string
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** Writes down what a recipient did upon a message; the last word counts. */
export const putFeedback = (messageId: string, clientId: string, outcome: string, at: Date): Statement => ({
  name: 'api_feedback_put',
  text: `insert into api_message_feedback (message_id, client_id, outcome, created_at, updated_at) values ($1, $2, $3, $4, $4)
    on conflict (message_id) do update set outcome = excluded.outcome, updated_at = excluded.updated_at
    returning outcome, created_at as "createdAt", updated_at as "updatedAt"`,
  values: [messageId, clientId, outcome, at],
})

/** Forgets it with its message. */
export const deleteFeedback = (messageId: string): Statement => ({
  name: 'api_feedback_delete',
  text: 'delete from api_message_feedback where message_id = $1',
  values: [messageId],
})
