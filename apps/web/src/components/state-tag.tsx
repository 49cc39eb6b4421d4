import { Tag } from 'antd';
import { useWord } from '../api/reference';

interface Props {
  /** Vocabulary the code belongs to: task_state, case_state, report_state… */
  list: string;
  code: string;
}

/** Deliberately colourless: only lights are coloured, so that they stand out. */
export function StateTag({ list, code }: Props) {
  const word = useWord();
  return <Tag variant="outlined" data-state={code}>{word(list, code)}</Tag>;
}
