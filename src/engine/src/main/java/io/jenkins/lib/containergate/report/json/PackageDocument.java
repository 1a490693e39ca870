package io.jenkins.lib.containergate.report.json;

import io.jenkins.lib.containergate.finding.AffectedPackage;
import io.jenkins.lib.containergate.finding.FixStatus;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

record PackageDocument(
        String purl,
        String name,
        String version,
        @NullAllowed @Nullable String fixedVersion,
        @NullAllowed @Nullable String fixedSince,
        @AddedLater @NullAllowed @Nullable String fixStatus) {
    static PackageDocument of(AffectedPackage affected) {
        return new PackageDocument(
                Bounded.text(affected.purl()),
                Bounded.text(affected.name()),
                Bounded.text(affected.version()),
                Bounded.text(affected.fixedVersion()),
                affected.fixedSince().map(Instant::toString).orElse(null),
                affected.fixStatus().key());
    }

    AffectedPackage affected() {
        return new AffectedPackage(
                purl,
                name,
                version,
                Optional.ofNullable(fixedVersion),
                Optional.ofNullable(fixedSince).map(Instant::parse),
                status());
    }

    private FixStatus status() {
        return fixStatus == null
                ? FixStatus.UNKNOWN
                : FixStatus.ofKey(fixStatus)
                        .orElseThrow(() -> new IllegalArgumentException("no fix status is called " + fixStatus));
    }
}
