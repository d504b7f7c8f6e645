/** What jsdom lacks and our components ask for: layout and media, which no test here is about. */
export function fillBrowserGaps(): void {
  window.matchMedia ??= (query) => ({
    // A desk of 1440 px, light, with a mouse.
    matches: matchesDesk(query),
    media: query,
    onchange: null,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
    dispatchEvent: () => true,
  });
  globalThis.ResizeObserver ??= class {
    observe(): void {
      // Nothing has a size here.
    }
    unobserve(): void {
      // See `observe`.
    }
    disconnect(): void {
      // See `observe`.
    }
  };
  Element.prototype.scrollIntoView ??= () => undefined;
  Element.prototype.hasPointerCapture ??= () => false;
  if (!('adoptedStyleSheets' in document)) {
    Object.defineProperty(document, 'adoptedStyleSheets', { value: [], writable: true });
    CSSStyleSheet.prototype.replaceSync ??= () => undefined;
  }
}

function matchesDesk(query: string): boolean {
  const min = /min-width: (\d+)px/.exec(query);
  return min !== null && Number(min[1]) <= 1440;
}
