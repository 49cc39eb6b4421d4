import { Link } from 'react-router';
import { useFormat } from '../../components/use-format';

interface Props {
  value: number;
  to: string;
  testId: string;
  /** What is counted, for those who do not see the column's head. */
  label: string;
  text?: string;
}

/** No number without its rows. */
export function NumberLink({ value, to, testId, label, text }: Props) {
  const { number } = useFormat();
  const shown = text ?? number(value);
  return <Link to={to} className={value === 0 ? 'num zero' : 'num'} aria-label={`${label}: ${shown}`} data-testid={testId}>{shown}</Link>;
}
