const key = 'console:reloaded-at';

/** After a release a tab from before asks for chunks that are gone. One reload brings the new release; a second in a row would not help. */
export function reloadWhenStale(): void {
  addEventListener('vite:preloadError', (event) => {
    if (Date.now() - Number(sessionStorage.getItem(key)) < 60_000) return;
    sessionStorage.setItem(key, String(Date.now()));
    event.preventDefault();
    location.reload();
  });
}
