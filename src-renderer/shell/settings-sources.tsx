// The settings about sources: the editor, and where the person said that files are, each rule with a button that forgets it.
import { useEffect, useState } from 'react';
import type { SourceRule } from '../../shared/viewmodel/source-rules.ts';
import { attempt } from '../store/announce.ts';
import { usePage, usePageState } from '../store/page-store.tsx';
import { changeSettings } from '../store/settings-effects.ts';
import { Button } from '../widgets/button.tsx';
import { harmlessName } from '../widgets/name-text.tsx';
import { SettingsLine } from './settings-line.tsx';

export function SourcesSettings() {
  return (
    <>
      <EditorLine />
      <RuleLines />
    </>
  );
}

/** Kept when the field is left: half a command is no command. */
function EditorLine() {
  const page = usePage();
  const kept = usePageState((state) => state.settings.editor);
  const [text, setText] = useState(kept);
  useEffect(() => setText(kept), [kept]);
  const keep = (editor: string) => attempt(page, changeSettings(page, { editor }));
  return (
    <SettingsLine
      title="Editor command"
      explanation="%f is the file, %l the line; empty: an editor that is found"
      isDefault={kept === ''}
      onReset={() => keep('')}
    >
      {(labelId) => (
        <input
          className="field settings-command"
          type="text"
          aria-labelledby={labelId}
          placeholder="code -g %f:%l"
          spellCheck={false}
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={() => keep(text.trim())}
        />
      )}
    </SettingsLine>
  );
}

function RuleLines() {
  const page = usePage();
  const [rules, setRules] = useState<readonly SourceRule[]>();
  useEffect(() => {
    attempt(page, page.connection.host.sourceRules().then(setRules));
  }, [page]);
  const remove = async (rule: SourceRule) => {
    await page.connection.host.removeSourceRule(rule);
    setRules(await page.connection.host.sourceRules());
  };
  if (rules === undefined) return null;
  return (
    <>
      <p className="settings-heading">Where source files are</p>
      {rules.length === 0 && (
        <p className="muted settings-none">
          Nothing yet: the source view asks where a file is when it does not find it.
        </p>
      )}
      {rules.map((rule) => (
        <div key={JSON.stringify(rule)} className="settings-line">
          <div className="settings-text">
            <span className="settings-path">{harmlessName(ruleText(rule), 300)}</span>
            <span className="muted">
              {kindText(rule)}
              {rule.scope === undefined ? '' : `, only for recordings of ${harmlessName(rule.scope, 100)}`}
            </span>
          </div>
          <Button
            name={`Forget ${harmlessName(ruleText(rule), 100)}`}
            label="Forget"
            kind="plain"
            onPress={() => attempt(page, remove(rule))}
          />
        </div>
      ))}
    </>
  );
}

function ruleText(rule: SourceRule): string {
  switch (rule.kind) {
    case 'mapping':
      return `${rule.from} → ${rule.to}`;
    case 'folder':
      return rule.path;
    case 'picked':
      return `${rule.recorded} → ${rule.path}`;
  }
}

function kindText({ kind }: SourceRule): string {
  switch (kind) {
    case 'mapping':
      return 'Path mapping';
    case 'folder':
      return 'Folder that is searched';
    case 'picked':
      return 'File chosen by hand';
  }
}
