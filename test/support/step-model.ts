/** The steps of signing in and allowing, and what each may lead to. It asks no server. */

export type Client = 'first' | 'second'
export type Person = 'roomy' | 'crowded'
export type Prompt = '' | 'login' | 'consent' | 'login consent'

export type ModelSession = { readonly account: Person; isLive: boolean }

/** The session is the one that its cookie stands for, alive or not. */
export type ModelBrowser = { session: ModelSession | null }

export type Result = { login?: Person; consent?: true; error?: true }

export type ModelStep = {
  readonly uid: string
  readonly browser: ModelBrowser
  readonly client: Client
  readonly prompt: Prompt
  readonly asks: 'sign_in' | 'consent'
  /** The answer to the interaction before. */
  readonly before: Result
  /** The session that it began in. */
  session: ModelSession | null
  result: Result | null
  isOver: boolean
}

export type StepModel = {
  readonly browsers: readonly ModelBrowser[]
  readonly steps: ModelStep[]
  readonly sessions: ModelSession[]
  /** Whom the account has allowed, whenever and wherever that was. */
  readonly allowed: Set<string>
}

export function livesIn({ session }: ModelBrowser): ModelSession | null {
  return session?.isLive ? session : null
}

/** Whether this browser, with the cookies that it has now, may answer the step. */
export function isOpenTo(step: ModelStep, browser: ModelBrowser): boolean {
  if (step.isOver || step.browser !== browser) return false
  return step.session === null || step.session === livesIn(browser)
}

export type Outcome =
  | { readonly kind: 'code' | 'denied' | 'refused' | 'too_many' }
  | { readonly kind: 'asks'; readonly asks: ModelStep['asks'] }

type Asking = {
  readonly session: ModelSession | null
  readonly client: Client
  readonly prompt: Prompt
  readonly result: Result
}

/** The outcome of an authorization request after the answers so far. */
export function judge(
  { allowed }: StepModel,
  { session, client, prompt, result }: Asking,
): Outcome {
  const mustSignIn = prompt.includes('login') && result.login === undefined
  if (session === null || mustSignIn) return { kind: 'asks', asks: 'sign_in' }
  const isAllowed = allowed.has(`${session.account} ${client}`)
  const mustAllow = prompt.includes('consent') && result.consent === undefined
  return isAllowed && !mustAllow ? { kind: 'code' } : { kind: 'asks', asks: 'consent' }
}

/** The right password: a step of someone else no longer belongs to the session that it began in. */
export function signIn(step: ModelStep, account: Person): void {
  if (step.session?.account !== account) step.session = null
  step.result = { login: account }
}

export function allow(model: StepModel, step: ModelStep): void {
  if (step.session === null) throw new Error('nobody is asked to allow without a session')
  model.allowed.add(`${step.session.account} ${step.client}`)
  step.result = { ...step.before, consent: true }
}

/** The browser goes on from the step, answered or not. */
export function resume(model: StepModel, step: ModelStep, browser: ModelBrowser): Outcome {
  if (!isOpenTo(step, browser)) return { kind: 'refused' }
  const result = step.result ?? {}
  const entered = enter(model, browser, result)
  if (entered === 'too_many') return { kind: 'too_many' }
  step.isOver = true
  if (result.error) return { kind: 'denied' }
  const { client, prompt } = step
  return judge(model, { session: livesIn(browser), client, prompt, result })
}

/**
 * One `crowded` at a time, and nobody is put out for a second one. Whoever was here leaves only when
 * the other one comes in.
 */
function enter(model: StepModel, browser: ModelBrowser, { login }: Result): 'in' | 'too_many' {
  const here = livesIn(browser)
  if (login === undefined || here?.account === login) return 'in'
  const others = model.sessions.filter(({ account, isLive }) => isLive && account === login)
  if (login === 'crowded' && others.length > 0) return 'too_many'
  if (here) here.isLive = false
  browser.session = { account: login, isLive: true }
  model.sessions.push(browser.session)
  return 'in'
}
