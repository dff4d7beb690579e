/** The file that shows what a `seq_file` function puts out, by the habit of naming it after the file. */
export const pathOf = (oldName: string): string => `/proc/${oldName.replace(/_(proc_)?show$/, '')}`;
