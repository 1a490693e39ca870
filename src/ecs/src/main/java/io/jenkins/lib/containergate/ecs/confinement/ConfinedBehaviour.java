package io.jenkins.lib.containergate.ecs.confinement;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What the programs of one profile did. */
public final class ConfinedBehaviour {
    private static final Set<String> WRITES = Set.of("w", "a");
    private static final Pattern NAME = Pattern.compile("[a-z_]{2,40}");
    /** Kinds of records that are counted apart. */
    private static final int UNSUPPORTED = 200;

    private long records;
    private long complaints;
    private long refusals;
    private long otherCalls;
    private boolean programs;
    private Optional<Instant> from = Optional.empty();
    private Optional<Instant> to = Optional.empty();
    private final Map<String, Set<String>> files = new TreeMap<>();
    private final Set<String> capabilities = new TreeSet<>();
    private final Set<String> rules = new TreeSet<>();
    private final Set<String> calls = new TreeSet<>();
    private final Map<String, Long> unsupported = new TreeMap<>();

    void add(AuditRecord record) {
        records++;
        record.time().ifPresent(at -> {
            from = Optional.of(from.filter(at::isAfter).orElse(at));
            to = Optional.of(to.filter(at::isBefore).orElse(at));
        });
        if (record.fields().containsKey("apparmor")) {
            appArmor(record);
        } else if (record.type().equals("SYSCALL") || record.type().equals("SECCOMP")) {
            Optional<String> call = SystemCalls.known()
                    .name(record.text("arch").orElse(""), record.text("syscall").orElse(""));
            call.ifPresentOrElse(calls::add, () -> otherCalls++);
        } else if (record.text("tclass").filter("capability"::equals).isPresent()) {
            record.text("capability").ifPresentOrElse(this::capability, () -> unsupported("SELinux capability"));
        } else {
            unsupported(record.text("tclass").map(each -> "SELinux " + each).orElse(record.type()));
        }
    }

    private void appArmor(AuditRecord record) {
        if (record.text("apparmor").filter("STATUS"::equals).isPresent()) {
            return;
        }
        boolean complaint = record.text("apparmor").filter("ALLOWED"::equals).isPresent();
        complaints += complaint ? 1 : 0;
        refusals += record.text("apparmor").filter("DENIED"::equals).isPresent() ? 1 : 0;
        String operation = record.text("operation").orElse("");
        Optional<String> rule =
                switch (operation) {
                    case "capable" -> {
                        record.text("capname").ifPresent(this::capability);
                        yield record.text("capname");
                    }
                    case "signal" -> AppArmorRules.signal(record);
                    case "ptrace" -> AppArmorRules.ptrace(record);
                    default ->
                        record.fields().containsKey("family")
                                        && !record.fields().containsKey("name")
                                ? AppArmorRules.network(record)
                                : file(record, complaint);
                };
        if (rule.isEmpty()) {
            unsupported("AppArmor " + operation);
        } else if (rule.get().contains(" ")) {
            rules.add(rule.get());
        }
    }

    private Optional<String> file(AuditRecord record, boolean complaint) {
        Optional<String> path = record.untrusted("name").filter(AppArmorRules::isPath);
        Set<String> modes = AppArmorRules.modes(record.text("requested_mask").orElse(""));
        if (path.isEmpty() || modes.isEmpty() || record.fields().containsKey("family")) {
            return Optional.empty();
        }
        programs |= complaint && (modes.contains("x") || modes.contains("m"));
        files.computeIfAbsent(AppArmorRules.general(path.get()), unused -> new TreeSet<>())
                .addAll(modes);
        return path.map(unused -> "file");
    }

    private void capability(String name) {
        if (NAME.matcher(name).matches()) {
            capabilities.add(name);
        }
    }

    private void unsupported(String what) {
        if (unsupported.size() < UNSUPPORTED || unsupported.containsKey(what)) {
            unsupported.merge(what, 1L, Long::sum);
        }
    }

    int size() {
        return files.size() + capabilities.size() + rules.size() + calls.size();
    }

    public long records() {
        return records;
    }

    /** Records of complain mode. */
    public long complaints() {
        return complaints;
    }

    /** Records of what AppArmor did not let happen. */
    public long refusals() {
        return refusals;
    }

    /** Whether complain mode recorded that a program was loaded: then the profile allowed no files, and all of them are seen. */
    public boolean complete() {
        return programs;
    }

    public Optional<Instant> from() {
        return from;
    }

    public Optional<Instant> to() {
        return to;
    }

    /** By path: what was done with it, as AppArmor writes it. */
    public Map<String, Set<String>> files() {
        return new TreeMap<>(files);
    }

    /** As the kernel names them, such as {@code net_bind_service}. */
    public Set<String> capabilities() {
        return new TreeSet<>(capabilities);
    }

    /** Other rules of AppArmor. */
    public Set<String> rules() {
        return new TreeSet<>(rules);
    }

    /** Names of system calls. */
    public Set<String> calls() {
        return new TreeSet<>(calls);
    }

    /** System calls of other architectures, or without a name. */
    public long otherCalls() {
        return otherCalls;
    }

    /** How many records of what are not part of a proposal. */
    public Map<String, Long> unsupported() {
        return new TreeMap<>(unsupported);
    }

    /** Paths that were written. */
    public List<String> written() {
        return files.entrySet().stream()
                .filter(each -> each.getValue().stream().anyMatch(WRITES::contains))
                .map(Map.Entry::getKey)
                .toList();
    }
}
