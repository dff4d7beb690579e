/** Tasks of which a text says the name and not the kind: names that only the kernel gives. */

/** Threads of the core, of memory management, of file systems and drivers, as they are named where they are created. */
const KTHREAD = new RegExp(
  `^(?:${[
    'kthreadd',
    'pool_workqueue_.*',
    'kworker/.*',
    'rcu_.*|rcu(?:b|c|og|o[ps]|n)/\\d+|rcuop?/\\d+',
    '(?:migration|cpuhp|ksoftirqd|ktimers|irq_work|idle_inject|watchdog|backlog_napi|posixcputmr|stopper)/\\d+',
    'irq/\\d+(?:-.*)?',
    'k(?:devtmpfs|auditd|hungtaskd|integrityd|blockd|throtld|smd|hugepaged|strp|reclaimd|thrashd)|netns|oom_reaper|writeback|psimon|hwrng',
    'kprobe-optimiz.*|blkcg_punt_bio|inet_frag_wq|slub_flushwq|mm_percpu_wq|zswap-shrink|edac-poller|devfreq_wq|tpm_dev_wq',
    'k(?:swapd|compactd)\\d+',
    'jbd2/.+|ext4-rsv-conver|xfs(?:aild|-[\\w-]+)/.+|btrfs-.+|kjournald\\d*|f2fs_.+:\\d+|gfs2_\\w+|ocfs2\\w+|dlm_\\w+',
    'scsi_(?:eh|tmf|wq)_\\d+|md\\d+_\\w+|dmcrypt_write.*|kdmflush.*|kcryptd.*|loop\\d+|nbd\\d+|mmcqd/.+|nvme-\\w+-wq|raid\\d+wq|ata_sff|acpi_thermal_.*',
    'nfsd|lockd|cifsd|rpciod|xprtiod|nfsiod|ksmbd:.*|iscsi_\\w+|target_\\w+|card\\d+-crtc\\d+|nv_queue|usb-storage|khidpd_.*|spi\\d+|ubi_bgt\\w+',
    'kvm-pit/\\d+|cryptd|charger_manager|ecryptfs-kthr.*|khubd|kpsmoused|kaluad|kmpathd?\\w*|bioset|bond\\d+',
  ].join('|')})$`,
);

export const isNameOfKthread = (comm: string): boolean => KTHREAD.test(comm);

/** PF_USER_WORKER: `io_uring/io-wq.c`, `io_uring/sqpoll.c`, `drivers/vhost/vhost.c`. */
export const isNameOfUserWorker = (comm: string): boolean => /^(?:iou-(?:wrk|sqp)|vhost)-\d+$/.test(comm);

/** Bytes of a `comm` without the one that ends it. */
const COMM = 15;

/** `/proc/PID/comm` says more of a kthread than its `comm` does: what a worker works for, a name that is too long. */
export const commOf = (name: string): string =>
  name
    .replace(/^(kworker\/(?:u?\d+:\d+H?))[-+].*$/, '$1')
    .slice(0, COMM)
    .trim();
