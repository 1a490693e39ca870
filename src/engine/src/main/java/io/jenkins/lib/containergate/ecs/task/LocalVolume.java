package io.jenkins.lib.containergate.ecs.task;

import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Directories of the instance that a volume of Docker's own driver mounts: {@code local} hands {@code type}, {@code o} and
 * {@code device} to mount(2), so that {@code o: bind} does what {@code host.sourcePath} does.
 *
 * @see <a href="https://docs.docker.com/reference/cli/docker/volume/create/">options of the driver local</a>
 */
final class LocalVolume {
    private static final String LOCAL = "local";
    /** Their device is a server or nothing; a bind mount ignores the type. */
    private static final Set<String> NO_DIRECTORY =
            Set.of("nfs", "nfs4", "cifs", "smb3", "smbfs", "tmpfs", "ceph", "glusterfs", "9p");

    /** An overlay shows directories that its flags name, several and in many ways. */
    private static final String ANY = "/";

    private LocalVolume() {}

    /** @return what is mounted; absent when that is no path of the instance */
    static Field<String> path(Field<String> driver, Items<Option> options) {
        Field<String> none = new Field.Absent<>(options.place());
        if (driver.known()
                .filter(name -> !name.isBlank() && !name.strip().equalsIgnoreCase(LOCAL))
                .isPresent()) {
            return none;
        }
        if (!options.unresolved().isEmpty()) {
            return options.unresolved().get(0).map(unused -> "");
        }
        Optional<Field<String>> type = option(options, "type");
        if (type.flatMap(Field::known).filter(LocalVolume::overlay).isPresent()) {
            return type.get().map(unused -> ANY);
        }
        Optional<Field<String>> device = option(options, "device");
        if (device.isEmpty() || device.get() instanceof Unresolved<String>) {
            return device.orElse(none);
        }
        boolean path = device.get().known().orElse("").strip().startsWith("/");
        return path && !(elsewhere(options) && !bound(options)) ? device.get() : none;
    }

    private static boolean elsewhere(Items<Option> options) {
        return option(options, "type")
                .flatMap(Field::known)
                .filter(type -> NO_DIRECTORY.contains(type.strip().toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    private static boolean overlay(String type) {
        return type.strip().toLowerCase(Locale.ROOT).startsWith("overlay");
    }

    /** Whether it is, or may turn out to be, a bind mount. */
    private static boolean bound(Items<Option> options) {
        Optional<Field<String>> flags = option(options, "o");
        if (flags.isPresent() && flags.get() instanceof Unresolved<String>) {
            return true;
        }
        List<String> words = flags.flatMap(Field::known)
                .map(text -> Arrays.asList(text.toLowerCase(Locale.ROOT).split("[,\\s]+")))
                .orElse(List.of());
        return words.contains("bind") || words.contains("rbind");
    }

    private static Optional<Field<String>> option(Items<Option> options, String key) {
        return options.values().stream()
                .filter(each -> each.key().strip().equalsIgnoreCase(key))
                .map(Option::value)
                .findFirst();
    }
}
