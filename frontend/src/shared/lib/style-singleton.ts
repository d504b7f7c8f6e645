import { useEffect } from 'react';

/**
 * Stands in for the package `react-style-singleton`, which adds a `<style>` element and is refused by the content
 * security policy. One constructable sheet per user of the hook, alive while anybody uses it.
 */
export function stylesheetSingleton(): { add: (css: string) => void; remove: () => void } {
  let users = 0;
  let sheet: CSSStyleSheet | null = null;
  return {
    add(css) {
      users += 1;
      if (users > 1) return;
      sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    },
    remove() {
      users -= 1;
      if (users > 0 || sheet === null) return;
      const gone = sheet;
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((adopted) => adopted !== gone);
      sheet = null;
    },
  };
}

export function styleHookSingleton(): (css: string) => void {
  const sheet = stylesheetSingleton();
  return function useStyle(css) {
    useEffect(() => {
      sheet.add(css);
      return () => {
        sheet.remove();
      };
    }, [css]);
  };
}

export function styleSingleton(): (props: { styles: string }) => null {
  const useStyle = styleHookSingleton();
  return function Sheet({ styles }) {
    useStyle(styles);
    return null;
  };
}
