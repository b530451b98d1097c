// In place of a view that cannot be made: which one, and what the recording lacks for it.

export function Unavailable({ title, reason }: { readonly title: string; readonly reason: string }) {
  return (
    <div className="unavailable" role="note" aria-label={title}>
      <p className="unavailable-title">{title} cannot be shown</p>
      <p className="muted">{reason}</p>
    </div>
  );
}
