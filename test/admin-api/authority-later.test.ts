/** A search goes on ending sessions after its answer: it never reaches what the caller may not end. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { commandLineActor } from '../../src/cli/actor.ts'
import type { OperatorRole } from '../../src/model/operator-role.ts'
import { readFilter } from '../../src/model/session-filter.ts'
import { endSearched } from '../../src/sessions/end-searched.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { authorizationRequest, newPerson } from '../support/person.ts'
import { type Journey, signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { sweepAll } from '../support/sweep.ts'
import { newOperator } from './operator.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster({ runsRounds: false })
})
afterAll(() => cluster?.close())

const newcomer = (role?: OperatorRole) =>
  cluster
    .account({ roles: role === undefined ? [] : [role] })
    .then((account) => signedIn(cluster, { account, person: newPerson(cluster) }))

async function stateOf({ account }: Journey): Promise<unknown> {
  const find = 'SELECT state FROM sessions WHERE account_id = $1'
  return (await sql<{ state: string }>(cluster, find, [account.id])).map(({ state }) => state)
}

/** Ends all sessions of a client, which the people join only after the answer. */
async function endBeforeTheyJoin(scopes: readonly string[], people: readonly Journey[]) {
  const client = await cluster.client()
  const program = await newOperator(cluster, scopes)
  const body = { filter: { client_id: client.clientId }, reason: 'a test' }
  const answer = await program.ask('POST', '/sessions/end', { body })
  expect(answer.status).toBe(201)
  for (const { person, account } of people) {
    const request = authorizationRequest(cluster, client.clientId)
    const callback = await person.authorize(request, account)
    expect(callback.searchParams.get('code')).toBeTruthy()
  }
  await sweepAll(cluster)
}

test('an operator who comes to match a search is spared, and anyone else is not', async () => {
  const owner = await newcomer('owner')
  const viewer = await newcomer('viewer')
  const someone = await newcomer()
  await endBeforeTheyJoin(['parley:revocations.make'], [owner, viewer, someone])
  const states = [await stateOf(owner), await stateOf(viewer), await stateOf(someone)]
  expect(states).toEqual([['live'], ['live'], ['ended']])
})

test('the command line spares nobody', async () => {
  const owner = await newcomer('owner')
  const filter = readFilter({ account: owner.account.id, acr: 'pwd' })
  await endSearched(cluster.store, { filter, reason: 'a test', by: commandLineActor() })
  await sweepAll(cluster)
  expect(await stateOf(owner)).toEqual(['ended'])
})

test('an operator may end their own sessions by a search', async () => {
  const operator = await newcomer('operator')
  const owner = await newcomer('owner')
  const by = { kind: 'operator', id: operator.account.id } as const
  await endSearched(cluster.store, { filter: readFilter({ acr: 'pwd' }), reason: 'a test', by })
  await sweepAll(cluster)
  expect([await stateOf(operator), await stateOf(owner)]).toEqual([['ended'], ['live']])
})

test('who may change operators also ends those who come to match', async () => {
  const owner = await newcomer('owner')
  await endBeforeTheyJoin(['parley:revocations.make', 'parley:operators.write'], [owner])
  expect(await stateOf(owner)).toEqual(['ended'])
})
