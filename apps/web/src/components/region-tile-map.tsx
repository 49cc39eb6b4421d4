import type { CSSProperties } from 'react';
import { Link } from 'react-router';
import { tileLayout } from './tile-layout';
import './region-tile-map.css';

export interface Tile {
  code: string;
  name: string;
  /** The number as it is shown. */
  text: string;
  /** 0…1, how strongly the tile is filled. */
  strength: number;
  href: string;
}

interface Props {
  label: string;
  tiles: Tile[];
}

export function RegionTileMap({ label, tiles }: Props) {
  const lastRow = Math.max(...Object.values(tileLayout).map(([, row]) => row));
  const unplaced = tiles.filter(({ code }) => !tileLayout[code]);
  const place = (code: string): CSSProperties => {
    const index = unplaced.findIndex((tile) => tile.code === code);
    const [column, row] = tileLayout[code] ?? [1 + (index % 4), lastRow + 1 + Math.floor(index / 4)];
    return { gridColumn: column, gridRow: row };
  };
  return (
    <ul className="tile-map plain-list" aria-label={label}>
      {tiles.map((tile) => (
        <li key={tile.code} style={place(tile.code)}>
          <Link to={tile.href} className="tile" data-testid={`tile-${tile.code}`} style={{ '--fill': `${Math.round(tile.strength * 42)}%` } as CSSProperties}>
            <span>{tile.name}</span>
            <strong className="num">{tile.text}</strong>
          </Link>
        </li>
      ))}
    </ul>
  );
}
