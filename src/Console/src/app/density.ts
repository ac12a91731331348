/** How much room stands between lines. */
export const densities = ['comfortable', 'compact'] as const;
export type Density = (typeof densities)[number];

const kept = 'density';

/** The density that the reader chose. */
export const density = (): Density => (localStorage.getItem(kept) === 'compact' ? 'compact' : 'comfortable');

/** Puts a density into force at once, and keeps it in this browser. */
export function setDensity(to: Density): void {
  localStorage.setItem(kept, to);
  document.documentElement.dataset.density = to;
}

document.documentElement.dataset.density = density();
