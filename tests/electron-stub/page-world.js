// Runs in the page's own world before its scripts: what contextBridge exposes appears here, frozen, as functions that pass their
// parameters to the preload's world and promise its answer.
(() => {
  const answers = new Map();
  const callbacks = [];
  let calls = 0;
  document.addEventListener('electron-return', ({ detail }) => {
    const { resolve, reject } = answers.get(detail.call);
    answers.delete(detail.call);
    if (detail.error === undefined) resolve(detail.result);
    else reject(new Error(detail.error));
  });
  document.addEventListener('electron-callback', ({ detail }) => callbacks[detail.id](...detail.parameters));
  document.addEventListener('electron-expose', ({ detail }) => {
    if (Object.hasOwn(window, detail.key)) return;
    const call =
      (name) =>
      (...given) =>
        new Promise((resolve, reject) => {
          answers.set(calls, { resolve, reject });
          const parameters = given.map((value) =>
            typeof value === 'function' ? { $callback: callbacks.push(value) - 1 } : value,
          );
          document.dispatchEvent(new CustomEvent('electron-call', { detail: { call: calls++, name, parameters } }));
        });
    const api = Object.freeze(Object.fromEntries(detail.names.map((name) => [name, call(name)])));
    Object.defineProperty(window, detail.key, { value: api });
  });
  document.dispatchEvent(new CustomEvent('electron-world-ready'));
})();
