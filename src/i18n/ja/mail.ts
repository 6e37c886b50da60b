/** Japanese: the messages that are mailed, and the page that shows them in development. */

import { linkLimits } from '../../model/mailed-link.ts'
import type { English } from '../en/words.ts'

const soon = `リンクは 1 回だけ、${linkLimits.minutes} 分間有効です。`

const confirm = {
  subject: 'メールアドレスを確認してください',
  text: `このアドレスでアカウントの作成が依頼されました。${soon}`,
  link: 'このアドレスを確認する',
}

const hasAccount = {
  subject: 'すでにアカウントがあります',
  text: 'このアドレスでアカウントの作成が依頼されましたが、すでにアカウントがあります。そのアカウントでサインインしてください。パスワードを忘れた場合は、新しいパスワードを決められます。',
  link: '新しいパスワードを決める',
}

const reset = {
  subject: '新しいパスワードを決めてください',
  text: `アカウントの新しいパスワードを決める手続きが依頼されました。設定すると、すべての場所でサインアウトされます。${soon}`,
  link: '新しいパスワードを決める',
}

const passwordChanged = {
  subject: 'パスワードが変更されました',
  text: 'アカウントのパスワードが変更されました（{at}）。ほかのデバイスはサインアウトされました。',
}

const addressChanged = {
  subject: 'メールアドレスが変更されました',
  text: 'アカウントのメールアドレスが別のものに変更されました。これからは新しいアドレスでサインインし、このアドレスにはメールが届かなくなります。',
  closing: '心当たりがない場合は、すぐに {brand} の運営者に知らせてください。',
}

const newDevice = {
  subject: '新しいデバイスがアカウントにサインインしました',
  text: 'これまでにないデバイスでアカウントが利用されました：{device}（{at}）。',
  textFrom:
    'これまでにないデバイスでアカウントが利用されました：{device}、ネットワークアドレス {network}（{at}）。',
  link: 'サインイン中の場所を見る',
}

const shown = {
  title: 'メール',
  lead: 'このサーバーが送るはずだったメールです。新しい順に並んでいます。',
  note: 'PARLEY_MAIL_URL がないと、メールはこのマシンの外に送られません。ここの内容は、このページのためだけにメモリーに保存されています。',
  none: 'まだありません。アカウントや新しいパスワードを依頼すると、ここにメールが表示されます。',
  to: '宛先',
  at: '作成日時',
}

export const mail: English['mail'] = {
  greeting: '{name} 様',
  closing: '心当たりがない場合は、このメールを無視してください。何も起こりません。',
  notMe:
    '心当たりがない場合は、今すぐ新しいパスワードを決めてください。全員がサインアウトされます：{address}',
  sender: '{brand}（{issuer}）から送信しています。このメールに返信されても確認できません。',
  copy: 'または、次のアドレスをブラウザーに貼り付けてください：',
  confirm,
  hasAccount,
  reset,
  passwordChanged,
  addressChanged,
  newDevice,
  shown,
}
