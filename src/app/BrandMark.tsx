/** A call that no longer goes to the old function. */
export const BrandMark = () => (
  <svg viewBox="0 0 28 28" width="28" height="28" fill="none" aria-hidden="true">
    <rect x="3" y="4" width="13" height="7" rx="2" stroke="var(--text-2)" strokeWidth="1.75" strokeDasharray="2.6 2" />
    <rect x="3" y="16" width="15" height="8.5" rx="2.25" fill="var(--accent)" />
    <path
      d="M16.5 7.5h2.8a6.4 6.4 0 0 1 6.4 6.4v0a6.4 6.4 0 0 1-5.2 6.3"
      stroke="var(--text)"
      strokeWidth="1.75"
      strokeLinecap="round"
    />
    <path
      d="m22.9 17-2.7 3.2 3.4 2.4"
      stroke="var(--text)"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
);
