import { useSyncExternalStore } from 'react';
import type { Language } from '../i18n/i18n';

export interface Preferences {
  language: Language;
  dark: boolean;
}

const key = 'console:preferences';
const listeners = new Set<() => void>();
let current: Preferences = read();

function read(): Preferences {
  const fallback: Preferences = { language: 'zh', dark: matchMedia('(prefers-color-scheme: dark)').matches };
  try {
    return { ...fallback, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Preferences>) };
  } catch {
    return fallback;
  }
}

/** What a person chose on this device. Outside React, because the words are loaded before React starts. */
export const preferences = {
  get: () => current,
  set(change: Partial<Preferences>) {
    current = { ...current, ...change };
    localStorage.setItem(key, JSON.stringify(current));
    listeners.forEach((tell) => tell());
  },
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

export const usePreferences = () => useSyncExternalStore(preferences.subscribe, preferences.get);
