// Above annotated source whose own file was not found: what it is called, why, what was tried, and the three ways to help.
import { useState } from 'react';
import type { CodeText } from '../../shared/viewmodel/code.ts';
import { Button } from '../widgets/button.tsx';
import { Icon } from '../widgets/icon.tsx';
import { harmlessName } from '../widgets/name-text.tsx';
import type { SourceQuestion } from './source-heading.tsx';

export interface SourceMissingProps {
  readonly text: Extract<CodeText, { state: 'missing' }>;
  /** What is missing: `Source file`. */
  readonly what: string;
  /** What cannot be shown without it, and what helps; empty where that goes without saying. */
  readonly without: string;
  readonly onAsk: (question: SourceQuestion) => void;
  /** One of the candidates is it. */
  readonly onPick: (path: string) => void;
}

export function SourceMissing({ text, what, without, onAsk, onPick }: SourceMissingProps) {
  const [showsTried, setShowsTried] = useState(false);
  const { recorded, reason, tried, candidates } = text;
  return (
    <section className="source-missing" aria-label={`${what} not found`}>
      <p className="source-missing-title">
        <Icon name="warning" size={14} />
        <span>
          <strong>{harmlessName(recorded)}</strong> <span className="muted">{harmlessName(reason, 1000)}</span>
        </span>
      </p>
      {without !== '' && <p className="source-missing-what muted">{without}</p>}
      {candidates.length > 0 && (
        <ul className="source-candidates" aria-label="Files that could be it">
          {candidates.map((path) => (
            <li key={path}>
              <button type="button" className="button plain" onClick={() => onPick(path)}>
                <bdi dir="ltr">{harmlessName(path, 1000)}</bdi>
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="source-missing-buttons">
        <Button name="Choose file…" kind="plain" onPress={() => onAsk('picked')} />
        <Button
          name="Map prefix…"
          kind="plain"
          description="Say which folder stands for the beginning of recorded paths"
          label="Map prefix…"
          onPress={() => onAsk('mapping')}
        />
        <Button
          name="Add source folder…"
          kind="plain"
          description="Have a folder searched, with everything below it"
          label="Add source folder…"
          onPress={() => onAsk('folder')}
        />
        <Button
          name={showsTried ? 'Hide what was tried' : 'Show what was tried'}
          pressed={showsTried}
          onPress={() => setShowsTried(!showsTried)}
        />
      </div>
      {showsTried && (
        <ol className="source-tried muted" aria-label="Places that were tried">
          {tried.map((path) => (
            <li key={path}>{harmlessName(path, 1000)}</li>
          ))}
        </ol>
      )}
    </section>
  );
}
