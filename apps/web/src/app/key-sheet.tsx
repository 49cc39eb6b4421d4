import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';

const keys = [
  ['Ctrl K', 'palette'],
  ['/', 'search'],
  ['?', 'sheet'],
  ['Tab', 'tab'],
  ['Enter', 'enter'],
  ['Esc', 'escape'],
] as const;

export function KeySheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('keys.title')} width={420}>
      <dl className="key-sheet">
        {keys.map(([key, word]) => (
          <div key={key}>
            <dt><kbd>{key}</kbd></dt>
            <dd>{t(`keys.${word}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
