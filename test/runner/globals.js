/** What a test imports as `@jest/globals`: the functions of the test file that runs now. */

export let afterAll
export let afterEach
export let beforeAll
export let beforeEach
export let describe
export let expect
export let jest
export let test

export function useGlobals(globals, mocker) {
  ;({ afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } = globals)
  jest = mocker
}
