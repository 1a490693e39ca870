package io.jenkins.lib.containergate.ecs.rules;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A directory or file of an instance, in the form its kernel would see: without {@code .}, {@code ..} and doubled slashes.
 * Paths of Windows are compared in lower case with slashes.
 */
record HostPath(String path) {
    private static final List<String> RUNTIME_SOCKETS = List.of(
            "/run/containerd/containerd.sock",
            "/run/crio/crio.sock",
            "/run/docker.sock",
            "/run/docker/containerd/containerd.sock",
            "/run/podman/podman.sock",
            "/var/run/containerd/containerd.sock",
            "/var/run/crio/crio.sock",
            "/var/run/docker.sock",
            "/var/run/podman/podman.sock");
    private static final Set<String> SOCKET_NAMES = Set.of(
            "containerd.sock", "crio.sock", "docker.sock", "podman.sock", "docker_engine", "containerd-containerd");

    private static final List<String> SYSTEM = List.of(
            "/bin",
            "/boot",
            "/dev",
            "/etc",
            "/lib",
            "/lib32",
            "/lib64",
            "/proc",
            "/root",
            "/sbin",
            "/sys",
            "/usr",
            "/var/lib/containerd",
            "/var/lib/docker",
            "/var/lib/ecs");
    private static final List<String> WINDOWS_SYSTEM =
            List.of("c:/windows", "c:/programdata", "c:/program files", "c:/program files (x86)");

    static HostPath of(String written) {
        String text = written.strip().replace('\\', '/');
        boolean drive = text.length() > 1 && text.charAt(1) == ':';
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : text.split("/", -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        String joined = String.join("/", segments);
        return new HostPath(drive ? joined.toLowerCase(Locale.ROOT) : "/" + joined);
    }

    /** A socket of a container runtime, or a directory that holds one. */
    boolean holdsRuntimeSocket() {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return SOCKET_NAMES.contains(name) || RUNTIME_SOCKETS.stream().anyMatch(this::holds);
    }

    /** A directory of the system, something in it, or a directory that holds it. */
    boolean sensitive() {
        List<String> system = path.startsWith("/") ? SYSTEM : WINDOWS_SYSTEM;
        return system.stream().anyMatch(each -> holds(each) || new HostPath(each).holds(path));
    }

    private boolean holds(String other) {
        return path.equals("/") || other.equals(path) || other.startsWith(path + "/");
    }
}
