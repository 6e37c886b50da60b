/** The photos, or empty frames until the protected API was called. */

import type { Photo } from './photos.ts'
import { pictureUrl } from './picture-url.ts'

const frames = ['one', 'two', 'three'] as const

export function Library({ photos }: { photos: readonly Photo[] | null }) {
  return (
    <section class="library" id="library" aria-labelledby="library-title">
      <div class="section-head">
        <div>
          <h2 id="library-title">Your photos</h2>
          <p class="hint">
            {photos === null
              ? 'They are behind an API that lets nobody in without your access token.'
              : `The API checked your access token and sent ${photos.length} photos.`}
          </p>
        </div>
        <form method="post" action="/call-api">
          <button class={photos === null ? 'button main' : 'button'} type="submit">
            Call the protected API
          </button>
        </form>
      </div>
      {photos === null ? <EmptyFrames /> : <Photos photos={photos} />}
    </section>
  )
}

function EmptyFrames() {
  return (
    <div class="photos" aria-hidden="true">
      {frames.map((frame) => (
        <div class="frame" key={frame} />
      ))}
    </div>
  )
}

function Photos({ photos }: { photos: readonly Photo[] }) {
  return (
    <ul class="photos">
      {photos.map(({ id, title, place, taken_on: takenOn, svg }) => (
        <li key={id}>
          <figure>
            <img src={pictureUrl(svg)} width="1200" height="800" alt={`Drawing: ${title}`} />
            <figcaption>
              <span class="title">{title}</span>
              <span>
                {place}, <time dateTime={takenOn}>{takenOn}</time>
              </span>
            </figcaption>
          </figure>
        </li>
      ))}
    </ul>
  )
}
