// Runs before the first paint, so the page never flashes the other theme. A file of its own: the content security
// policy allows no inline script. Keys and values are those of src/shared/lib/preferences.ts.
(function () {
  var root = document.documentElement;
  function read(key) {
    try {
      return localStorage.getItem(key);
    } catch (error) {
      return null;
    }
  }
  var theme = read('crm.theme');
  var dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.theme = dark ? 'dark' : 'light';
  if (read('crm.density') === 'compact') root.dataset.density = 'compact';
  if (read('crm.language') === 'en') root.lang = 'en';
})();
