// Runs in an isolated world of the page, as Electron's preload does: the page's own scripts see nothing of it but what contextBridge puts
// there. `electronSend` is the way to the main process; `electronReceive` is called by it. PRELOAD stands for the built preload.
(() => {
  const send = globalThis.electronSend;
  const post = (message) => send(JSON.stringify(message, packed));
  const events = new Map();
  const answers = new Map();
  const ports = new Map();
  let calls = 0;

  function packed(_, value) {
    if (!(value instanceof Uint8Array)) return value;
    let text = '';
    for (let i = 0; i < value.length; i += 0x8000) text += String.fromCharCode(...value.subarray(i, i + 0x8000));
    return { $bytes: btoa(text) };
  }
  function unpacked(_, value) {
    if (typeof value?.$bytes !== 'string') return value;
    return Uint8Array.from(atob(value.$bytes), (letter) => letter.charCodeAt(0));
  }
  function openPort(id) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => post({ kind: 'port', id, data });
    ports.set(id, port1);
    return port2;
  }

  globalThis.electronReceive = (text) => {
    const message = JSON.parse(text, unpacked);
    if (message.kind === 'port') ports.get(message.id)?.postMessage(message.data);
    if (message.kind === 'answer') answers.get(message.call)?.(message);
    if (message.kind === 'send') {
      const event = { ports: message.ports.map(openPort) };
      for (const listener of events.get(message.channel) ?? []) listener(event, ...message.parameters);
    }
  };

  const ipcRenderer = {
    on: (channel, listener) => events.set(channel, [...(events.get(channel) ?? []), listener]),
    send: (channel, ...parameters) => post({ kind: 'send', channel, parameters }),
    invoke: (channel, ...parameters) =>
      new Promise((resolve, reject) => {
        const call = calls++;
        answers.set(call, ({ result, error }) => (error === undefined ? resolve(result) : reject(new Error(error))));
        post({ kind: 'invoke', channel, parameters, call });
      }),
  };
  // Values are copied between the two worlds by the events that carry them; functions are named and called back.
  const contextBridge = {
    exposeInMainWorld(key, api) {
      const expose = () =>
        document.dispatchEvent(new CustomEvent('electron-expose', { detail: { key, names: Object.keys(api) } }));
      document.addEventListener('electron-world-ready', expose);
      document.addEventListener('electron-call', async ({ detail }) => {
        const parameters = detail.parameters.map((value) =>
          typeof value?.$callback === 'number'
            ? (...given) =>
                document.dispatchEvent(
                  new CustomEvent('electron-callback', { detail: { id: value.$callback, parameters: given } }),
                )
            : value,
        );
        const answer = await Promise.resolve(api[detail.name](...parameters)).then(
          (result) => ({ result }),
          (error) => ({ error: String(error) }),
        );
        document.dispatchEvent(new CustomEvent('electron-return', { detail: { call: detail.call, ...answer } }));
      });
      expose();
    },
  };
  const webUtils = { getPathForFile: (file) => globalThis.electronDropPaths?.[file.name] ?? '' };

  const module = { exports: {} };
  const require = (name) => {
    if (name === 'electron') return { contextBridge, ipcRenderer, webUtils };
    throw new Error(`module not found: ${name}`);
  };
  ((require, module, exports) => {
    void [require, module, exports];
    PRELOAD;
  })(require, module, module.exports);
})();
