package io.jenkins.lib.containergate.report.html;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Moments for people: always UTC, always in the same words. */
final class Moments {
    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int DAYS_FROM = 2;

    private Moments() {}

    static void write(Instant moment, HtmlWriter html) throws IOException {
        html.open("time")
                .constant("datetime", moment.truncatedTo(ChronoUnit.SECONDS).toString())
                .text(SHOWN.format(moment))
                .close();
    }

    /** Such as {@code 9 hours before this verdict}. */
    static String age(Instant moment, Instant judgedAt) {
        Duration age = Duration.between(moment, judgedAt);
        if (age.isNegative()) {
            return "after this verdict: check the clocks";
        }
        if (age.toDays() >= DAYS_FROM) {
            return age.toDays() + " days before this verdict";
        }
        return age.toHours() == 1 ? "1 hour before this verdict" : age.toHours() + " hours before this verdict";
    }
}
