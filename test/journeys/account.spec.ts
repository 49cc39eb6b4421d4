import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { generateSync } from 'otplib';
import { showPassword } from './hands.js';
import { PASSWORD, picture, startProduct, type Product } from './product.js';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
}, 90_000);
afterAll(() => product?.close());

const codeOf = (secret: string, inSeconds = 0) => generateSync({ strategy: 'totp', secret, epoch: Date.now() / 1000 + inSeconds });

test('a person turns the second factor on, signs in with a code, and with a recovery code when the telephone is lost', async () => {
  const page = await product.as('leader');
  await page.getByTestId('user-menu').click();
  await page.getByTestId('own-account').click();
  await page.getByTestId('second-factor-begin').click();
  const secret = (await page.getByTestId('second-factor-secret').innerText()).replaceAll(' ', '');
  await picture(page, 'story-second-factor');
  await page.getByTestId('second-factor-otp').fill('000000');
  await page.getByTestId('second-factor-confirm').click();
  await page.getByText('动态验证码不正确').first().waitFor();
  await page.getByTestId('second-factor-otp').fill(codeOf(secret));
  await page.getByTestId('second-factor-confirm').click();
  await page.getByTestId('recovery-codes').waitFor();
  const codes = await page.getByTestId('recovery-codes').locator('code').allTextContents();
  expect(codes).toHaveLength(10);
  await picture(page, 'story-recovery-codes');
  await page.getByTestId('codes-kept').click();
  await page.getByTestId('second-factor-remove').waitFor();

  for (const otp of [codeOf(secret, 30), codes[0]!]) {
    const again = await product.visitor();
    await again.getByTestId('username').fill('leader');
    await again.getByTestId('password').fill(PASSWORD);
    await again.getByTestId('submit').click();
    await again.getByTestId('otp').fill(otp);
    await again.getByTestId('submit').click();
    await again.getByTestId('user-menu').waitFor();
  }
});

test('who lost the telephone and the codes too is helped by the security administrator, and signs in with the password again', async () => {
  const page = await product.as('sec.admin');
  await page.goto('/users?q=leader');
  await page.getByRole('row').filter({ has: page.getByText('leader', { exact: true }) }).getByRole('link').first().click();
  await product.passAnHour();
  await page.getByTestId('remove-second-factor').click();
  await picture(page, 'story-lost-second-factor');
  await page.getByTestId('confirm-remove-second-factor').click();
  await showPassword(page);
  await page.getByTestId('remove-second-factor').waitFor({ state: 'detached' });
  const again = await product.as('leader');
  await again.getByTestId('user-menu').waitFor();
  await page.goto('/sign-ins?outcome=second_factor_off');
  await page.getByText('由 安全管理员').first().waitFor();
});

test('a person sees the own devices, ends one, and it is out with its next request', async () => {
  const [desk, phone] = [await product.as('city.tangshan.staff'), await product.as('city.tangshan.staff')];
  await desk.goto('/account');
  const ends = desk.locator('[data-testid^="revoke-"]');
  await ends.first().waitFor();
  expect(await ends.count()).toBe(1);
  await picture(desk, 'story-account');
  await ends.first().click();
  await desk.getByRole('button', { name: '确定' }).click();
  await ends.first().waitFor({ state: 'detached' });
  await phone.goto('/units');
  await phone.getByTestId('submit').waitFor();
});

test('a password is refused with what is wrong at its field, then changed', async () => {
  const page = await product.as('city.hengshui.staff');
  await page.goto('/account');
  const change = async (now: string, next: string) => {
    await page.getByTestId('current-password').fill(now);
    await page.getByTestId('new-password').fill(next);
    await page.getByTestId('new-password-again').fill(next);
    await page.getByTestId('change-password').click();
  };
  await change(PASSWORD, 'hengshui');
  await page.locator('.ant-form-item-explain-error').first().waitFor();
  await change(PASSWORD, 'Jixie-2026-hao');
  await page.getByText('密码已修改').waitFor();
  await page.goto('/units');
  await page.getByTestId('list-total').waitFor();
});

test('a security administrator is asked for the password before changing the policy; then administrators need a second factor', async () => {
  const page = await product.as('sec.admin');
  await page.goto('/sign-in-policy');
  await page.getByTestId('factor-administrators').click();
  await product.passAnHour();
  await page.getByTestId('save-policy').click();
  await page.getByTestId('confirm-password').fill('wrong');
  await page.getByTestId('confirm-identity').click();
  await page.locator('.ant-modal').getByText('当前密码不正确').first().waitFor();
  await picture(page, 'story-confirm-identity');
  await page.getByTestId('confirm-password').fill(PASSWORD);
  await page.getByTestId('confirm-identity').click();
  await page.getByText('登录策略已保存').waitFor();

  const audit = await product.as('audit.admin');
  await audit.getByTestId('second-factor-begin').waitFor();
  expect(await audit.getByRole('navigation').count()).toBe(0);
  await picture(audit, 'story-restricted');
});
