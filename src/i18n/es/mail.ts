/** Spanish: the messages that are mailed, and the page that shows them in development. */

import { linkLimits } from '../../model/mailed-link.ts'
import type { English } from '../en/words.ts'

const soon = `El enlace sirve una vez, durante ${linkLimits.minutes} minutos.`

const confirm = {
  subject: 'Confirma tu dirección de correo',
  text: `Alguien, esperamos que tú, pidió una cuenta con esta dirección. ${soon}`,
  link: 'Confirmar esta dirección',
}

const hasAccount = {
  subject: 'Ya tienes una cuenta',
  text: 'Alguien, esperamos que tú, pidió una cuenta con esta dirección. Ya existe una, así que inicia sesión con ella. Si has olvidado su contraseña, puedes elegir una nueva.',
  link: 'Elegir una contraseña nueva',
}

const reset = {
  subject: 'Elige una contraseña nueva',
  text: `Alguien, esperamos que tú, quiere elegir una contraseña nueva para tu cuenta. Eso cierra tu sesión en todas partes. ${soon}`,
  link: 'Elegir una contraseña nueva',
}

const passwordChanged = {
  subject: 'Se cambió tu contraseña',
  text: 'La contraseña de tu cuenta se cambió el {at}. Se cerró la sesión en los demás dispositivos.',
}

const addressChanged = {
  subject: 'Se cambió tu dirección de correo',
  text: 'La dirección de correo de tu cuenta se cambió por otra. Ahora inicias sesión con la otra, y a esta ya no llegan mensajes.',
  closing: 'Si no lo has pedido tú, avisa enseguida a quien administra {brand}.',
}

const newDevice = {
  subject: 'Un dispositivo nuevo inició sesión en tu cuenta',
  text: 'Tu cuenta se usó en un dispositivo que nunca se había visto: {device}, el {at}.',
  textFrom:
    'Tu cuenta se usó en un dispositivo que nunca se había visto: {device}, desde la dirección de red {network}, el {at}.',
  link: 'Ver dónde tienes la sesión abierta',
}

const shown = {
  title: 'Correo',
  lead: 'Lo que este servidor habría enviado, lo más reciente primero.',
  note: 'Sin PARLEY_MAIL_URL ningún mensaje sale de esta máquina. Estos se guardan en memoria, solo para esta página.',
  none: 'Todavía ninguno. Pide una cuenta o una contraseña nueva y el mensaje aparecerá aquí.',
  to: 'Para',
  at: 'Escrito',
}

export const mail: English['mail'] = {
  greeting: 'Hola, {name}:',
  closing: 'Si no lo has pedido tú, ignora este mensaje: no pasará nada.',
  notMe:
    'Si no fuiste tú, elige ahora una contraseña nueva, lo que cierra la sesión de todos: {address}',
  sender: 'Enviado por {brand}, {issuer}. Nadie lee las respuestas a este mensaje.',
  copy: 'O copia esta dirección en tu navegador:',
  confirm,
  hasAccount,
  reset,
  passwordChanged,
  addressChanged,
  newDevice,
  shown,
}
