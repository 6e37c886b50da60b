/** After all tests: what global-setup began is gone. */

export default async function teardown(): Promise<void> {
  await globalThis.endTestRun?.()
}
