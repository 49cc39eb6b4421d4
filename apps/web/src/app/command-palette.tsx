import { Input, Modal, Spin } from 'antd';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, data } from '../api/client';
import { navItems } from './nav-items';
import { permissions } from './permissions';
import { useSession } from './session';

interface Target { key: string; label: string; hint: string; path: string }

/** Go to any page, or find a unit by name, pinyin or initials (the server matches). */
export default function CommandPalette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const { targets, searching } = useTargets(text.trim());

  const go = (target: Target | undefined) => {
    if (!target) return;
    onClose();
    void navigate(target.path);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      setActive((active + step + targets.length) % Math.max(1, targets.length));
    }
    if (event.key === 'Enter') go(targets[active]);
  };

  return (
    <Modal open onCancel={onClose} footer={null} title={t('palette.title')} closable={{ 'aria-label': t('common.close') }} width={560}>
      <Input
        autoFocus
        role="combobox"
        aria-label={t('palette.label')}
        aria-expanded={targets.length > 0}
        aria-controls="palette-list"
        aria-activedescendant={targets[active] ? `palette-${active}` : undefined}
        placeholder={t('palette.placeholder')}
        suffix={searching ? <Spin size="small" /> : <span />}
        value={text}
        onChange={(event) => { setText(event.target.value); setActive(0); }}
        onKeyDown={onKeyDown}
        data-testid="palette-input"
      />
      {targets.length === 0 && <p className="quiet">{t('palette.none')}</p>}
      <div role="listbox" id="palette-list" aria-label={t('palette.title')} className="palette-list">
        {targets.map((target, index) => (
          <div key={target.key} id={`palette-${index}`} role="option" aria-selected={index === active} className="palette-row"
            onMouseEnter={() => setActive(index)} onClick={() => go(target)}>
            <span>{target.label}</span><span className="quiet">{target.hint}</span>
          </div>
        ))}
      </div>
    </Modal>
  );
}

function useTargets(text: string): { targets: Target[]; searching: boolean } {
  const { t } = useTranslation();
  const me = useSession();
  const q = useSettled(text);
  const units = useQuery({
    queryKey: ['palette', q],
    queryFn: () => data(api.GET('/api/v1/pilot-units', { params: { query: { q, limit: 8 } } })),
    enabled: q !== '' && me.permissions.includes(permissions.readUnits),
    placeholderData: keepPreviousData,
  });
  const pages = navItems(me)
    .map(({ path, word }) => ({ key: path, label: t(`nav.${word}`, { context: me.reach }), hint: t('palette.page'), path }))
    .filter(({ label, path }) => (label + path).toLowerCase().includes(text.toLowerCase()));
  const found = (q ? units.data?.items ?? [] : [])
    .map((unit) => ({ key: unit.id, label: unit.name, hint: unit.region.name, path: `/units/${unit.id}` }));
  return { targets: [...pages, ...found], searching: units.isFetching };
}

/** One request per pause, not one per key. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 180);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
