package io.jenkins.lib.containergate.signature.sigstore;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.StrictJson;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** When a key or an authority was in use; both ends included. Without a start it would count for ever. */
record Validity(Instant start, Optional<Instant> end) {
    private static final String REMEDY = "write validFor with a start, and an end once it is out of use";

    /**
     * @param owner has the member {@code validFor}
     * @param what it is, for the message: {@code the transparency log https://rekor.example}
     * @throws GateException when it has no start, or ends before it starts
     */
    static Validity of(StrictJson owner, String what) throws GateException {
        Optional<StrictJson> period = owner.member("validFor");
        Optional<Instant> start = period.isEmpty() ? Optional.empty() : instant(period.get(), "start");
        if (start.isEmpty()) {
            throw new GateException(what + " has no validFor.start at " + owner.place(), REMEDY);
        }
        Optional<Instant> end = instant(period.get(), "end");
        if (end.isPresent() && end.get().isBefore(start.get())) {
            throw new GateException(what + " has a validFor that ends before it starts at " + owner.place(), REMEDY);
        }
        return new Validity(start.get(), end);
    }

    private static Optional<Instant> instant(StrictJson period, String name) throws GateException {
        String text = period.textOf(name);
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            throw new GateException("'" + name + "' at " + period.place() + " is not a time", "use RFC 3339", e);
        }
    }

    boolean covers(Instant moment) {
        return !moment.isBefore(start) && end.filter(moment::isAfter).isEmpty();
    }
}
