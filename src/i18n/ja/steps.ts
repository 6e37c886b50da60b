/** Japanese: the steps in which a person signs in, allows, makes room, signs out. */

import type { English } from '../en/words.ts'

const endings = {
  evicted:
    '新しいサインインが検出されたため、サインアウトされました。別の場所でこのアカウントへのサインインがありました。',
  idle_timeout: 'しばらく操作がなかったため、サインアウトされました。',
  absolute_timeout: 'セッションが最長時間に達したため、サインアウトされました。',
  revoked: '別のデバイスまたは運営者によって、セッションが終了されました。',
  binding_mismatch: 'ブラウザーまたはネットワークが変わったため、サインアウトされました。',
  refresh_reuse:
    '安全のためサインアウトされました。アプリが保管していたキーが、もう一度使われたためです。',
  account_disabled: 'アカウントが無効になったため、サインアウトされました。',
  credential_changed: 'サインインの方法またはパスワードが変わったため、サインアウトされました。',
  upgraded: 'サインインしたため、ゲストとしての利用は終了しました。',
}

const signIn = {
  title: 'サインイン',
  titleAgain: 'もう一度サインイン',
  lead: '{client} が {brand} でのサインインを求めています。',
  again: {
    too_old: {
      scope: '{client} が、次のためにもう一度サインインするよう求めています：{scope}',
      anything:
        '前回のサインインから時間がたっています。{client} がもう一度サインインするよう求めています。',
    },
    too_weak: {
      scope: '{client} が、次のためにより強力なサインインを求めています：{scope}',
      anything: '{client} がより強力なサインインを求めています。',
    },
  },
  note: 'その後 {client} に戻ります。パスワードがアプリに知られることはありません。',
  email: 'メールアドレス',
  password: 'パスワード',
  submit: 'サインイン',
  cancel: 'キャンセルして {client} に戻る',
  changed:
    'サインイン済みですが、その後にネットワークまたはブラウザーが変わりました。ご本人であることを確認して、続きに進んでください。',
  errors: {
    credentials: 'メールアドレスまたはパスワードが正しくありません。',
    missing: 'メールアドレスとパスワードを入力してください。',
    busy: 'ただいまサインインが集中しています。数秒待ってから、もう一度お試しください。',
    throttled: '誤った入力が多すぎました。{wait}後に、もう一度お試しください。',
  },
  waiting: {
    device: '以前サインインしたことのあるブラウザーでは、待つ必要はありません。',
    reset:
      '以前サインインしたことのあるブラウザーや、新しいパスワードを設定したブラウザーでは、待つ必要はありません。',
  },
  done: {
    account_ready:
      'メールアドレスが確認され、アカウントの準備ができました。そのアカウントでサインインしてください。',
    password_set: '新しいパスワードを設定しました。そのパスワードでサインインしてください。',
  },
  ways: { forgot: 'パスワードをお忘れですか？', register: 'アカウントを作成' },
}

const chooseAccount = {
  title: 'アカウントを選択',
  lead: '{client} が、使用するアカウントの選択を求めています。',
  note: '別のアカウントでサインインするまで、ここではサインインしたままです。',
  goOn: '{email} として続ける',
  other: '別のアカウントを使う',
  cancel: 'キャンセルして {client} に戻る',
}

const consent = {
  title: 'アクセスの許可',
  heading: '{client} がアカウントへのアクセスを求めています',
  home: 'アプリが示しているサイトは {host} です。',
  outcome: '拒否した場合、{client} には何も渡されず、そのままアプリに戻ります。',
  otherAccount: '別のアカウントを使う',
  scopes: '{client} に許可される内容',
  isNew: '新規',
  lifetime: '有効な期間',
  away: '{brand} からサインアウトしても、このアクセスは終了しません。',
  next: '次に移動する先',
  nextPlace: '{host} に戻ります',
  allow: '許可する',
  deny: '拒否する',
  untilSignOut: 'サインアウトするまで',
  untilRemoved: '取り消すまで（最長 {days}）。不在のあいだも続きます',
}

