package io.jenkins.lib.containergate.ecs.confinement;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The language of AppArmor's profiles.
 *
 * @see <a href="https://gitlab.com/apparmor/apparmor/-/blob/master/parser/apparmor.d.pod">apparmor.d</a>
 */
final class AppArmorRules {
    private static final Pattern WORD = Pattern.compile("[a-z0-9_]{1,40}");
    private static final Pattern PEER = Pattern.compile("[A-Za-z0-9_./-]{1,255}");
    private static final Pattern PROCESS = Pattern.compile("^/proc/\\d+/(?:task/\\d+/)?");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    /** Stands for any number: no path has it, see {@link #isPath}. */
    private static final String ANY = "\u0001";

    private static final String PROC = "\"/proc/" + ANY + "/";
    private static final String SPECIAL = "*?[]{}^,\\\"";

    private AppArmorRules() {}

    /** Paths that a rule can name: absolute, without characters that steer a terminal or end a line. */
    static boolean isPath(String text) {
        return text.startsWith("/")
                && text.length() <= 4_096
                && text.codePoints().noneMatch(Character::isISOControl);
    }

    /** The numbers of processes and threads are others each time. */
    static String general(String path) {
        return PROCESS.matcher(path)
                .replaceFirst(found -> NUMBER.matcher(found.group()).replaceAll(ANY));
    }

    /** @param path as {@link #general} made it */
    static String quoted(String path) {
        StringBuilder text = new StringBuilder("\"");
        path.codePoints().forEach(each -> {
            if (SPECIAL.indexOf(each) >= 0) {
                text.append('\\');
            }
            text.appendCodePoint(each);
        });
        String quoted = text.append('"').toString();
        return (quoted.startsWith(PROC) ? quoted.replaceFirst("/proc/", "@{PROC}/") : quoted).replace(ANY, "[0-9]*");
    }

    /**
     * @param mask as the kernel writes it: creating and deleting are writing
     * @return permissions of rules
     */
    static Set<String> modes(String mask) {
        Set<String> modes = new TreeSet<>();
        for (char each : mask.toCharArray()) {
            switch (each) {
                case 'r', 'a', 'm', 'k', 'l', 'x', 'w' -> modes.add(String.valueOf(each));
                case 'c', 'd' -> modes.add("w");
                default -> {
                    // user and group are told apart by "::" in some masks
                }
            }
        }
        if (modes.contains("w")) {
            modes.remove("a");
        }
        return modes;
    }

    /** The permissions of one rule; a program that is started has the same profile. */
    static String permissions(Set<String> modes) {
        StringBuilder text = new StringBuilder();
        for (String mode : new String[] {"m", "r", "w", "a", "k", "l"}) {
            if (modes.contains(mode) && !(mode.equals("a") && modes.contains("w"))) {
                text.append(mode);
            }
        }
        return text.append(modes.contains("x") ? "ix" : "").toString();
    }

    static Optional<String> network(AuditRecord record) {
        Optional<String> family = word(record, "family");
        Optional<String> type = word(record, "sock_type");
        return family.map(
                name -> "network " + name + type.map(each -> " " + each).orElse(""));
    }

    static Optional<String> signal(AuditRecord record) {
        return with(record, "signal")
                .map(rule -> word(record, "signal")
                        .map(signal -> rule.replace(" peer=", " set=(" + signal + ") peer="))
                        .orElse(rule));
    }

    static Optional<String> ptrace(AuditRecord record) {
        return with(record, "ptrace");
    }

    private static Optional<String> with(AuditRecord record, String kind) {
        Optional<String> mode = word(record, "requested_mask");
        Optional<String> peer =
                record.untrusted("peer").filter(name -> PEER.matcher(name).matches());
        return mode.isEmpty() || peer.isEmpty()
                ? Optional.empty()
                : Optional.of(kind + " (" + mode.get() + ") peer=" + peer.get());
    }

    private static Optional<String> word(AuditRecord record, String field) {
        return record.text(field).filter(text -> WORD.matcher(text).matches());
    }
}
