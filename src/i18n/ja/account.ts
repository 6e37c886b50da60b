/** Japanese: a person's own account, and the dialog about the session. */

import type { English } from '../en/words.ts'

const sessions = {
  title: 'サインイン中の場所',
  lead: 'あなたのアカウントを使っているすべてのデバイスとブラウザーです。',
  note: '心当たりのないものは、サインアウトさせてください。使っていたアプリも含めて、すぐに終了します。',
  list: 'デバイス',
  thisOne: 'このデバイス',
  newDevice: '新しいデバイス',
  deviceSince: '初回利用',
  offline: 'サインアウト済みですが、アプリはバックグラウンドで動作しています',
  network: 'ネットワーク',
  since: 'サインイン',
  lastSeen: '最終利用',
  applications: 'アプリ',
  end: 'サインアウトさせる',
  endNamed: 'サインアウトさせる：{device}',
  disown: '心当たりがない',
  disownNamed: '心当たりがない：{device}',
  endOthers: 'ほかのすべてでサインアウト',
  keeps: 'このデバイスだけがサインインしたままになります。',
  done: {
    ended: '完了：そのデバイスと、使っていたアプリをサインアウトさせました。',
    others_ended: '完了：ほかのすべての場所でサインアウトしました。',
  },
}

const applications = {
  title: 'アカウントにアクセスできるアプリ',
  lead: 'アカウントの利用を許可したアプリと、その権限です。',
  note: 'アクセスを取り消すと、すべてのデバイスとバックグラウンドで、すぐに終了します。',
  list: 'アプリ',
  since: '許可した日',
  may: '{client} の権限',
  remove: 'アクセスを取り消す',
  removeNamed: 'アクセスを取り消す：{client}',
  none: {
    title: 'アクセスできるアプリはありません',
    expect:
      '{brand} でアプリにサインインし、アカウントの利用を許可すると、ここに表示されます。権限を確認し、いつでもアクセスを取り消せます。',
  },
  done: { removed: '完了：そのアプリは、もうアカウントにアクセスできません。' },
}

const security = {
  title: 'サインインの方法',
  lead: 'パスワードと、それをいつから使っているかです。',
  note: '新しいパスワードにすると、ほかのすべてのデバイスでサインアウトされ、そこで使うアプリの権限もなくなります。',
  password: 'パスワード',
  since: '変更日時',
  again:
    '変更するには、先にもう一度サインインしてください。前回のサインインから 5 分以上たっています。',
  signIn: 'もう一度サインイン',
  email: 'メールアドレス',
  current: '現在のパスワード',
  wrong: '現在のパスワードと一致しません。',
  submit: 'パスワードを変更',
  done: {
    changed: '完了：パスワードを変更し、ほかのすべての場所でサインアウトしました。',
    disowned:
      '完了：そのデバイスをサインアウトさせました。使っていた人がパスワードを知っているかもしれません。今すぐ新しいパスワードを決めてください。ほかの全員がサインアウトされます。',
  },
}

const guest = {
  title: 'ゲストとして利用中です',
  lead: 'ゲストにはアカウントがないため、ここにはまだ何もありません。',
  note: 'サインインすると、元のアプリにあなたであることが伝わり、これまでの内容を引き継げます。',
  offer: 'アカウントをお持ちですか？',
  signIn: 'サインイン',
}

const dialog = {
  expiring: {
    title: 'まだご利用中ですか？',
    why: 'しばらく操作がありません。アカウントを守るため、まもなくセッションが終了します。',
    stay: 'サインインしたままにする',
    leave: '今すぐサインアウト',
    failed: 'サーバーに接続できませんでした。もう一度お試しください。',
  },
  ending: {
    title: 'まもなくセッションが終了します',
    why: 'セッションが最長時間に達しました。作業を終えてから、もう一度サインインしてください。',
    understood: '分かりました',
  },
  left: 'あと {left} でサインアウトされます。',
  ended: {
    title: 'サインアウトされました',
    other: 'このブラウザーのセッションは終了しました。',
    again: 'もう一度サインイン',
  },
}

export const account: English['account'] = {
  yours: 'アカウント',
  places: {
    sessions: 'デバイス',
    applications: 'アプリ',
    security: 'セキュリティ',
    activity: 'アクティビティ',
  },
  sessions,
  applications,
  security,
  guest,
  dialog,
}