const scopes = {
  openid: {
    title: 'あなたを識別する',
    description: '次に利用するときにアプリがあなたと分かるための、アカウントの識別子です。',
  },
  profile: {
    title: 'プロフィールを見る',
    description: '名前と、プロフィールに登録したその他の情報です。',
  },
  email: {
    title: 'メールアドレスを見る',
    description: 'アカウントのメールアドレスと、それが確認済みかどうかです。',
  },
  phone: {
    title: '電話番号を見る',
    description: 'プロフィールの電話番号と、それが確認済みかどうかです。',
  },
  address: {
    title: '住所を見る',
    description: 'プロフィールに登録した住所です。',
  },
  offline_access: {
    title: '不在のあいだも動作を続ける',
    description: 'ブラウザーを閉じたあとも、アプリは接続されたままになります。',
  },
}

const tooMany = {
  title: 'デバイスが多すぎます',
  many: {
    lead: 'このアカウントは同時に {limit} 台のデバイスでサインインできますが、{limit} 台すべてが使用中です。',
    ask: '{client} に進むには、いずれか 1 台を終了してください。そのデバイスはすぐにサインアウトされ、パスワードの再入力は必要ありません。',
    refuse:
      '{client} に進むには、先にいずれかのデバイスでサインアウトしてから、ここでもう一度お試しください。',
  },
  one: {
    lead: 'このアカウントは同時に 1 台のデバイスでのみサインインできますが、すでに使用中です。',
    ask: '{client} に進むには、そのデバイスを終了してください。すぐにサインアウトされ、パスワードの再入力は必要ありません。',
    refuse:
      '{client} に進むには、先にそのデバイスでサインアウトしてから、ここでもう一度お試しください。',
  },
  which: 'どのデバイスを終了しますか？',
  now: 'サインイン中のデバイス',
  network: 'ネットワーク',
  since: 'サインイン',
  lastSeen: '最終利用',
  end: 'これを終了して進む',
  endNamed: 'これを終了して進む：{device}',
  retry: 'もう一度試す',
  cancel: 'キャンセルして {client} に戻る',
}

const signOut = {
  title: 'サインアウトしますか？',
  lead: 'このブラウザーのセッションが、利用中のすべてのアプリで終了します。',
  leadFromClient:
    '{client} がサインアウトを求めています。このブラウザーのセッションが、利用中のすべてのアプリで終了します。',
  stay: 'サインインしたままにすると、何も変わりません。',
  stayFromClient: 'サインインしたままにすると、{client} へのサインインだけが終了します。',
  yes: 'サインアウト',
  no: 'サインインしたままにする',
  ended: {
    title: 'サインアウトしました',
    lead: 'このブラウザーのセッションは終了しました。',
    note: 'ほかの人もこのデバイスを使う場合は、ブラウザーも閉じてください。',
  },
  left: {
    title: '1 つのアプリからサインアウトしました',
    lead: '{client} へのサインインは終了しました。',
    note: 'ほかのアプリでは、このブラウザーのセッションが続いています。',
  },
  stayed: {
    title: 'サインインしたままです',
    lead: '何も変わっていません。このブラウザーのセッションは続いています。',
    note: 'このページを閉じるか、利用していたアプリに戻ってください。',
  },
}

const formPost = {
  title: '戻っています',
  lead: '{host} に戻ります。',
  leadToApp: 'アプリに戻ります。',
  note: '何も起こらない場合は、「続ける」を押してください。',
  submit: '続ける',
}

/** The same steps on the way to this server's own pages, which are no app to the person. */
const own = {
  lead: { account: 'アカウントにサインインします。', console: 'コンソールにサインインします。' },
  again: {
    too_old:
      '前回のサインインから時間がたっています。続けるには、もう一度パスワードを入力してください。',
    too_weak: '続けるには、より強力なサインインが必要です。',
  },
  chooseAccount: '使用するアカウントを選択してください。',
  tooMany: {
    many: {
      ask: '続けるには、いずれか 1 台を終了してください。そのデバイスはすぐにサインアウトされ、パスワードの再入力は必要ありません。',
      refuse: '先にいずれかのデバイスでサインアウトしてから、ここでもう一度お試しください。',
    },
    one: {
      ask: '続けるには、そのデバイスを終了してください。すぐにサインアウトされ、パスワードの再入力は必要ありません。',
      refuse: '先にそのデバイスでサインアウトしてから、ここでもう一度お試しください。',
    },
  },
  register: 'ここや、ここでサインインするすべてのアプリで使えます。',
  cancel: 'キャンセル',
}

export const steps: English['steps'] = {
  endings,
  signIn,
  own,
  chooseAccount,
  consent,
  scopes,
  unknownScope: 'アプリがこの名前で求めている権限です。',
  tooMany,
  signOut,
  formPost,
  signedInAs: 'サインイン中のアカウント',
}
