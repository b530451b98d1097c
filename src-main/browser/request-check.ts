// Who may talk to the host: programs on this machine that know the address, and pages that this host itself served.
// The token is the first part of every path, so nothing is served without it, no cookie exists that another local server could be
// sent, and relative links carry it. Any port is right in Host and Origin: behind `ssh -L` it is not ours. A page of another site that
// was pointed here by its own DNS has its own name in Host; one that guesses addresses has another Origin. Both are refused.
import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export type RequestCheck =
  | {
      readonly ok: true /** Below the token, without leading slash: `assets/main.js`, '' for the page. */;
      readonly path: string;
    }
  | { readonly ok: false; readonly status: 403 | 404 | 405; readonly reason: string };

const loopbackHost = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i;

/** Whether a request comes from this machine and from no page of somebody else. */
export function checkSender({ headers }: IncomingMessage): RequestCheck {
  const { host = '', origin } = headers;
  const site = headers['sec-fetch-site'];
  if (!loopbackHost.test(host)) return refuse(403, 'the Host header names another machine');
  if (origin !== undefined && origin !== `http://${host}`) return refuse(403, 'the request comes from another page');
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    return refuse(403, 'the request comes from another site');
  return { ok: true, path: '' };
}

export function checkRequest(request: IncomingMessage, token: string): RequestCheck {
  const { method, url } = request;
  const sender = checkSender(request);
  if (!sender.ok) return sender;
  if (method !== 'GET' && method !== 'HEAD') return refuse(405, 'only GET is understood');
  const [, given = '', path] = /^\/([^/?#]*)(?:\/([^?#]*))?/.exec(url ?? '') ?? [];
  if (!isEqual(given, token)) return refuse(403, 'the address lacks its token: use the one that Callipers printed');
  if (path === undefined) return refuse(404, 'the address ends with a slash');
  return { ok: true, path };
}

/** Browsers always say from which page a socket comes; whoever says nothing is none. */
export function checkUpgrade(request: IncomingMessage, token: string): RequestCheck {
  const check = checkRequest(request, token);
  if (!check.ok) return check;
  if (request.headers.origin === undefined) return refuse(403, 'the socket comes from no page');
  return check.path === 'socket' ? check : refuse(404, 'there is no such socket');
}

function isEqual(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function refuse(status: 403 | 404 | 405, reason: string): RequestCheck {
  return { ok: false, status, reason };
}
