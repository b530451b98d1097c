// In place of a view that cannot be made: which one, and what the recording lacks for it. Options in it can be copied and are not broken.

export function Unavailable({ title, reason }: { readonly title: string; readonly reason: string }) {
  return (
    <div className="unavailable" role="note" aria-label={title}>
      <p className="unavailable-title">{title} cannot be shown</p>
      <p className="muted">
        <WithOptions text={reason} />
      </p>
    </div>
  );
}

/** No option in it is broken at its hyphens. */
export function WithOptions({ text }: { readonly text: string }) {
  return text.split(/(--\S+)/).map((piece, place) =>
    piece.startsWith('--') ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
      <span key={place} className="option">
        {piece}
      </span>
    ) : (
      piece
    ),
  );
}
