const prefix = 'draft:';

/** Unsent work on this device. It survives a killed tab and an expired login, and ends with sign-out. */
export function readDraft<T>(name: string): T | null {
  try {
    const text = localStorage.getItem(prefix + name);
    return text ? (JSON.parse(text) as T) : null;
  } catch {
    return null;
  }
}

export const writeDraft = (name: string, draft: unknown) => localStorage.setItem(prefix + name, JSON.stringify(draft));

export const dropDraft = (name: string) => localStorage.removeItem(prefix + name);

export function clearDrafts(): void {
  Object.keys(localStorage)
    .filter((key) => key.startsWith(prefix))
    .forEach((key) => localStorage.removeItem(key));
}
