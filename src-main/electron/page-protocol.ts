// The page's own scheme: `app://callipers/` is dist/renderer, with the same headers as in the browser host. A page from file:// could
// neither load modules nor have an origin of its own.
import { protocol } from 'electron';
import { PageFiles } from '../services/page-files.ts';
import { pageHeaders } from '../services/page-headers.ts';

export const pageOrigin = 'app://callipers';

/** To be called before the app is ready. */
export function registerPageScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }]);
}

/** To be called once the app is ready. */
export function servePage(folder: string): void {
  const files = new PageFiles(folder);
  protocol.handle('app', async (request) => {
    const { host, pathname } = new URL(request.url);
    const isAllowed = host === 'callipers' && (request.method === 'GET' || request.method === 'HEAD');
    const file = isAllowed ? await files.read(pathname.slice(1)) : undefined;
    if (file === undefined) return new Response('there is no such file', { status: 404, headers: pageHeaders() });
    return new Response(new Uint8Array(file.body), { headers: { ...pageHeaders(), 'content-type': file.mediaType } });
  });
}
