const flashMs = 1000;

/** Shows `text` in the tab's title every other second, until the returned function is called. */
export function flashTitle(text: string): () => void {
  let pageTitle = document.title;
  const toggle = (): void => {
    if (document.title === text) {
      document.title = pageTitle;
      return;
    }
    // The page may have changed its title meanwhile.
    pageTitle = document.title;
    document.title = text;
  };
  toggle();
  const timer = setInterval(toggle, flashMs);
  return () => {
    clearInterval(timer);
    if (document.title === text) document.title = pageTitle;
  };
}
