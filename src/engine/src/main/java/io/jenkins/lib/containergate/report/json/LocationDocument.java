package io.jenkins.lib.containergate.report.json;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.image.Digest;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

record LocationDocument(
        @NullAllowed @Nullable String layer,
        @NullAllowed @Nullable String path,
        @NullAllowed @Nullable Integer line,
        @NullAllowed @Nullable String pointer) {
    static LocationDocument of(Location location) {
        return new LocationDocument(
                location.layer().map(Digest::toString).orElse(null),
                Bounded.text(location.path()),
                location.line().isPresent() ? location.line().getAsInt() : null,
                Bounded.text(location.pointer()));
    }

    Location location() throws GateException {
        return new Location(
                layer == null ? Optional.empty() : Optional.of(Digest.parse(layer)),
                Optional.ofNullable(path),
                line == null ? OptionalInt.empty() : OptionalInt.of(line),
                Optional.ofNullable(pointer));
    }
}
