/** Japanese: what happened with an account. */

import type { English } from '../en/words.ts'

const types = {
  'account.created': 'アカウントが作成されました',
  'account.disabled': 'アカウントが無効にされました',
  'account.enabled': 'アカウントが再び有効にされました',
  'authentication.failed': '誤ったパスワードでのサインインが試みられました',
  'code.reused': '安全のため、アプリがサインアウトされました',
  'consent.denied': 'アプリの要求を拒否しました',
  'consent.granted': 'アプリにアカウントの利用を許可しました',
  'consent.withdrawn': 'アプリのアクセスを取り消しました',
  'device.first_seen': '新しいデバイスがサインインしました',
  'password.changed': 'パスワードを変更しました',
  'password.reset': '送られたリンクから、パスワードが再設定されました',
  'password.reset_requested': '新しいパスワードが依頼されました',
  'refresh.reused': '安全のため、アプリがサインアウトされました',
  'revocation.made': '運営者がアカウントのセッションを終了しました',
  'session.begun': 'サインインしました',
  'session.binding_changed': '別のネットワーク、ブラウザー、またはデバイスから利用されました',
  'session.disowned': '心当たりのないセッションを報告しました',
  'session.reauthenticated': 'もう一度サインインしました',
  'session.refused': 'デバイスが多すぎるため、サインインが拒否されました',
  'session.used_in_parallel': 'セッションが 2 か所で同時に利用されました',
}

const endings = {
  logout: 'サインアウトしました',
  idle_timeout: 'しばらく操作がなかったため、サインアウトされました',
  absolute_timeout: 'セッションが最長時間に達したため、サインアウトされました',
  evicted: '新しいサインインのため、サインアウトされました',
  revoked: '別のデバイスまたは運営者によって、サインアウトされました',
  binding_mismatch: 'ブラウザー、ネットワーク、またはデバイスが変わり、サインアウトされました',
  refresh_reuse: '安全のため、サインアウトされました',
  account_disabled: 'アカウントが無効になり、サインアウトされました',
  credential_changed: 'パスワードが変わり、サインアウトされました',
  upgraded: 'サインインしたため、ゲストとしての利用は終了しました',
}

export const activity: English['activity'] = {
  title: 'アクティビティ',
  lead: 'サインイン、デバイス、アプリ、パスワードの履歴です。新しい順に並んでいます。',
  note: '心当たりのないものがあれば、パスワードを変更してください。ほかのすべてのデバイスでサインアウトされます。',
  list: '履歴',
  pages: 'ほかの履歴',
  newest: '最新の履歴に戻る',
  older: 'さらに前の履歴',
  when: '日時',
  device: 'デバイス',
  network: 'ネットワーク',
  app: 'アプリ',
  none: 'まだ何もありません。サインインや変更をすると、ここに表示されます。',
  types,
  endings,
}
