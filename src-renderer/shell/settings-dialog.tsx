// The settings: sections from the registry, each line with its own way back to the default. Everything takes effect at once.
import { usePage, usePageState } from '../store/page-store.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { settingsSections } from './settings-sections.tsx';

export function SettingsDialog() {
  const { store } = usePage();
  const shown = usePageState((state) => state.settingsSection);
  const section = settingsSections.find((candidate) => candidate.id === shown) ?? settingsSections[0];
  const { Lines } = section;
  return (
    <Dialog title="Settings" wide onClose={() => store.setState({ dialog: undefined })}>
      <div className="settings">
        <div className="settings-sections" role="tablist" aria-label="Sections" aria-orientation="vertical">
          {settingsSections.map(({ id, title }) => (
            <button
              key={id}
              id={`settings-tab-${id}`}
              type="button"
              role="tab"
              aria-selected={id === section.id}
              aria-controls="settings-lines"
              onClick={() => store.setState({ settingsSection: id })}
            >
              {title}
            </button>
          ))}
        </div>
        <div
          id="settings-lines"
          className="settings-lines"
          role="tabpanel"
          aria-labelledby={`settings-tab-${section.id}`}
        >
          <Lines />
        </div>
      </div>
    </Dialog>
  );
}
