/** What is done after a change and not within it: the closed list of queues. */

export const queueNames = ['mail', 'logout-notice', 'sweep'] as const
export type QueueName = (typeof queueNames)[number]

/** `data` names what the job is about, by its id; it holds nothing that could be used. */
export type Job = { readonly queue: QueueName; readonly data: object }
