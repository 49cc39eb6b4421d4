interface Props {
  values: (number | null)[];
}

const [WIDTH, HEIGHT] = [96, 24];

/** A line too small to be read; the numbers it is drawn from are on the page it leads to. Where nothing was reported the line is broken. */
export function SparkLine({ values }: Props) {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return <span className="quiet">—</span>;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const x = (i: number) => (values.length === 1 ? WIDTH / 2 : 3 + (i * (WIDTH - 6)) / (values.length - 1));
  const y = (value: number) => (high === low ? HEIGHT / 2 : HEIGHT - 4 - ((value - low) * (HEIGHT - 8)) / (high - low));
  const path = values.map((value, i) => (value === null ? '' : `${values[i - 1] == null ? 'M' : 'L'}${x(i).toFixed(1)} ${y(value).toFixed(1)}`)).join('');
  const last = values.lastIndexOf(known.at(-1)!);
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden className="spark-line">
      <path d={path} fill="none" stroke="var(--accent)" strokeWidth="1.5" />
      <circle cx={x(last)} cy={y(values[last]!)} r="2.5" fill="var(--accent)" />
    </svg>
  );
}
