package io.jenkins.lib.containergate.hardening.rules;

import java.util.Set;

/** Programs that common distributions install with setuid or setgid, so that every image on such a base has them. */
final class DistributionSetuidFiles {
    private static final Set<String> IN_BIN = Set.of(
            "arping",
            "bbsuid",
            "bsd-write",
            "chage",
            "chfn",
            "chsh",
            "crontab",
            "dotlockfile",
            "expiry",
            "fusermount",
            "fusermount3",
            "gpasswd",
            "mount",
            "mtr-packet",
            "newgidmap",
            "newgrp",
            "newuidmap",
            "passwd",
            "ping",
            "ping6",
            "ssh-agent",
            "su",
            "sudo",
            "umount",
            "wall",
            "write");
    private static final Set<String> IN_SBIN = Set.of(
            "arping",
            "clockdiff",
            "grub2-set-bootflag",
            "mount.nfs",
            "pam_extrausers_chkpwd",
            "pam_timestamp_check",
            "unix_chkpwd",
            "usernetctl");
    private static final Set<String> HELPERS = Set.of(
            "lib/dbus-1.0/dbus-daemon-launch-helper",
            "lib/openssh/ssh-keysign",
            "lib/ssh/ssh-keysign",
            "lib/utempter/utempter",
            "libexec/dbus-1/dbus-daemon-launch-helper",
            "libexec/dbus-daemon-launch-helper",
            "libexec/openssh/ssh-keysign",
            "libexec/utempter/utempter");

    private DistributionSetuidFiles() {}

    /** @param path in the layer; {@code bin} and {@code usr/bin} are the same place */
    static boolean contains(String path) {
        String merged = path.startsWith("usr/") ? path.substring("usr/".length()) : path;
        if (merged.startsWith("bin/")) {
            return IN_BIN.contains(merged.substring("bin/".length()));
        }
        if (merged.startsWith("sbin/")) {
            return IN_SBIN.contains(merged.substring("sbin/".length()));
        }
        // Debian keeps some below the name of the architecture: lib/x86_64-linux-gnu/utempter/utempter
        return HELPERS.contains(merged.replaceFirst("^lib/[a-z0-9_]+-linux-gnu[a-z0-9]*/", "lib/"));
    }
}
