/** Closes everything that was opened, in the opposite order, even if some of it fails. */

export type Closing = {
  readonly add: (close: () => Promise<void>) => void
  /** Throws the first failure, after everything was tried. */
  readonly close: () => Promise<void>
}

export function openClosing(): Closing {
  const opened: (() => Promise<void>)[] = []
  return {
    add: (close) => void opened.push(close),
    close: async () => {
      const failures: unknown[] = []
      for (const close of opened.splice(0).reverse()) {
        await close().catch((error: unknown) => failures.push(error))
      }
      if (failures.length > 0) throw failures[0]
    },
  }
}
