// A name out of a profile, as text and nothing else: what could turn the line around is shown as what it is, and a name of 100 kB is
// cut before it reaches the layout. Built-ins are shown without their frame; the tooltip says what was recorded.
import { visibleText } from '../../shared/drawing/visible-text.ts';
import { cutText } from '../../shared/viewmodel/cut-text.ts';
import { unframedName } from '../../shared/viewmodel/shorten-name.ts';

const MAX_CHARACTERS = 400;

/** The name as one harmless line, at most 400 characters. */
export function harmlessName(name: string, maxCharacters = MAX_CHARACTERS): string {
  const cut = name.length > maxCharacters ? `${cutText(name, maxCharacters - 1)}…` : name;
  return visibleText(cut);
}

export interface NameTextProps {
  readonly name: string;
  readonly className?: string;
  /** The recorded name on hover; off where another tooltip says it. */
  readonly titled?: boolean;
  /** The whole name where `name` is a short form of it. */
  readonly fullName?: string | undefined;
  /** The mangled name that was recorded. */
  readonly recordedName?: string | undefined;
  /** Characters before the callers that are part of the name: the function is what one looks for. */
  readonly callersFrom?: number | undefined;
}

export function NameText({
  name,
  className,
  titled = false,
  fullName = name,
  recordedName,
  callersFrom,
}: NameTextProps) {
  return (
    <bdi className={className} dir="ltr" title={titled ? nameTitle({ name, fullName, recordedName }) : undefined}>
      <NameParts name={name} callersFrom={callersFrom} />
    </bdi>
  );
}

/** The function, and dimmed behind it the callers that it is kept apart by; what cuts it has the class `with-callers`, for its dots. */
export function NameParts({ name, callersFrom }: Pick<NameTextProps, 'name' | 'callersFrom'>) {
  if (callersFrom === undefined) return shownName(name);
  return (
    <>
      <span className="name-own">{shownName(name.slice(0, callersFrom))}</span>
      <span className="name-callers">{harmlessName(name.slice(callersFrom))}</span>
    </>
  );
}

/** The name as it is shown: one harmless line, built-ins without their frame. */
export function shownName(name: string): string {
  return harmlessName(unframedName(name));
}

/** What a name says on hover: the whole of it, and what was recorded. */
export function nameTitle({
  name,
  fullName = name,
  recordedName,
}: Omit<NameTextProps, 'className' | 'titled' | 'callersFrom'>): string {
  const whole = harmlessName(fullName);
  return recordedName === undefined ? whole : `${whole}\n${harmlessName(recordedName)}`;
}
