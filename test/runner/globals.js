/** The module that tests import as `@jest/globals`: the functions of the current test file. */

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
