import type { Task } from './model';

/** A task as the kernel's log and all panels name it. */
export const taskName = ({ comm, tid }: Pick<Task, 'comm' | 'tid'>): string => `${comm}:${tid}`;
