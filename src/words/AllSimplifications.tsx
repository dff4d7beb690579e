import { useState } from 'react';
import { Button } from '../parts/Button';
import { later } from '../parts/later';
import { OpensOver } from '../parts/OpensOver';

const Simplifications = later(async () => (await import('./Simplifications')).Simplifications);

/** The way to the list of all. */
export const AllSimplifications = () => {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>What this model leaves out</Button>
      <OpensOver onClose={close}>{open && <Simplifications onClose={close} />}</OpensOver>
    </>
  );
};
