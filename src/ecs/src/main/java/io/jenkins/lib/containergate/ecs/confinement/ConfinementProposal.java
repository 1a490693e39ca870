package io.jenkins.lib.containergate.ecs.confinement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a container can be confined to what it did. A proposal: what it did not do in the test run is missing in it.
 *
 * @param appArmor a profile; only the rules to add where the run was not recorded whole; empty without records of AppArmor
 * @param systemCalls to allow; empty where not all of them were recorded
 * @param capabilities as ECS names them; empty where it is not known whether all were recorded
 * @param writable directories that were written; empty where it is not known whether all were recorded
 * @param suspicious programs and files that findings of GuardDuty name and that stay out of the profile
 * @param notes what a reader has to know
 */
public record ConfinementProposal(
        LearnedConfinement.Seen seen,
        Optional<String> appArmor,
        Optional<Set<String>> systemCalls,
        Optional<Set<String>> capabilities,
        Optional<Set<String>> writable,
        Set<String> suspicious,
        List<String> notes) {
    public ConfinementProposal {
        suspicious = Set.copyOf(suspicious);
        notes = List.copyOf(notes);
    }

    /** Names of things in findings that are files of the container. */
    private static final Set<String> FILES = Set.of(
            "modifyingprocess",
            "modifiedprocess",
            "scriptpath",
            "librarypath",
            "ldpreloadvalue",
            "socketpath",
            "runcbinarypath",
            "releaseagentpath",
            "shellhistoryfilepath",
            "mounttarget",
            "serviceexecutablepath",
            "threatfilepath");

    /**
     * A program makes one call of each in any run that is recorded whole. musl opens files with {@code open}, and nobody who records
     * some calls only has a rule for how memory is given back.
     */
    private static final List<Set<String>> ALWAYS = List.of(
            Set.of("execve", "execveat"),
            Set.of("mmap"),
            Set.of("mprotect", "munmap", "brk"),
            Set.of("open", "openat", "openat2"),
            Set.of("read", "pread64", "readv"),
            Set.of("close", "close_range"));

    /** What runc and containerd's shim call in the container before the program starts, and its end. */
    private static final Set<String> RUNTIME = Set.of(
            "access",
            "arch_prctl",
            "brk",
            "capget",
            "capset",
            "chdir",
            "clone",
            "close",
            "close_range",
            "dup3",
            "epoll_create1",
            "epoll_ctl",
            "epoll_pwait",
            "execve",
            "exit",
            "exit_group",
            "faccessat2",
            "fchdir",
            "fchown",
            "fcntl",
            "fstat",
            "fstatfs",
            "futex",
            "getdents64",
            "getpid",
            "getppid",
            "gettid",
            "ioctl",
            "lseek",
            "madvise",
            "mmap",
            "mprotect",
            "munmap",
            "nanosleep",
            "newfstatat",
            "openat",
            "openat2",
            "pipe2",
            "prctl",
            "pread64",
            "prlimit64",
            "read",
            "readlinkat",
            "rseq",
            "rt_sigaction",
            "rt_sigprocmask",
            "rt_sigreturn",
            "sched_getaffinity",
            "sched_yield",
            "set_robust_list",
            "set_tid_address",
            "setgid",
            "setgroups",
            "setsid",
            "setuid",
            "sigaltstack",
            "statx",
            "tgkill",
            "umask",
            "write");

    private static final Set<String> PSEUDO = Set.of("/dev", "/proc", "/sys");

    /** @param name of the profile that is proposed */
    public static ConfinementProposal of(LearnedConfinement.Seen seen, String name) {
        ConfinedBehaviour behaviour = seen.behaviour();
        List<String> notes = new ArrayList<>();
        Set<String> suspicious = new TreeSet<>();
        seen.findings().forEach(finding -> {
            finding.program().ifPresent(suspicious::add);
            finding.context().forEach((member, value) -> {
                if (FILES.contains(member)) {
                    suspicious.add(value);
                }
            });
        });
        suspicious.removeIf(path -> !AppArmorRules.isPath(path));
        suspicious.stream()
                .filter(path -> behaviour.files().containsKey(AppArmorRules.general(path)))
                .forEach(path -> notes.add("a finding names " + path + ", which the run used: the profile denies it"));
        boolean complete = behaviour.complete();
        boolean armor = !behaviour.files().isEmpty()
                || !behaviour.rules().isEmpty()
                || !behaviour.capabilities().isEmpty() && behaviour.complaints() > 0;
        if (armor && !complete) {
            notes.add(
                    "no record of complain mode shows a program that is loaded: the profile of the run already allowed"
                            + " things, which are not recorded. The rules are additions to that profile, and nothing is"
                            + " proposed for capabilities and the root file system");
        }
        if (behaviour.refusals() > 0) {
            notes.add(behaviour.refusals()
                    + " records are of what the profile of the run denied: the rules allow it. Leave out"
                    + " what the program does not need");
        }
        Set<String> made = behaviour.calls();
        boolean calls = ALWAYS.stream().allMatch(each -> each.stream().anyMatch(made::contains));
        if (!calls && !behaviour.calls().isEmpty()) {
            notes.add("the records hold some system calls only: no seccomp profile is proposed. Record all of them with"
                    + " an audit rule (-S all), or with a seccomp profile whose default action is SCMP_ACT_LOG");
        }
        if (behaviour.otherCalls() > 0) {
            notes.add(behaviour.otherCalls() + " system calls are not known by number, or of another architecture than"
                    + " x86_64 and aarch64");
            calls = false;
        }
        behaviour.unsupported().forEach((what, count) -> notes.add(count + " records are not part of it: " + what));
        Optional<Set<String>> capabilities = complete ? Optional.of(upper(behaviour.capabilities())) : Optional.empty();
        Optional<Set<String>> allowed = Optional.empty();
        if (calls) {
            Set<String> all = new TreeSet<>(behaviour.calls());
            all.addAll(RUNTIME);
            allowed = Optional.of(all);
        }
        return new ConfinementProposal(
                seen,
                armor ? Optional.of(profile(seen, name, suspicious, complete)) : Optional.empty(),
                allowed,
                capabilities,
                complete ? Optional.of(directories(behaviour.written())) : Optional.empty(),
                suspicious,
                notes);
    }

    private static Set<String> upper(Set<String> names) {
        Set<String> upper = new TreeSet<>();
        names.forEach(name -> upper.add(name.toUpperCase(Locale.ROOT)));
        return upper;
    }

    /** The directories of files that are in the image; a file in the root has none of its own. */
    private static Set<String> directories(List<String> written) {
        Set<String> directories = new TreeSet<>();
        for (String path : written) {
            String parent = path.endsWith("/")
                    ? path.substring(0, path.length() - 1)
                    : path.substring(0, path.lastIndexOf('/'));
            boolean pseudo = PSEUDO.stream().anyMatch(each -> parent.equals(each) || parent.startsWith(each + "/"));
            if (!pseudo) {
                directories.add(parent.isEmpty() ? "/" : parent);
            }
        }
        // a directory covers those below it
        Set<String> outer = new TreeSet<>();
        for (String each : directories) {
            if (outer.stream().noneMatch(above -> !above.equals("/") && each.startsWith(above + "/"))) {
                outer.add(each);
            }
        }
        return outer;
    }

    private static String profile(LearnedConfinement.Seen seen, String name, Set<String> suspicious, boolean complete) {
        ConfinedBehaviour behaviour = seen.behaviour();
        StringBuilder text = new StringBuilder();
        text.append("# A proposal of gate learn confinement. Read it before you use it: what the test run did not"
                        + " do is missing.\n")
                .append("# It rests on ")
                .append(behaviour.records())
                .append(" records, ")
                .append(behaviour.complaints())
                .append(" of them of complain mode.\n");
        if (!complete) {
            text.append("# Rules to add to the profile of the test run, which is not all that the program needs.\n");
        } else {
            text.append("#include <tunables/global>\n\nprofile ")
                    .append(name)
                    .append(" flags=(attach_disconnected) {\n");
        }
        behaviour
                .capabilities()
                .forEach(each -> text.append("  capability ").append(each).append(",\n"));
        behaviour.rules().forEach(each -> text.append("  ").append(each).append(",\n"));
        Map<String, Set<String>> files = new TreeMap<>(behaviour.files());
        suspicious.forEach(path -> {
            String general = AppArmorRules.general(path);
            files.remove(general);
            text.append("  deny ").append(AppArmorRules.quoted(general)).append(" mrwklx,\n");
        });
        files.forEach((path, modes) -> text.append("  ")
                .append(AppArmorRules.quoted(path))
                .append(' ')
                .append(AppArmorRules.permissions(modes))
                .append(",\n"));
        return text.append(complete ? "}\n" : "").toString();
    }
}
