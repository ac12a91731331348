import { Center, Loader } from '@mantine/core';
import type { Refusal } from '@/api/client';
import { Refused } from '@/kit/States';

/** What stands while the session is asked for, or why it could not be. */
export function Starting({ refusal, again }: { refusal: Refusal | null; again: () => void }) {
  return (
    <Center mih="100vh" p="lg">
      {refusal ? <Refused refusal={refusal} again={again} /> : <Loader type="dots" />}
    </Center>
  );
}
