import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Schema } from '@/api/client';
import { useGet } from '@/api/useGet';
import { SignedOut } from './SignedOut';
import { Starting } from './Starting';

export type Role = Schema<'Me'>['roles'][number];
export type Reach = Schema<'PermittedOperation'>['yours'];

interface Session {
  personId: string | null;
  name: string;
  roles: readonly Role[];
  /** How far an operation reaches for whoever is signed in. */
  reach(operation: string): Reach;
  /** Whether an operation may be called at all. */
  may(...operations: string[]): boolean;
}

const Signed = createContext<Session | null>(null);

/** Who is signed in and what they may do; without a session it shows the way in instead of its children. */
export function SessionGate({ children }: { children: ReactNode }) {
  const me = useGet('/v1/me');
  const permissions = useGet('/v1/permissions', { params: { query: { mine: true } } }, { when: me.isSuccess });
  const session = useMemo<Session | null>(() => {
    if (!me.data || !permissions.data) {
      return null;
    }
    const reaches = new Map(permissions.data.items.map((item) => [item.operation, item.yours]));
    const reach = (operation: string) => reaches.get(operation) ?? 'none';
    return {
      personId: me.data.personId,
      name: me.data.name,
      roles: me.data.roles,
      reach,
      may: (...operations) => operations.every((operation) => reach(operation) !== 'none'),
    };
  }, [me.data, permissions.data]);

  if (me.error?.status === 401) {
    return <SignedOut />;
  }
  return session ? (
    <Signed.Provider value={session}>{children}</Signed.Provider>
  ) : (
    <Starting
      refusal={me.error ?? permissions.error}
      again={() => void (me.error ? me.refetch() : permissions.refetch())}
    />
  );
}

export function useSession(): Session {
  const session = useContext(Signed);
  if (!session) {
    throw new Error('useSession is called outside SessionGate.');
  }
  return session;
}
