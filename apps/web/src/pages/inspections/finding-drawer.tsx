import { Button, Drawer, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChecklistItem, FindingDraft } from '../../api/model';
import { useVocabularies } from '../../api/reference';
import { AttachmentInput } from '../../components/attachment-input';
import { filled } from '../../components/filled';
import { shrinkPhoto } from './shrink-photo';
import type { FindingInHand } from './visit-draft';

interface Props {
  items: ChecklistItem[];
  onAdd: (finding: FindingInHand) => void;
  onClose: () => void;
}

export function FindingDrawer({ items, onAdd, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const words = useVocabularies().data;
  const [form] = Form.useForm<FindingDraft>();
  const [photos, setPhotos] = useState<FindingInHand['attachments']>([]);
  const options = (list: string) => (words?.[list] ?? []).map((term) => ({ value: term.code, label: i18n.language === 'en' ? term.en : term.zh }));
  const required = [{ required: true, whitespace: true, message: t('form.required') }];
  const add = (values: FindingDraft) => onAdd({ ...filled(values), attachments: photos, attachmentIds: photos.map(({ id }) => id) });

  return (
    <Drawer open onClose={onClose} size={480} title={t('finding.add')} footer={<Button block type="primary" size="large" onClick={form.submit} data-testid="finding-save">{t('finding.keep')}</Button>}>
      <Form form={form} layout="vertical" scrollToFirstError onFinish={add}>
        <Form.Item name="severity" label={t('field.severity')} rules={required}><Select options={options('finding_severity')} data-testid="finding-severity" /></Form.Item>
        <Form.Item name="nature" label={t('field.nature')} rules={required}><Select options={options('finding_nature')} data-testid="finding-nature" /></Form.Item>
        <Form.Item name="facts" label={t('field.facts')} rules={required}><Input.TextArea rows={4} maxLength={4000} data-testid="finding-facts" /></Form.Item>
        <Form.Item name="basis" label={t('field.basis')}><Input.TextArea rows={2} data-testid="finding-basis" /></Form.Item>
        <Form.Item name="itemId" label={t('field.checklistItem')}>
          <Select allowClear options={items.map((item) => ({ value: item.id, label: `${item.seq}. ${item.title}` }))} />
        </Form.Item>
      </Form>
      <AttachmentInput camera label={t('finding.photo')} value={photos} onChange={setPhotos} prepare={shrinkPhoto} />
      <p className="quiet">{t('finding.photoHint')}</p>
    </Drawer>
  );
}
