/** Constant traffic on every node: a person's sign-ins and what their application does with tokens. */

import {
  createLocalJWKSet,
  decodeProtectedHeader,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose'
import { type Cluster, redirectUri } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { authorizationRequest } from '../support/person.ts'
import { type Journey, signedIn } from '../support/sign-in.ts'
import {
  type Answer,
  post,
  redeem,
  refresh,
  type SignedIn,
  send,
  tokensOf,
} from '../support/tokens.ts'

export type Traffic = {
  /** The ids of the keys that signed access tokens so far. */
  readonly kids: ReadonlySet<string>
  /** Answers when every part of the traffic went through `rounds` times more. */
  readonly more: (rounds: number) => Promise<void>
  /** As whoever keeps the JWKS does, and asks for it no more until this is called again. */
  readonly fetchKeys: () => Promise<void>
  /** Throws the first failure. */
  readonly end: () => Promise<void>
}

type Running = {
  readonly cluster: Cluster
  readonly kids: Set<string>
  keys: JWTVerifyGetKey
}

type Part = {
  readonly journey: Journey
  /** One access token of each key that signed any. */
  readonly kept: Map<string, string>
}

export async function startTraffic(cluster: Cluster, parts = 3): Promise<Traffic> {
  const keys = await keysOf(cluster)
  const running: Running = { cluster, kids: new Set(), keys }
  let isEnding = false
  const rounds = Array.from({ length: parts }, () => 0)
  const people: Part[] = []
  for (const _ of rounds) people.push({ journey: await signedIn(cluster), kept: new Map() })
  const run = async (mine: Part, part: number) => {
    for (; !isEnding; rounds[part] = (rounds[part] ?? 0) + 1) {
      await goRound(running, mine, (rounds[part] ?? 0) + part)
    }
  }
  const all = Promise.all(people.map(run))
  let failure: unknown = null
  all.catch((error: unknown) => {
    failure = error
  })
  return {
    kids: running.kids,
    more: async (wanted) => {
      const goal = rounds.map((done) => done + wanted)
      const isDone = () => goal.every((least, part) => (rounds[part] ?? 0) >= least)
      await eventually(() => failure !== null || isDone())
      if (failure !== null) throw failure
    },
    fetchKeys: async () => {
      running.keys = await keysOf(cluster)
    },
    end: async () => {
      isEnding = true
      await all
    },
  }
}

/** Authorize, redeem, userinfo, refresh, introspect: each at another node than the one before. */
async function goRound(running: Running, { journey, kept }: Part, turn: number): Promise<void> {
  const { cluster } = running
  const { person, client } = journey
  const node = (step: number) => cluster.nodes[(turn + step) % cluster.nodes.length] ?? ''
  const request = authorizationRequest(cluster, client.clientId)
  const { pathname, search } = request.url
  const page = await person.visit(`${node(0)}${pathname}${search}`)
  const callback = new URL(page.headers.get('location') ?? '', node(0))
  if (!callback.href.startsWith(`${redirectUri}?code=`)) throw failure('authorize', page.text)
  const tokens = tokensOf(await redeem(node(1), client, { callback, request }))
  const kid = await signedByKnown(running, tokens)
  if (!kept.has(kid)) kept.set(kid, tokens.accessToken)
  await readUserinfo(node(0), tokens)
  const next = tokensOf(await refresh(node(0), client, tokens.refreshToken))
  await signedByKnown(running, next)
  await readUserinfo(node(1), next)
  for (const token of [tokens.accessToken, next.accessToken, ...kept.values()]) {
    await introspect(node(1), journey, token)
  }
}

async function signedByKnown(
  running: Running,
  { accessToken, idToken }: SignedIn,
): Promise<string> {
  const { issuer } = running.cluster
  for (const token of [accessToken, idToken]) await jwtVerify(token, running.keys, { issuer })
  const { kid = '' } = decodeProtectedHeader(accessToken)
  running.kids.add(kid)
  return kid
}

async function readUserinfo(base: string, { accessToken }: SignedIn): Promise<void> {
  const answer = await send(`${base}/userinfo`, {
    headers: { authorization: `Bearer ${accessToken}` },
  })
  if (answer.status !== 200) throw failure('userinfo', answer)
}

async function introspect(base: string, { client }: Journey, token: string): Promise<void> {
  const answer = await post(`${base}/introspect`, client, { token })
  if (answer.body['active'] !== true) throw failure('introspect', answer)
}

function failure(what: string, answer: Answer | string): Error {
  return new Error(`${what} failed: ${JSON.stringify(answer)}`)
}

async function keysOf({ nodes }: Cluster): Promise<JWTVerifyGetKey> {
  const response = await fetch(`${nodes[0]}/jwks`)
  const set: JSONWebKeySet = JSON.parse(await response.text())
  return createLocalJWKSet(set)
}
