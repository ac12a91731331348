import type { KeyboardEvent as ReactKeyboardEvent } from 'react';

/** Whether a key belongs to what the reader is writing, or to a combination, rather than to the console. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  return (
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    event.isComposing ||
    Boolean(
      target?.closest(
        'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"]',
      ),
    )
  );
}

/** Ctrl+Enter in a text of several lines sends its form. */
export function sendsForm(event: ReactKeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  }
}
