import { lazy, Suspense, useState } from 'react';
import { Button } from '../parts/Button';

const Simplifications = lazy(async () => ({ default: (await import('./Simplifications')).Simplifications }));

/** The way to the list of all. */
export const AllSimplifications = () => {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>What this model leaves out</Button>
      <Suspense>{open && <Simplifications onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
};
