import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Todo } from '../../api/model';
import { useFormat } from '../../components/use-format';
import './todo-card.css';

export function TodoCard({ todo, today }: { todo: Todo; today: string }) {
  const { t } = useTranslation();
  const { day, number } = useFormat();
  const age = todo.oldestOn ? dayjs(today).diff(todo.oldestOn, 'day') : 0;
  return (
    <Link to={todo.href} className={todo.kind === 'overdue' && todo.count > 0 ? 'todo-card urgent' : 'todo-card'} data-testid={`todo-${todo.kind}`}>
      <span>{t(`todo.${todo.kind}`, { defaultValue: todo.kind })}</span>
      <strong className="num">{number(todo.count)}</strong>
      <span className="quiet">{todo.oldestOn ? t(age > 0 ? 'todo.oldestDays' : 'todo.oldest', { day: day(todo.oldestOn), age }) : t('todo.none')}</span>
    </Link>
  );
}
