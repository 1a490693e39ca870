package io.jenkins.lib.containergate.ecs.confinement;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects what confined programs did. What it keeps grows with the number of different things, not with that of records. */
public final class LearnedConfinement {
    /** One record in so many may be broken. */
    private static final long READABLE = 100;

    private static final int PLACES = 10;
    private static final int SUBJECTS = 200;
    private static final int FINDINGS = 1_000;
    /** In complain mode each program that is started has a profile of its own below that of who started it. */
    private static final String CHILD = "//null-";

    private static final Pattern CONTEXT = Pattern.compile("[a-z0-9_]+:[a-z0-9_]+:([a-z0-9_]+):.*");

    private final int most;
    private final Map<String, ConfinedBehaviour> subjects = new TreeMap<>();
    private final List<RuntimeFinding> findings = new ArrayList<>();
    private final Totals totals = new Totals();

    /** @param most different paths, calls and the like of one profile */
    public LearnedConfinement(int most) {
        this.most = most;
    }

    private static final class Totals {
        private long records;
        private long unread;
        private long others;
        private final List<String> places = new ArrayList<>();
    }

    void unread(String place) {
        totals.unread++;
        if (totals.places.size() < PLACES) {
            totals.places.add(place);
        }
    }

    /** A line or document about something else. */
    void other() {
        totals.others++;
    }

    /** @throws GateException when there are too many */
    void add(RuntimeFinding finding) throws GateException {
        totals.records++;
        findings.add(finding);
        bounded(findings.size(), FINDINGS, "findings of GuardDuty");
    }

    /** @throws GateException when there are too many different things */
    void add(AuditRecord record) throws GateException {
        Optional<String> subject = subject(record);
        if (subject.isEmpty()) {
            totals.others++;
            return;
        }
        totals.records++;
        ConfinedBehaviour behaviour = subjects.computeIfAbsent(subject.get(), unused -> new ConfinedBehaviour());
        bounded(subjects.size(), SUBJECTS, "confined programs");
        behaviour.add(record);
        bounded(behaviour.size(), most, "different paths and calls of " + subject.get());
    }

    private static void bounded(int found, int most, String what) throws GateException {
        if (found > most) {
            throw new GateException("the events hold more than " + most + " " + what, "give those of one test run");
        }
    }

    /** The profile of AppArmor, or the type of SELinux, that the program ran under; empty for what is not confined. */
    private static Optional<String> subject(AuditRecord record) {
        Optional<String> profile = record.untrusted("profile");
        return profile.or(() -> record.text("subj"))
                .or(() -> record.text("scontext"))
                .map(LearnedConfinement::name)
                .map(SafeText::visible)
                .filter(name -> !name.isEmpty() && !name.equals("unconfined") && !name.equals("=unconfined"));
    }

    private static String name(String label) {
        Matcher context = CONTEXT.matcher(label);
        if (context.matches()) {
            return context.group(1);
        }
        int child = label.indexOf(CHILD);
        return child < 0 ? label : label.substring(0, child);
    }

    /**
     * What was seen of one.
     *
     * @param profile name of a profile, or type of SELinux; empty for the only one there is
     * @throws GateException when too much could not be read, nothing was seen, or it is not known which profile is meant
     */
    public Seen seen(Optional<String> profile) throws GateException {
        if (totals.unread * READABLE > totals.records + totals.others + totals.unread) {
            throw new GateException(
                    totals.unread + " of " + (totals.records + totals.others + totals.unread)
                            + " lines are neither audit records nor findings: " + String.join(", ", totals.places)
                            + (totals.unread > PLACES ? " and more" : ""),
                    "give the log of auditd, the kernel log, or findings of GuardDuty as JSON");
        }
        if (totals.records == 0) {
            throw new GateException(
                    "the events hold nothing about a confined program",
                    "run the test under a profile of AppArmor in complain mode, or with findings of GuardDuty");
        }
        String known =
                String.join(", ", subjects.keySet().stream().limit(PLACES).toList());
        if (profile.isPresent() && !subjects.containsKey(profile.get())) {
            throw new GateException(
                    "the events hold nothing about the profile " + profile.get(),
                    known.isEmpty() ? "they hold findings only: remove --profile" : "name one of " + known);
        }
        if (profile.isEmpty() && subjects.size() > 1) {
            throw new GateException("the events are about several profiles: " + known, "name one with --profile");
        }
        Optional<String> chosen = profile.or(() -> subjects.keySet().stream().findFirst());
        return new Seen(
                chosen,
                chosen.map(subjects::get).orElseGet(ConfinedBehaviour::new),
                findings,
                totals.unread,
                totals.places);
    }

    /**
     * What was seen of one profile.
     *
     * @param profile empty when there are findings only
     * @param unread lines that could not be read
     * @param places of the first of them
     */
    public record Seen(
            Optional<String> profile,
            ConfinedBehaviour behaviour,
            List<RuntimeFinding> findings,
            long unread,
            List<String> places) {
        public Seen {
            findings = List.copyOf(findings);
            places = List.copyOf(places);
        }
    }
}
