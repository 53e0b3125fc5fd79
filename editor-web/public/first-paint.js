// Runs before the first paint, so that a chosen theme does not flash. A file of its own: the page's CSP allows no inline script.
try {
  const chosen = JSON.parse(localStorage.getItem('diorama.theme'));
  if (chosen === 'dark' || chosen === 'light') {
    document.documentElement.dataset.theme = chosen;
  }
} catch {
  // A storage that is blocked or holds nonsense: the system's theme.
}
