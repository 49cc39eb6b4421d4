import { App, Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';

/** Something shown this once, to be copied. */
export function SecretLine({ value, label, testId }: { value: string; label: string; testId: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      void message.success(t('people.copied'));
    } catch {
      // Plain http has no clipboard: the text is selected and can be copied by hand.
      (document.querySelector(`[data-testid="${testId}"]`) as HTMLInputElement | null)?.select();
    }
  };
  return (
    <div className="link-line">
      <Input readOnly value={value} aria-label={label} data-testid={testId} data-name />
      <Button onClick={() => void copy()}>{t('people.copy')}</Button>
    </div>
  );
}
