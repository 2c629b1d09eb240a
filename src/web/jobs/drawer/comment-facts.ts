import type { Comment } from '#contract/job-detail.ts'
import type { LogActor } from '#contract/log-words.ts'

/** Who wrote a comment: its type begins with it. An open set. */
export function commentBy({ comment_type: type }: Comment): LogActor {
  if (type?.startsWith('USER_') === true) return 'you'
  return type?.startsWith('ADMIN_') === true ? 'provider' : 'unknown'
}

/** The title of a comment, unless it is no more than the first words of the message, as it often is. */
export const ownTitle = ({ comment_title: title, comment_message: message }: Comment): string | undefined =>
  title !== undefined && message?.startsWith(title) !== true ? title : undefined
