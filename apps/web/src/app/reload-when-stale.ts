import { router } from './router';

const key = 'console:reloaded-at';

/** After a release a tab from before asks for chunks that are gone. One reload brings the new release; a second in a row would not help. */
export function reloadWhenStale(): void {
  addEventListener('vite:preloadError', (event) => {
    if (Date.now() - Number(sessionStorage.getItem(key)) < 60_000) return;
    sessionStorage.setItem(key, String(Date.now()));
    event.preventDefault();
    // Where the person was going, which the address bar does not say yet.
    const target = router.state.navigation.location ?? router.state.location;
    location.assign(router.createHref(target));
  });
}
