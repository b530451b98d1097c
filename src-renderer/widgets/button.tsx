// Buttons and switches. An icon alone still has a name, and every button says in its tooltip what it does and with which keys.
import type { ReactNode, Ref } from 'react';
import { Icon, type IconName } from './icon.tsx';
import { Keys } from './keys.tsx';
import { Tooltip } from './tooltip.tsx';

export interface ButtonProps {
  readonly name: string;
  readonly onPress: () => void;
  readonly icon?: IconName;
  /** Shown instead of the name; `null` shows the icon alone. */
  readonly label?: ReactNode;
  readonly keys?: readonly string[];
  readonly description?: string;
  readonly disabled?: boolean;
  /** Present for switches. */
  readonly pressed?: boolean;
  readonly kind?: 'quiet' | 'plain' | 'primary';
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button(props: ButtonProps) {
  const { name, onPress, icon, label, keys, description, disabled = false, pressed, kind = 'quiet', ref } = props;
  const shown = label === undefined ? name : label;
  const tip = keys === undefined && description === undefined && shown !== null ? '' : (description ?? name);
  const button = (
    <button
      ref={ref}
      type="button"
      className={`button ${kind}${shown === null ? ' icon-only' : ''}`}
      // Also where the name is shown: a narrow window leaves the icon alone.
      aria-label={shown === name && icon === undefined ? undefined : name}
      aria-disabled={disabled}
      aria-pressed={pressed}
      aria-keyshortcuts={keys?.join('+')}
      onClick={() => {
        if (!disabled) onPress();
      }}
    >
      {icon !== undefined && <Icon name={icon} />}
      {shown !== null && <span className="button-label">{shown}</span>}
    </button>
  );
  if (tip === '') return button;
  return (
    <Tooltip
      text={
        <>
          {tip}
          {keys !== undefined && <Keys keys={keys} />}
        </>
      }
    >
      {button}
    </Tooltip>
  );
}
