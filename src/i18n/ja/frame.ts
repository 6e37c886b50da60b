/** Japanese: what stands around every page, the first page, and what went wrong. */

import type { English } from '../en/words.ts'

const home = {
  runs: {
    title: '{brand} は動作中です',
    lead: 'このサーバーは {issuer} で、アプリへのサインインを受け付けています。',
    links: 'ここから進める先',
  },
  quiet: {
    title: '{brand} です',
    lead: 'ご利用のアプリへのサインインを行うところです。',
    note: 'このページで行うことはありません。利用したいアプリを開くと、必要なときにここへ案内されます。',
  },
}

const restart = 'アプリに戻り、はじめからやり直してください。'

const problems = {
  account_disabled: {
    title: 'このアカウントは無効です',
    message: '現在、このアカウントではサインインできません。',
    hint: 'このサーバーの運営者に問い合わせるか、別のアカウントを使ってください。',
  },
  body_too_large: {
    title: '送信された内容が大きすぎます',
    message: 'このページで受け付けられる大きさを超えています。何も行われていません。',
    hint: '前のページに戻り、内容を減らして送ってください。',
  },
  forbidden: {
    title: '許可されていません',
    message: 'ここからは行えません。何も行われていません。',
    hint: restart,
  },
  interaction_expired: {
    title: 'ここからは続けられません',
    message: 'この手続きは終わっています。',
    hint: `完了したか、時間がかかりすぎたか、別のブラウザーで始められたものです。${restart}`,
  },
  media_type_unsupported: {
    title: '内容の種類が正しくありません',
    message: 'ここで受け付けるのは、これらのページのフォームだけです。何も行われていません。',
    hint: restart,
  },
  method_not_allowed: {
    title: 'このアドレスでは使えないメソッドです',
    message: 'この方法では、このページを表示できません。',
    hint: restart,
  },
  request_invalid: {
    title: 'リクエストが正しくありません',
    message: '何かが不足しているか、誤っています。何も行われていません。',
    hint: restart,
  },
  session_ended: {
    title: 'セッションは終了しました',
    message: '手続きの途中でセッションが終了しました。何も行われていません。',
    hint: restart,
  },
  too_many_pending: {
    title: '完了していないサインインが多すぎます',
    message:
      'お使いのネットワークで、完了していないサインインが多すぎます。そのため、今は新しいサインインを始められません。',
    hint: '開いているサインインを完了するか、数分後にもう一度お試しください。別のネットワークからは、今すぐサインインできます。',
  },
  sign_in_refused: {
    title: 'サインインできませんでした',
    message: 'サインインが取り消されたか、拒否されました。何も変更されていません。',
    hint: 'もう一度お試しください。繰り返す場合は、このサーバーの管理者に問い合わせてください。',
  },
  sign_in_too_weak: {
    title: '現在ここにはサインインできません',
    message: 'このページには、お使いのアカウントより強力なサインイン方法が必要です。',
    hint: 'このサーバーの管理者に問い合わせるか、別のアカウントをお使いください。',
  },
  unforeseen: {
    title: '問題が発生しました',
    message: 'あなたのせいではありません。すでに完了したことは失われていません。',
    hint: '少し待ってから、もう一度お試しください。繰り返す場合は、このサーバーの運営者に知らせてください。',
  },
}

const refusals = {
  refused: {
    title: 'このリクエストは続けられません',
    message: 'アプリが求めたことは実行できません。何も行われていません。',
  },
  failed: {
    title: '問題が発生しました',
    message: 'あなたのせいでも、アプリのせいでもありません。何も行われていません。',
  },
  invalid_client: {
    title: 'このアプリは登録されていません',
    message: '案内元のアプリは、このサーバーに登録されていないか、登録が解除されています。',
  },
  invalid_redirect_uri: {
    title: 'アプリの戻り先が正しくありません',
    message:
      'アプリが指定した戻り先は、そのアプリのものとして登録されていません。そのため、ここにとどまります。',
  },
  hint: 'アプリに戻り、はじめからやり直してください。繰り返す場合は、アプリの開発元に知らせてください。',
}

const errors = {
  titleOf: 'エラー：{title}',
  hint: 'できること',
  forOperators: '問い合わせの際は、次の情報をお伝えください',
  reason: '理由',
  status: 'ステータス',
  request: 'リクエスト',
  unavailable: {
    title: '{brand} は現在応答できません',
    message: '必要なシステムに接続できません。すでに完了したことは保存されています。',
    hint: '{seconds}待ってから、このページを再読み込みしてください。解決しない場合は、利用したいアプリからやり直してください。',
  },
  notFound: {
    title: 'ページが見つかりません',
    message: 'アドレスが間違っているか、もう使われていない可能性があります。',
    hint: '利用したいアプリに戻り、そこからやり直してください。',
  },
  problems,
  refusals,
  ways: {
    signOut: 'ログアウト',
    tryAgain: 'もう一度試す',
    signIn: 'サインイン',
    account: 'アカウントへ',
    signedInAs: '{email} としてサインインしています。',
    application: '{client} に進む',
    noCookies:
      'ブラウザーから Cookie が送信されませんでした。このサイトの Cookie をブロックしている場合は許可してから、もう一度サインインしてください。',
  },
}

export const frame: English['frame'] = {
  titleOf: '{title} · {brand}',
  banner: '開発モード：実際のアカウントでは使わないでください',
  bannerLabel: 'このサーバーについて',
  device: { known: '{system} の {browser}', unknown: '不明なデバイス' },
  home,
  errors,
}
