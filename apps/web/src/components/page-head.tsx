import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  title: string;
  sub?: ReactNode;
  children?: ReactNode;
}

/** The page's one h1, its tools on the right, and the browser tab's title. */
export function PageHead({ title, sub, children }: Props) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} · ${t('shell.short')}`;
  }, [title, t]);
  return (
    <header className="page-head">
      <div>
        <h1>{title}</h1>
        {sub && <div className="sub">{sub}</div>}
      </div>
      {children && <div className="page-tools">{children}</div>}
    </header>
  );
}
