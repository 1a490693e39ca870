package io.jenkins.lib.containergate.ecs.confinement;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One record of Linux's audit, as auditd or the kernel log has it.
 *
 * @param type such as {@code SYSCALL}; numbers of the kernel log have their names
 * @param time empty where it is not written in seconds
 * @param fields by name; texts without their quotes
 * @see <a href="https://github.com/linux-audit/audit-documentation/wiki/SPEC-Audit-Event-Enrichment">Format of records</a>
 */
record AuditRecord(String type, Optional<Instant> time, Map<String, Field> fields) {
    private static final Pattern RECORD = Pattern.compile(
            "(?:^|[\\s:])(?:type=([A-Z0-9_]{1,40}) )?(?:msg=)?audit\\(([^)]{1,40}):\\d{1,20}\\): ?(.*)$");
    private static final Pattern FIELD = Pattern.compile("([A-Za-z][A-Za-z0-9_-]*)=(?:\"([^\"]*)\"|([^\\s\"]*))");
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,11})(?:\\.\\d{1,9})?");
    private static final Pattern HEX = Pattern.compile("(?:[0-9A-F]{2}){1,8192}");
    /** What auditd adds behind a record: names for its numbers. */
    private static final char ENRICHED = '\u001d';

    private static final Map<String, String> NUMBERS = Map.of("1300", "SYSCALL", "1326", "SECCOMP", "1400", "AVC");

    AuditRecord {
        fields = Map.copyOf(fields);
    }

    /** @param quoted texts that could steer a reader are written as hexadecimal numbers without quotes */
    record Field(String value, boolean quoted) {}

    /** Whether a line is meant to be a record. */
    static boolean claims(String line) {
        return line.contains("audit(");
    }

    /** Empty for a line that is not a record. */
    static Optional<AuditRecord> read(String line) {
        int enriched = line.indexOf(ENRICHED);
        Matcher record = RECORD.matcher(enriched < 0 ? line : line.substring(0, enriched));
        if (!record.find()) {
            return Optional.empty();
        }
        Map<String, Field> fields = new HashMap<>();
        Matcher field = FIELD.matcher(record.group(3));
        while (field.find()) {
            boolean quoted = field.group(2) != null;
            fields.putIfAbsent(field.group(1), new Field(quoted ? field.group(2) : field.group(3), quoted));
        }
        String type = record.group(1) == null ? "" : record.group(1);
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(new AuditRecord(NUMBERS.getOrDefault(type, type), time(record.group(2)), fields));
    }

    private static Optional<Instant> time(String text) {
        Matcher seconds = SECONDS.matcher(text);
        try {
            return seconds.matches()
                    ? Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds.group(1))))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Empty where it is missing or not set. */
    Optional<String> text(String name) {
        return Optional.ofNullable(fields.get(name))
                .map(Field::value)
                .filter(value -> !value.isEmpty() && !value.equals("(null)") && !value.equals("?"));
    }

    /** A text that anybody could have chosen, such as a path. */
    Optional<String> untrusted(String name) {
        Field field = fields.get(name);
        if (field == null || field.quoted() || !HEX.matcher(field.value()).matches()) {
            return text(name);
        }
        return Optional.of(new String(HexFormat.of().parseHex(field.value()), StandardCharsets.UTF_8));
    }
}
