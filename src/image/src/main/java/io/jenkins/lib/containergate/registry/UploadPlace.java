package io.jenkins.lib.containergate.registry;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.HttpAnswer;
import io.jenkins.lib.containergate.http.Origin;
import io.jenkins.lib.containergate.image.Digest;
import java.net.URI;

/** Where an upload that a registry has agreed to goes. */
final class UploadPlace {
    private UploadPlace() {}

    static URI of(URI asked, HttpAnswer agreement, Digest digest) throws GateException {
        String location = agreement.header("Location").orElse("");
        try {
            URI place = asked.resolve(location);
            String separator = place.getRawQuery() == null ? "?" : "&";
            URI complete = URI.create(place + separator + "digest=" + digest);
            Origin.of(complete);
            return complete;
        } catch (IllegalArgumentException e) {
            throw new GateException(
                    agreement.origin().authority() + " does not say where an upload goes",
                    "ask the registry's operator",
                    e);
        }
    }
}
