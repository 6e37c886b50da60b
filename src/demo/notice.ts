/** What the top of a page tells the person: good, bad, or just so. */

export type Notice = Readonly<{ tone: 'good' | 'bad' | 'calm'; title: string; text: string }>
