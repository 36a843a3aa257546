// Sets the chosen colours before anything is drawn.
(() => {
  'use strict';
  const KEY = 'hub-theme';
  const root = document.documentElement;
  const apply = (choice) => {
    if (choice === 'light' || choice === 'dark') {
      root.dataset.theme = choice;
    } else {
      delete root.dataset.theme;
    }
  };
  const read = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  };
  const keep = (choice) => {
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  };
  apply(read());
  document.addEventListener('click', (event) => {
    if (!event.target.closest('#theme')) {
      return;
    }
    const isDark = root.dataset.theme
      ? root.dataset.theme === 'dark'
      : matchMedia('(prefers-color-scheme: dark)').matches;
    const choice = isDark ? 'light' : 'dark';
    apply(choice);
    keep(choice);
  });
})();
