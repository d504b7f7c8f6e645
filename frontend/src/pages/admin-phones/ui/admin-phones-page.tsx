import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ReferenceList, referenceUrl } from '@/features/edit-reference';
import { useUrlState } from '@/shared/lib/url-state';
import { unassignedQuery } from '../api/company-numbers.queries';
import { usePhoneBook } from '../model/phone-book';
import { FillCallsDialog } from './fill-calls-dialog';
import type { FillOffer } from './fill-calls-dialog';
import { UnassignedPanel } from './unassigned-panel';

/** Company numbers, and those that clients dial and nobody has described yet. */
export function AdminPhonesPage() {
  const [, setUrl] = useUrlState(referenceUrl);
  const [number, setNumber] = useState<string | null>(null);
  const [offer, setOffer] = useState<FillOffer | null>(null);
  const unassigned = useQuery(unassignedQuery);
  const book = usePhoneBook();
  return (
    <>
      <ReferenceList
        book={book}
        prefill={number === null ? {} : { number }}
        onClosed={() => {
          setNumber(null);
        }}
        onSaved={(phone) => {
          const past = unassigned.data?.data.find((found) => found.number === phone.number);
          if (past !== undefined) setOffer({ ...phone, phoneId: phone.id, calls: past.calls });
        }}
      >
        <UnassignedPanel
          onAssign={(found) => {
            setNumber(found.number);
            setUrl({ add: '1' });
          }}
        />
      </ReferenceList>
      {offer !== null && (
        <FillCallsDialog
          offer={offer}
          onClose={() => {
            setOffer(null);
          }}
        />
      )}
    </>
  );
}
