import { useWord } from '../../api/reference';

/** A notice carries its colour and its word; what has no colour of its own stays grey. */
export function KindTag({ kind }: { kind: string }) {
  const word = useWord();
  return <span className={`light notice-${kind}`} data-kind={kind}>{word('supervision_notice', kind)}</span>;
}
