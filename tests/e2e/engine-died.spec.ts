// The program behind the page goes away: the page stays, says so, and opens the file again when there is something to open it with. That
// the engine's thread dies alone is tests/contract/browser-host.test.ts, that its process does in Electron is electron-host.spec.ts.
import type { WebSocketRoute } from '@playwright/test';
import { expect, recordings, test } from './app.ts';
import { expectActive, expectOpen, makeActive, row, table } from './window.ts';

test('a connection that breaks, as an ssh port forward does: one press opens the file again', {
  tag: '@browser',
}, async ({ launch }) => {
  const { page } = await launch(recordings.taylor);
  const connections: WebSocketRoute[] = [];
  await page.routeWebSocket(/socket$/, (connection) => {
    connection.connectToServer();
    connections.push(connection);
  });
  await page.reload();
  await expectOpen(page, recordings.taylor);
  await connections[0]?.close();

  const panel = page.getByRole('alert', { name: 'Engine ended' });
  await expect(panel.getByRole('heading')).toHaveText('The engine ended unexpectedly');
  await expect(panel).toContainText('taylor-py313.prof was open');
  await expect(row(table(page, 'Functions'), 'factorial')).toBeVisible();
  await panel.getByRole('button', { name: 'Open the file again' }).click();
  await expect(panel).toHaveCount(0);
  await expectOpen(page, recordings.taylor);
  await makeActive(page, 'taylor_exp');
});

test('a program that is gone: what was seen stays, and the page says what to do', { tag: '@browser' }, async ({
  launch,
}) => {
  const { page, kill } = await launch(recordings.taylor);
  await expectOpen(page, recordings.taylor);
  await makeActive(page, 'benchmark');
  await kill();
  const panel = page.getByRole('alert', { name: 'Engine ended' });
  await expect(panel).toContainText('the connection to Callipers ended');
  await panel.getByRole('button', { name: 'Open the file again' }).click();
  await expect(panel).toContainText('Callipers does not answer: is it still running?');
  await expectActive(page, 'benchmark');
});
