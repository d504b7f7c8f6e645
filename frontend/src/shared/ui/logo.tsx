/** The product's mark. Its name stands beside it or is spoken by the link around it. */
export function Logo({ size = 20 }: { size?: 20 | 28 }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden className="shrink-0 text-brand">
      <rect width="20" height="20" rx="5.5" fill="currentColor" />
      <path
        d="M5.5 12.5v-2a4.5 4.5 0 0 1 9 0v2M5.5 11.5v2.2M14.5 11.5v2.2"
        fill="none"
        stroke="var(--surface-panel)"
        strokeWidth="1.8"
        strokeLinecap="round"
      />
    </svg>
  );
}
