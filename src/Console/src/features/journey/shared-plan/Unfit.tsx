import { Alert } from '@mantine/core';
import type { Refusal } from '@/api/client';

/** Why something was not taken, in the host's own sentence: customers know no roles and no settings. */
export function Unfit({ refusal }: { refusal: Refusal }) {
  return (
    <Alert color="red" variant="light" role="alert">
      {refusal.message}
    </Alert>
  );
}
