import { Button } from 'antd';
import PrinterOutlined from '@ant-design/icons/es/icons/PrinterOutlined';
import { useTranslation } from 'react-i18next';

/** What is on the page, without what only a screen needs: the styles for print leave that out. */
export function PrintButton() {
  const { t } = useTranslation();
  return <Button icon={<PrinterOutlined />} onClick={() => window.print()} data-testid="print">{t('common.print')}</Button>;
}
