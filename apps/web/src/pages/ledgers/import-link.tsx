import { Button } from 'antd';
import UploadOutlined from '@ant-design/icons/es/icons/UploadOutlined';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '../../app/session';
import { ledgerKind } from './ledger-kinds';

/** From a list to the page where its ledger is brought in, for those who may. */
export function ImportLink({ kind }: { kind: string }) {
  const { t } = useTranslation();
  const may = useCan(ledgerKind(kind)!.permission);
  if (!may) return null;
  return <Link to={`/imports/${kind}`}><Button icon={<UploadOutlined />} tabIndex={-1} data-testid="import">{t(`ledger.import.${kind}`)}</Button></Link>;
}
