/** Spanish: what happened with an account. */

import type { English } from '../en/words.ts'

const types = {
  'account.created': 'Se creó tu cuenta',
  'account.disabled': 'Tu cuenta fue desactivada',
  'account.enabled': 'Tu cuenta volvió a activarse',
  'authentication.failed': 'Alguien intentó iniciar sesión con una contraseña incorrecta',
  'code.reused': 'Se cerró la sesión de una aplicación por seguridad',
  'consent.denied': 'Rechazaste lo que pedía una aplicación',
  'consent.granted': 'Permitiste a una aplicación usar tu cuenta',
  'consent.withdrawn': 'Retiraste el acceso a una aplicación',
  'device.first_seen': 'Inició sesión un dispositivo nuevo',
  'password.changed': 'Cambiaste tu contraseña',
  'password.reset': 'Tu contraseña se cambió con un enlace que te enviamos',
  'password.reset_requested': 'Alguien pidió una contraseña nueva',
  'refresh.reused': 'Se cerró la sesión de una aplicación por seguridad',
  'revocation.made': 'Un operador cerró sesiones de tu cuenta',
  'session.begun': 'Iniciaste sesión',
  'session.binding_changed': 'Una sesión se usó desde otra red, otro navegador u otro dispositivo',
  'session.disowned': 'Dijiste que una sesión no era tuya',
  'session.reauthenticated': 'Volviste a iniciar sesión',
  'session.refused': 'Se rechazó un inicio de sesión: demasiados dispositivos',
  'session.used_in_parallel': 'Una sesión se usó desde dos lugares a la vez',
}

const endings = {
  logout: 'Cerraste la sesión',
  idle_timeout: 'Se cerró tu sesión tras un tiempo sin actividad',
  absolute_timeout: 'Se cerró tu sesión porque había llegado a su duración máxima',
  evicted: 'Se cerró tu sesión por un nuevo inicio de sesión',
  revoked: 'Tu sesión se cerró desde otro dispositivo o por un operador',
  binding_mismatch: 'Se cerró tu sesión porque cambió el navegador, la red o el dispositivo',
  refresh_reuse: 'Se cerró tu sesión por seguridad',
  account_disabled: 'Se cerró tu sesión porque tu cuenta fue desactivada',
  credential_changed: 'Se cerró tu sesión porque cambió tu contraseña',
  upgraded: 'Tu visita como invitado terminó cuando iniciaste sesión',
}

export const activity: English['activity'] = {
  title: 'Qué ha pasado',
  lead: 'Inicios de sesión, dispositivos, aplicaciones y contraseñas de tu cuenta, lo más reciente primero.',
  note: 'Si algo de esto no fuiste tú, cambia tu contraseña: eso cierra la sesión en los demás dispositivos.',
  list: 'Entradas',
  pages: 'Más entradas',
  newest: 'Volver a lo más reciente',
  older: 'Entradas anteriores',
  when: 'Cuándo',
  device: 'Dispositivo',
  network: 'Red',
  app: 'Aplicación',
  none: 'Todavía nada. En cuanto inicies sesión o cambies algo, aparecerá aquí.',
  types,
  endings,
}
