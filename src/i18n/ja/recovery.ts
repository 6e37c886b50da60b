/** Japanese: making an account, and a new password by a mailed link. */

import { linkLimits } from '../../model/mailed-link.ts'
import { passwordLength } from '../../model/password.ts'
import type { English } from '../en/words.ts'

const register = {
  title: 'アカウントを作成',
  lead: '{client} や、ここでサインインするほかのすべてのアプリで使えます。',
  note: '入力されたアドレスにメールを送ります。メール内のリンクを開くと、アカウントが作成されます。',
  name: '名前',
  nameHint: '許可した場合に、アプリで表示される名前です。',
  email: 'メールアドレス',
  submit: 'アカウントを作成',
  signIn: 'アカウントをお持ちの方はサインイン',
  faults: {
    email: 'メールアドレスの形式ではありません。anna@example.com のように入力してください。',
    name: '名前は 100 文字以内で、見えない文字を含めずに入力してください。このサービスの名前は使えません。',
  },
}

const confirm = {
  title: 'メールアドレスの確認',
  lead: '{email} のアカウントを作成します。',
  here: 'その後サインインして、続きに進みます。',
  elsewhere:
    '別のブラウザーで手続きが始められたため、そこで決めたパスワードを入力してください。覚えがない場合は、ほかの人があなたのアドレスを入力したものです。このページを閉じてください。',
  email: 'メールアドレス',
  password: '決めたパスワード',
  wrong: '決めたパスワードと一致しません。',
  submit: 'アドレスを確認する',
}

const forgot = {
  title: 'パスワードをお忘れですか？',
  lead: '新しいパスワードを決めるためのリンクをお送りします。',
  note: '新しいパスワードにすると、すべてのデバイスでサインアウトされます。',
  email: 'メールアドレス',
  invalid: 'メールアドレスの形式ではありません。アカウントのアドレスを入力してください。',
  submit: 'リンクを送る',
  signIn: 'サインインに戻る',
}

const reset = {
  title: '新しいパスワードを決める',
  lead: '設定するとすべてのデバイスでサインアウトされ、各アプリでもう一度サインインが必要になります。',
  note: '完了するまでは、これまでのパスワードが有効です。',
  email: 'メールアドレス',
  submit: '新しいパスワードを設定',
}

const newPassword = {
  first: { password: 'パスワード', repeat: 'パスワード（もう一度）' },
  next: { password: '新しいパスワード', repeat: '新しいパスワード（もう一度）' },
  hint: `${passwordLength.least} 文字以上、文字の種類は自由です。あなただけが思いつく言葉の組み合わせがおすすめです。`,
  faults: {
    too_short: `${passwordLength.least} 文字以上にしてください。短い文にすると覚えやすくなります。`,
    too_long: `${passwordLength.most} 文字以内にしてください。`,
    personal: '名前またはメールアドレスからできています。自分に関係のない言葉を加えてください。',
    place: 'このサービスの名前からできています。関係のない言葉を加えてください。',
    common:
      'よく使われるパスワードか、それに近いものです。あなただけが思いつくものにしてください。',
    word: '1 つの単語だけです。関係のない言葉をいくつか加えてください。',
    repeats: '同じものが繰り返されています。繰り返しでない言葉を加えてください。',
    pattern: 'キーボードやアルファベットの並びどおりです。関係のない言葉を使ってください。',
    dates: '日付は推測されやすいものです。関係のない言葉を加えてください。',
    names: '名前は推測されやすいものです。関係のない言葉を加えてください。',
    guessable: '推測されやすいパスワードです。互いに関係のない言葉をいくつか加えてください。',
    mismatch: '2 つのパスワードが一致しません。同じものを 2 回入力してください。',
    same: '現在と同じパスワードです。別のものにしてください。',
  },
}

const mailSent = {
  title: 'メールを確認してください',
  lead: {
    register: '{email} にメールを送りました。',
    reset: '{email} がここのアカウントのアドレスであれば、メールが届きます。',
  },
  note: `${linkLimits.minutes} 分以内に、できればこのブラウザーで、メール内のリンクを開いてください。ここから続きに進めます。`,
  nothing: 'メールが届きませんか？',
  wait: '届くまで数分かかることがあります。迷惑メールのフォルダーと、入力したアドレスも確認してください。',
  limit: `1 つのアドレスに送られるのは 1 時間に ${linkLimits.mostAnHourToAddress} 通までで、有効なのは最新のリンクだけです。`,
  again: 'もう一度送る',
  /** Said only in development. */
  shown: '開発モードではメールは送信されません。',
  open: 'メールを表示',
}

const linkEnd = {
  dead: {
    title: 'このリンクは使えません',
    lead: '使用済みか、古すぎるか、新しいリンクが送られています。何も行われていません。',
    what: 'できること',
    sentence: 'このメールを依頼したページでもう一度メールを依頼し、早めにリンクを開いてください。',
    next: '新しいパスワードを決める',
  },
  confirmed: {
    title: 'アカウントの準備ができました',
    lead: 'メールアドレスが確認されました。',
    what: '続けるには',
    sentence: '手続きを始めたブラウザーに戻り、新しいアカウントでサインインしてください。',
    next: 'ここでアカウントに進む',
  },
  reset: {
    title: '新しいパスワードを設定しました',
    lead: 'すべてのデバイスでサインアウトされました。',
    what: '続けるには',
    sentence: '利用したいアプリに戻り、新しいパスワードでサインインしてください。',
    next: 'アカウントに進む',
  },
}

export const recovery: English['recovery'] = {
  register,
  confirm,
  forgot,
  reset,
  newPassword,
  mailSent,
  linkEnd,
}
