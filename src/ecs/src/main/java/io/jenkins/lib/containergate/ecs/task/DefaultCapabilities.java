package io.jenkins.lib.containergate.ecs.task;

import java.util.List;

/** The capabilities of Linux that Docker and containerd give a container when none is dropped, as ECS names them. */
public final class DefaultCapabilities {
    public static final List<String> NAMES = List.of(
            "AUDIT_WRITE",
            "CHOWN",
            "DAC_OVERRIDE",
            "FOWNER",
            "FSETID",
            "KILL",
            "MKNOD",
            "NET_BIND_SERVICE",
            "NET_RAW",
            "SETFCAP",
            "SETGID",
            "SETPCAP",
            "SETUID",
            "SYS_CHROOT");

    private DefaultCapabilities() {}
}
