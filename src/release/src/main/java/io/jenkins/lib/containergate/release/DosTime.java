package io.jenkins.lib.containergate.release;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Zips hold local times: a moment at which every zone writes the same digits. */
final class DosTime {
    private DosTime() {}

    static long of(Instant time) {
        return LocalDateTime.ofInstant(time, ZoneOffset.UTC)
                .atZone(ZoneId.systemDefault())
                .toInstant()
                .toEpochMilli();
    }
}
