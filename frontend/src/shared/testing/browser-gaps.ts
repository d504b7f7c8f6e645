/** What jsdom lacks and our components ask for: layout and media, which no test here is about. */
export function fillBrowserGaps(): void {
  fill(window, 'matchMedia', (query: string) => ({
    // A desk of 1440 px, light, with a mouse.
    matches: matchesDesk(query),
    media: query,
    addEventListener: nothing,
    removeEventListener: nothing,
  }));
  fill(globalThis, 'ResizeObserver', SizelessObserver);
  fill(Element.prototype, 'scrollIntoView', nothing);
  fill(Element.prototype, 'hasPointerCapture', () => false);
  fill(document, 'adoptedStyleSheets', []);
  fill(CSSStyleSheet.prototype, 'replaceSync', nothing);
}

/** Nothing has a size here, so nothing is ever told. */
function SizelessObserver(): ResizeObserver {
  return { observe: nothing, unobserve: nothing, disconnect: nothing };
}

function fill(target: object, name: string, value: unknown): void {
  if (Reflect.get(target, name) === undefined)
    Object.defineProperty(target, name, { value, writable: true, configurable: true });
}

function nothing(): void {
  // Stands for what only a real browser can do.
}

function matchesDesk(query: string): boolean {
  const min = /min-width: (\d+)px/.exec(query);
  return min !== null && Number(min[1]) <= 1440;
}
