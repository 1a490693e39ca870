package io.jenkins.lib.containergate.ecs.task;

import io.jenkins.lib.containergate.ecs.task.ContainerDefinition.Option;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    /** What an overlay, a disk or a file system of the kernel shows is named in many ways; any directory may be in it. */
    private static final String ANY = "/";
    /** Drivers that mount directories of the instance, whatever they are installed as. */
    private static final Pattern OF_THE_INSTANCE = Pattern.compile("local|bind|persist|host", Pattern.CASE_INSENSITIVE);
    /** Options of other drivers that name a directory of the instance. */
    private static final Set<String> PATHS = Set.of(
            "mountpoint", "hostpath", "hostmount", "sourcepath", "source", "src", "bind", "device", "path", "root");

    private static final Pattern DEVICE =
            Pattern.compile("(?:^|[,\\s])(?:device|source|src)\\s*=\\s*([^,\\s]+)", Pattern.CASE_INSENSITIVE);

    private LocalVolume() {}

    /** @return what is mounted; absent when that is no path of the instance */
    static Field<String> path(Field<String> driver, Items<Option> options) {
        Field<String> none = new Field.Absent<>(options.place());
        Optional<String> other =
                driver.known().map(String::strip).filter(name -> !name.isEmpty() && !name.equalsIgnoreCase(LOCAL));
        if (other.isPresent()) {
            boolean named = OF_THE_INSTANCE.matcher(other.get()).find();
            return options.unresolved().stream()
                    .filter(unused -> named)
                    .<Field<String>>map(each -> each.map(unused -> ""))
                    .findFirst()
                    .or(() -> options.values().stream()
                            .filter(each ->
                                    named || PATHS.contains(each.key().strip().toLowerCase(Locale.ROOT)))
                            .map(Option::value)
                            .filter(value -> mayBePath(value) && !elsewhere(value))
                            .findFirst())
                    .orElse(none);
        }
        if (!options.unresolved().isEmpty()) {
            return options.unresolved().get(0).map(unused -> "");
        }
        List<Field<String>> devices = devices(options);
        if (devices.stream().map(Field::known).distinct().count() > 1) {
            return devices.get(0).map(unused -> ANY);
        }
        Optional<Field<String>> device = devices.stream().findFirst();
        if (bound(options)) {
            return device.orElse(none);
        }
        if (elsewhere(options)) {
            return none;
        }
        Optional<Field<String>> type = option(options, "type");
        if (type.isPresent() && type.get() instanceof Unresolved<String>) {
            return type.get();
        }
        boolean fileSystem =
                type.flatMap(Field::known).filter(name -> !plain(name)).isPresent();
        if (fileSystem) {
            return type.get().map(unused -> ANY);
        }
        if (device.isEmpty() || device.get() instanceof Unresolved<String> || mayBePath(device.get())) {
            return device.orElse(none);
        }
        // LABEL=, UUID= and the like are disks
        return device.get().map(text -> text.isBlank() ? "" : ANY);
    }

    /** As an option of its own and within {@code o}: where they differ, Docker's version decides which counts. */
    private static List<Field<String>> devices(Items<Option> options) {
        List<Field<String>> found = new ArrayList<>();
        for (Option option : options.values()) {
            String key = option.key().strip().toLowerCase(Locale.ROOT);
            if (key.equals("device")) {
                found.add(option.value());
            } else if (key.equals("o")) {
                Matcher inside = DEVICE.matcher(option.value().known().orElse(""));
                while (inside.find()) {
                    String path = inside.group(1);
                    found.add(option.value().map(unused -> path));
                }
            }
        }
        return found;
    }

    /** A share of another machine, or a disk, which is formatted and not shown. */
    private static boolean elsewhere(Field<String> value) {
        String text = value.known().orElse("").strip();
        return text.startsWith("//") || text.startsWith("\\\\") || text.startsWith("/dev/");
    }

    private static boolean mayBePath(Field<String> value) {
        String text = value.known().orElse("").strip();
        return value instanceof Unresolved<String>
                || text.startsWith("/")
                || text.startsWith("\\")
                || text.startsWith("~");
    }

    /** No type: what is mounted is the device's to say. */
    private static boolean plain(String type) {
        return type.isBlank() || type.strip().equalsIgnoreCase("none");
    }

    private static boolean elsewhere(Items<Option> options) {
        return option(options, "type")
                .flatMap(Field::known)
                .filter(type -> NO_DIRECTORY.contains(type.strip().toLowerCase(Locale.ROOT)))
                .isPresent();
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
