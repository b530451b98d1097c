/** Who may talk to the browser host: see request-check.ts. */
import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { checkRequest, checkUpgrade } from '../../src-main/browser/request-check.ts';

const token = 'TOKEN-of-this-run';

interface Request {
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Record<string, string>;
}

function requestOf({ method = 'GET', url = `/${token}/`, headers = {} }: Request): IncomingMessage {
  return { method, url, headers: { host: '127.0.0.1:8123', ...headers } } as unknown as IncomingMessage;
}

const path = (request: Request) => {
  const check = checkRequest(requestOf(request), token);
  return check.ok ? check.path : check.status;
};
const socket = (headers: Record<string, string>, url = `/${token}/socket`) => {
  const check = checkUpgrade(requestOf({ url, headers }), token);
  return check.ok ? check.path : check.status;
};

describe('a request to the browser host', () => {
  it('is answered below the token, and the query is ignored', () => {
    expect(path({})).toBe('');
    expect(path({ url: `/${token}/assets/main.js?v=1` })).toBe('assets/main.js');
    expect(path({ method: 'HEAD' })).toBe('');
  });

  it.each([
    ['/', 403],
    ['/assets/main.js', 403],
    [`/${token}x/`, 403],
    [`/${token.slice(1)}/`, 403],
    [`//${token}/`, 403],
    [`http://elsewhere/${token}/`, 403],
    [`/?${token}/`, 403],
    [`/${token}`, 404],
  ])('for %s is refused: the token is the whole first part', (url, status) => {
    expect(path({ url })).toBe(status);
  });

  it.each(['127.0.0.1:1', 'localhost:65535', '[::1]:8123', 'LOCALHOST'])('may be for %s: any port', (host) => {
    expect(path({ headers: { host } })).toBe('');
  });

  it.each(['', 'example.org', '127.0.0.1.example.org:80', 'localhost.example.org', '10.0.0.1:8123', '0.0.0.0:8123'])(
    'for the host "%s" is refused: a name elsewhere may point here',
    (host) => {
      expect(path({ headers: { host } })).toBe(403);
    },
  );

  it('from another page is refused', () => {
    expect(path({ headers: { origin: 'http://127.0.0.1:8123' } })).toBe('');
    expect(path({ headers: { origin: 'http://127.0.0.1:9999' } })).toBe(403);
    expect(path({ headers: { origin: 'https://127.0.0.1:8123' } })).toBe(403);
    expect(path({ headers: { origin: 'null' } })).toBe(403);
    expect(path({ headers: { 'sec-fetch-site': 'same-origin' } })).toBe('');
    expect(path({ headers: { 'sec-fetch-site': 'none' } })).toBe('');
    expect(path({ headers: { 'sec-fetch-site': 'cross-site' } })).toBe(403);
    expect(path({ headers: { 'sec-fetch-site': 'same-site' } })).toBe(403);
  });

  it('that would change something is refused', () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) expect(path({ method })).toBe(405);
  });

  it('for the socket needs the origin of the page', () => {
    expect(socket({ origin: 'http://127.0.0.1:8123' })).toBe('socket');
    expect(socket({})).toBe(403);
    expect(socket({ origin: 'http://evil.example' })).toBe(403);
    expect(socket({ origin: 'http://127.0.0.1:8123' }, '/socket')).toBe(403);
    expect(socket({ origin: 'http://127.0.0.1:8123' }, `/${token}/other`)).toBe(404);
  });
});
