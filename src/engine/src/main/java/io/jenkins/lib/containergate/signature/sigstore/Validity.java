package io.jenkins.lib.containergate.signature.sigstore;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.StrictJson;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** When a key or an authority was in use; both ends included. */
record Validity(Optional<Instant> start, Optional<Instant> end) {

    /** @param owner that may have a member {@code validFor} */
    static Validity of(StrictJson owner) throws GateException {
        Optional<StrictJson> period = owner.member("validFor");
        return period.isEmpty()
                ? new Validity(Optional.empty(), Optional.empty())
                : new Validity(instant(period.get(), "start"), instant(period.get(), "end"));
    }

    private static Optional<Instant> instant(StrictJson period, String name) throws GateException {
        String text = period.textOf(name);
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            throw new GateException("'" + name + "' at " + period.place() + " is no time", "use RFC 3339", e);
        }
    }

    boolean covers(Instant moment) {
        return start.filter(moment::isBefore).isEmpty()
                && end.filter(moment::isAfter).isEmpty();
    }
}
