/** The modules on the disk of every machine: the RFC's, ours for comparing the policies, and the kernel's own self-tests. */
import type { ModuleImage } from '../images';
import { lineageModules } from './lineage';
import { rfcModules } from './rfc';
import { selftests } from './selftests';

export { lineageModules } from './lineage';
export { rfcModules } from './rfc';

export const library: readonly ModuleImage[] = [...rfcModules, ...lineageModules, ...selftests];
