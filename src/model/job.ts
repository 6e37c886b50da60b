/** Work that follows a change outside its transaction: the closed list of queues. */

export const queueNames = ['mail', 'logout-notice', 'sweep'] as const
export type QueueName = (typeof queueNames)[number]

/** `data` refers to its subject by id, and holds no secret. */
export type Job = { readonly queue: QueueName; readonly data: object }
