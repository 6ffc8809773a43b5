import type { Page } from 'playwright-core';

/** Writes as Thandi to a bot, and waits for what it answers. */
export async function ask(page: Page, text: string, answer: RegExp, bot = 'Support'): Promise<string> {
  const before = await page.locator('.bubble.out').count();
  const words = page.getByLabel(`Write as Thandi to ${bot}`);
  await words.fill(text);
  await words.press('Enter');
  await page.locator('.bubble.out').nth(before).waitFor();
  const last = page.locator('.bubble.out', { hasText: answer }).last();
  await last.waitFor();
  return (await last.textContent()) ?? '';
}

/** Opens a ticket; its number. */
export async function openTicket(page: Page): Promise<string> {
  await ask(page, 'open a ticket', /about|subject|title|words/i);
  await ask(page, 'No light', /describe/i);
  await ask(page, 'The light in the hall is dark since Monday.', /photo/i);
  await ask(page, 'skip', /Shall I open it/);
  const answer = await ask(page, '1', /Your ticket T-\d+ is open/);
  return /T-\d+/.exec(answer)?.[0] ?? '';
}
