/** What each scope means, in the words a person reads before allowing it. */

export type ScopeText = { readonly title: string; readonly description: string }

const known: ReadonlyMap<string, ScopeText> = new Map([
  [
    'openid',
    {
      title: 'Recognise you',
      description: 'An identifier for your account, so that the app knows you when you come back.',
    },
  ],
  [
    'profile',
    {
      title: 'See your profile',
      description: 'Your name and the other details of your profile, as far as you gave them.',
    },
  ],
  [
    'email',
    {
      title: 'See your email address',
      description: 'The address of your account, and whether it was confirmed.',
    },
  ],
  [
    'offline_access',
    {
      title: 'Keep working while you are away',
      description: 'The app stays connected after you close the browser.',
    },
  ],
])

/** A scope nobody described is shown by its raw name: never hidden, never guessed at. */
export function describeScope(scope: string): ScopeText {
  return (
    known.get(scope) ?? { title: scope, description: 'A permission the app asks for by this name.' }
  )
}
