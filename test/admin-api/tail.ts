/** A listener to the ledger as server-sent events, as a browser's EventSource would be. */

export type Told = {
  readonly events: Record<string, unknown>[]
  readonly lastEventId: () => string
  readonly close: () => void
}

export async function openEvents(
  url: string,
  { token, lastEventId = '' }: { token: string; lastEventId?: string | undefined },
): Promise<Told> {
  const stopping = new AbortController()
  const response = await fetch(url, {
    signal: stopping.signal,
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'text/event-stream',
      ...(lastEventId === '' ? {} : { 'last-event-id': lastEventId }),
    },
  })
  if (response.status !== 200 || response.body === null) {
    stopping.abort()
    throw new Error(`answered ${response.status}`)
  }
  const events: Record<string, unknown>[] = []
  let last = lastEventId
  const began = Promise.withResolvers<void>()
  const hear = (message: string) => {
    for (const line of message.split('\n')) {
      if (line.startsWith('id: ')) last = line.slice(4)
      if (line.startsWith('data: ')) events.push(JSON.parse(line.slice(6)))
    }
    began.resolve()
  }
  void read(response.body, hear).catch(() => began.resolve())
  await began.promise
  return { events, lastEventId: () => last, close: () => stopping.abort() }
}

async function read(body: ReadableStream<Uint8Array>, hear: (message: string) => void) {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of body) {
    const messages = `${rest}${decoder.decode(chunk, { stream: true })}`.split('\n\n')
    rest = messages.pop() ?? ''
    for (const message of messages) hear(message)
  }
}
