import { screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { renderRoute } from '@/shared/testing';
import { PhoneInput } from './phone-input';

function Form({ start = '' }: { start?: string }) {
  const [value, setValue] = useState(start);
  return (
    <>
      <PhoneInput value={value} onChange={setValue} />
      <output>{value}</output>
      <button
        type="button"
        onClick={() => {
          setValue('+79271154820');
        }}
      >
        из звонка
      </button>
    </>
  );
}

const field = () => screen.getAllByRole<HTMLInputElement>('textbox')[1] ?? new HTMLInputElement();
const value = () => screen.getByRole('status').textContent;

/** The field once it knows how numbers are written, which the number of another country shows. */
function Page() {
  return (
    <>
      <PhoneInput value="+4915112345678" onChange={() => undefined} />
      <Form start="+79161234567" />
    </>
  );
}

async function open() {
  const view = renderRoute([{ path: '/', Component: Page }], { at: '/', profile: null });
  await screen.findByDisplayValue('+49 1511 2345678');
  return view;
}

async function openEmpty() {
  const view = await open();
  await view.user.clear(field());
  return view;
}

describe('a phone number', () => {
  it.each([
    ['89161234567', '8 (916) 123-45-67', '+79161234567'],
    ['+79161234567', '+7 916 123 45 67', '+79161234567'],
    ['+4915112345678', '+49 1511 2345678', '+4915112345678'],
  ])('typed as %s stands as %s and means %s', async (typed, shown, meant) => {
    const { user } = await openEmpty();
    await user.type(field(), typed);
    expect(field()).toHaveValue(shown);
    expect(value()).toBe(meant);
  });

  it.each(['8 (916) 123-45-67', '+7 916 123-45-67', '9161234567', '8-916-123 45 67'])(
    'pasted as %s is understood, and shown in the one form afterwards',
    async (pasted) => {
      const { user } = await openEmpty();
      await user.click(field());
      await user.paste(pasted);
      expect(value()).toBe('+79161234567');
      await user.tab();
      expect(field()).toHaveValue('+7 916 123-45-67');
      expect(value()).toBe('+79161234567');
    },
  );

  it('keeps the caret where one types', async () => {
    const { user } = await open();
    await user.click(field());
    field().setSelectionRange(5, 5);
    await user.keyboard('{Backspace}0');
    expect(field()).toHaveValue('+7 906 123 45 67');
    expect(field().selectionStart).toBe(5);
  });

  it('takes the digit away when Backspace meets punctuation', async () => {
    const { user } = await open();
    await user.click(field());
    field().setSelectionRange(11, 11);
    await user.keyboard('{Backspace}');
    expect(value()).not.toContain('+79161234567');
    expect(field().value.replace(/\D/g, '')).toBe('7916124567');
    await user.keyboard('3');
    expect(value()).toBe('+79161234567');
  });

  it('shows a number that comes from elsewhere, and one that is hidden as it is', async () => {
    const { user } = await openEmpty();
    await user.type(field(), '8916');
    await user.click(screen.getByRole('button', { name: 'из звонка' }));
    expect(field()).toHaveValue('+7 927 115-48-20');
    await user.clear(field());
    await user.type(field(), 'скрыт');
    expect(value()).toBe('скрыт');
  });
});
