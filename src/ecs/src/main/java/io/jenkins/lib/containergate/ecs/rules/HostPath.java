package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Applicability;
import io.jenkins.lib.containergate.ecs.task.LaunchType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A directory or file of an instance, in the form its kernel would see: without {@code .}, {@code ..} and doubled slashes.
 * Paths of Windows are compared in lower case with slashes, without the
 * prefixes of devices and what Windows drops at the end of names.
 */
record HostPath(String path) {
    /** Where tasks mount directories of the host. */
    static final Applicability MOUNTED =
            Applicability.except(EnumSet.of(LaunchType.FARGATE), "Fargate mounts no directory of the host");

    private static final List<String> RUNTIME_SOCKETS = List.of(
            "/run/api.sock",
            "/run/buildkit/buildkitd.sock",
            "/run/containerd",
            "/run/cri-dockerd.sock",
            "/run/crio",
            "/run/docker",
            "/run/docker.sock",
            "/run/dockershim.sock",
            "/run/host-containerd",
            "/run/k3s/containerd",
            "/run/podman",
            "/var/run/docker.sock");

    private static final Set<String> SOCKET_NAMES = Set.of(
            "buildkitd.sock",
            "containerd-containerd",
            "containerd.sock",
            "containerd.sock.ttrpc",
            "cri-dockerd.sock",
            "crio.sock",
            "docker.sock",
            "docker_engine",
            "dockershim.sock",
            "podman.sock");

    /** Programs, configuration, devices, keys, jobs and sockets of the system, and homes: their keys open the instance. */
    private static final List<String> SYSTEM = List.of(
            "/.bottlerocket",
            "/bin",
            "/boot",
            "/cgroup",
            "/dev",
            "/etc",
            "/home",
            "/initrd.img",
            "/lib",
            "/lib32",
            "/lib64",
            "/libexec",
            "/libx32",
            "/local",
            "/lost+found",
            "/nix",
            "/opt/amazon",
            "/opt/aws",
            "/opt/cni",
            "/opt/containerd",
            "/opt/ecs",
            "/ostree",
            "/proc",
            "/root",
            "/run",
            "/sbin",
            "/selinux",
            "/snap",
            "/swapfile",
            "/sys",
            "/sysroot",
            "/usr",
            "/var/backups",
            "/var/cache",
            "/var/db",
            "/var/empty",
            "/var/home",
            "/var/kerberos",
            "/var/lib/amazon",
            "/var/lib/bottlerocket",
            "/var/lib/cloud",
            "/var/lib/cni",
            "/var/lib/containerd",
            "/var/lib/containers",
            "/var/lib/dhclient",
            "/var/lib/dhcp",
            "/var/lib/docker",
            "/var/lib/docker-engine",
            "/var/lib/dpkg",
            "/var/lib/ecs",
            "/var/lib/host-containerd",
            "/var/lib/kubelet",
            "/var/lib/lxd",
            "/var/lib/misc",
            "/var/lib/nfs",
            "/var/lib/pam",
            "/var/lib/polkit-1",
            "/var/lib/private",
            "/var/lib/rancher",
            "/var/lib/rpm",
            "/var/lib/selinux",
            "/var/lib/snapd",
            "/var/lib/soci-snapshotter-grpc",
            "/var/lib/sss",
            "/var/lib/sudo",
            "/var/lib/systemd",
            "/var/lock",
            "/var/mail",
            "/var/opt/amazon",
            "/var/roothome",
            "/var/snap",
            "/var/spool",
            "/var/usrlocal",
            "/var/yp",
            "/vmlinuz");

    private static final Pattern BOTTLEROCKET = Pattern.compile("/[a-z0-9_]+-bottlerocket-linux-gnu(?:/.*)?");

    private static final List<String> WINDOWS_SYSTEM = List.of(
            "c:/$recycle.bin",
            "c:/boot",
            "c:/documents and settings",
            "c:/inetpub",
            "c:/program files",
            "c:/program files (x86)",
            "c:/programdata",
            "c:/recovery",
            "c:/system volume information",
            "c:/users",
            "c:/windows");

    private static final Pattern DEVICE = Pattern.compile("^//[.?]/(?=[a-z]:)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DRIVE = Pattern.compile("^([A-Za-z]:)(?![/])");
    private static final Pattern SHORT_NAME = Pattern.compile("[^/]{1,8}~[0-9].*");
    private static final Pattern BLANKS_AND_DOTS = Pattern.compile("(?<=[^. ])[. ]+$");
    /** A share that Windows makes of each drive, on the machine itself or elsewhere. */
    private static final Pattern DRIVE_SHARE = Pattern.compile("^//[^/]+/[a-z]\\$(?:/.*)?", Pattern.CASE_INSENSITIVE);

    static HostPath of(String written) {
        String text = DEVICE.matcher(written.strip().replace('\\', '/')).replaceFirst("");
        if (DRIVE_SHARE.matcher(text).matches()) {
            text = text.charAt(text.indexOf('$') - 1) + ":" + text.substring(text.indexOf('$') + 1);
        }
        text = DRIVE.matcher(text).replaceFirst("$1/");
        boolean drive = text.length() > 1 && text.charAt(1) == ':';
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : text.split("/", -1)) {
            String name = drive ? BLANKS_AND_DOTS.matcher(segment).replaceFirst("") : segment;
            if (name.equals("..")) {
                if (!drive || segments.size() > 1) {
                    segments.pollLast();
                }
            } else if (!name.isEmpty() && !name.equals(".")) {
                segments.addLast(name);
            }
        }
        String joined = String.join("/", segments);
        return new HostPath(drive ? joined.toLowerCase(Locale.ROOT) : sameRun("/" + joined));
    }

    /** {@code /var/run} is a link to {@code /run}. */
    private static String sameRun(String path) {
        return path.equals("/var/run") || path.startsWith("/var/run/") ? path.substring("/var".length()) : path;
    }

    /** A socket of a container runtime, or a directory that holds one. */
    boolean holdsRuntimeSocket() {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return SOCKET_NAMES.contains(name)
                || RUNTIME_SOCKETS.stream().anyMatch(each -> holds(each) || new HostPath(each).holds(path));
    }

    /** A directory of the system, something in it, or a directory that holds it. */
    boolean sensitive() {
        if (path.startsWith("/")) {
            return inOrAbove(SYSTEM)
                    || BOTTLEROCKET.matcher(path).matches()
                    || rooted().inOrAbove(WINDOWS_SYSTEM)
                    || path.startsWith("/pipe/")
                    || path.startsWith("/?/");
        }
        return inOrAbove(WINDOWS_SYSTEM)
                || SHORT_NAME.matcher(path.substring(path.indexOf('/') + 1)).matches();
    }

    /** Without a drive, Windows takes the one it runs from. */
    private HostPath rooted() {
        return new HostPath("c:" + path.toLowerCase(Locale.ROOT));
    }

    private boolean inOrAbove(List<String> directories) {
        return directories.stream().anyMatch(each -> holds(each) || new HostPath(each).holds(path));
    }

    private boolean holds(String other) {
        return path.equals("/") || other.equals(path) || other.startsWith(path + "/");
    }
}
