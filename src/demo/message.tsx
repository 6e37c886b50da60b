/** A page with one message and a link to the front page. */

import { Page } from './page.tsx'
import { pictureUrl, readPicture } from './picture.ts'
import { pageReply, type Reply } from './reply.ts'

const picture = pictureUrl(readPicture('fog'))

export type Message = Readonly<{ title: string; text: string }>

export function messageReply(status: number, message: Message): Reply {
  return pageReply(status, <MessagePage {...message} />)
}

function MessagePage({ title, text }: Message) {
  return (
    <Page title={title}>
      <section class="message">
        <div>
          <h1>{title}</h1>
          <p class="lead">{text}</p>
          <a class="button" href="/">
            To the front page
          </a>
        </div>
        <img src={picture} alt="" width="1200" height="800" />
      </section>
    </Page>
  )
}
