/** Spanish: a person's own account, and the dialog about the session. */

import type { English } from '../en/words.ts'

const sessions = {
  title: 'Dónde tienes la sesión abierta',
  lead: 'Todos los dispositivos y navegadores que usan tu cuenta.',
  note: 'Si no conoces alguno, cierra su sesión. Termina al momento, con todas las aplicaciones que usaba.',
  list: 'Tus dispositivos',
  thisOne: 'Este dispositivo',
  newDevice: 'Dispositivo nuevo',
  deviceSince: 'Primer uso',
  offline: 'Ya sin sesión; sus aplicaciones siguen en segundo plano',
  network: 'Red',
  since: 'Desde',
  lastSeen: 'Último uso',
  applications: 'Aplicaciones',
  end: 'Cerrar su sesión',
  endNamed: 'Cerrar su sesión: {device}',
  disown: 'No fui yo',
  disownNamed: 'No fui yo: {device}',
  endOthers: 'Cerrar la sesión en los demás',
  keeps: 'Solo este dispositivo sigue con la sesión abierta.',
  done: {
    ended: 'Hecho: se cerró la sesión de ese dispositivo y de las aplicaciones que usaba.',
    others_ended: 'Hecho: se cerró tu sesión en todos los demás.',
  },
}

const applications = {
  title: 'Aplicaciones con acceso a tu cuenta',
  lead: 'Cada aplicación a la que permitiste usar tu cuenta, y lo que puede hacer.',
  note: 'Retirar el acceso lo termina al momento y en todas partes: en todos tus dispositivos y en segundo plano.',
  list: 'Tus aplicaciones',
  since: 'Desde',
  may: '{client} puede',
  remove: 'Retirar el acceso',
  removeNamed: 'Retirar el acceso: {client}',
  none: {
    title: 'Ninguna aplicación tiene acceso',
    expect:
      'Cuando inicias sesión en una aplicación con {brand} y le permites usar tu cuenta, aparece aquí. Ves lo que puede hacer y puedes retirarle el acceso en cualquier momento.',
  },
  done: { removed: 'Hecho: esa aplicación ya no tiene acceso a tu cuenta.' },
}

const security = {
  title: 'Cómo inicias sesión',
  lead: 'Tu contraseña, y desde cuándo la tienes.',
  note: 'Una contraseña nueva cierra tu sesión en los demás dispositivos y quita sus permisos a las aplicaciones de allí.',
  password: 'Contraseña',
  since: 'Cambiada',
  again:
    'Para cambiarla, vuelve a iniciar sesión primero: hace más de cinco minutos que lo hiciste.',
  signIn: 'Volver a iniciar sesión',
  email: 'Correo electrónico',
  current: 'Contraseña actual',
  wrong: 'Esa no es tu contraseña actual.',
  submit: 'Cambiar la contraseña',
  done: {
    changed: 'Hecho: tu contraseña ha cambiado y se cerró tu sesión en todos los demás.',
    disowned:
      'Hecho: se cerró la sesión de ese dispositivo. Quien lo usó quizá conozca tu contraseña, así que elige ahora una nueva. Con eso se cierra la sesión de todos los demás.',
  },
}

const guest = {
  title: 'Estás navegando como invitado',
  lead: 'Todavía no hay nada que ver aquí: un invitado no tiene cuenta.',
  note: 'Si inicias sesión, la aplicación de la que vienes sabrá que eres tú y podrá conservar lo que reuniste.',
  offer: '¿Tienes una cuenta?',
  signIn: 'Iniciar sesión',
}

const dialog = {
  expiring: {
    title: '¿Sigues ahí?',
    why: 'Hace un rato que no pasa nada aquí. Para proteger tu cuenta, tu sesión terminará pronto.',
    stay: 'Seguir con la sesión',
    leave: 'Cerrar la sesión ahora',
    failed: 'No se pudo contactar con el servidor. Inténtalo de nuevo.',
  },
  ending: {
    title: 'Tu sesión termina pronto',
    why: 'Ha llegado a su duración máxima. Termina lo que estás haciendo y vuelve a iniciar sesión.',
    understood: 'Entendido',
  },
  left: 'Tu sesión se cerrará en {left}.',
  ended: {
    title: 'Se cerró tu sesión',
    other: 'Tu sesión en este navegador ha terminado.',
    again: 'Volver a iniciar sesión',
  },
}

export const account: English['account'] = {
  yours: 'Tu cuenta',
  places: {
    sessions: 'Dispositivos',
    applications: 'Apps',
    security: 'Seguridad',
    activity: 'Actividad',
  },
  sessions,
  applications,
  security,
  guest,
  dialog,
}
