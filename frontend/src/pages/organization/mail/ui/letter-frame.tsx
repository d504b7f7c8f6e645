import { useEffect, useRef } from 'react';

interface LetterFrameProps {
  title: string;
  html: string;
}

/**
 * A letter as HTML, closed off: the sandbox runs nothing and has no origin, and what stands in the frame keeps to the
 * content policy of this page.
 */
export function LetterFrame({ title, html }: LetterFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    frame.current?.setAttribute('srcdoc', html);
  }, [html]);
  return (
    <iframe
      ref={frame}
      title={title}
      sandbox=""
      referrerPolicy="no-referrer"
      className="min-h-0 w-full flex-1 bg-white scheme-light"
    />
  );
}
