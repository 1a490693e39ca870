package io.jenkins.lib.containergate.image;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.Optional;

/** Reads a descriptor of a manifest or index. */
public final class DescriptorParser {
    private DescriptorParser() {}

    public static Descriptor parse(StrictJson json) throws GateException {
        long size = json.required("size").number();
        if (size < 0) {
            throw new GateException("a negative size is given at " + json.place(), "treat the image as hostile");
        }
        Optional<StrictJson> platform = json.member("platform");
        return new Descriptor(
                json.required("mediaType").text(),
                Digest.parse(json.required("digest").text()),
                size,
                platform.isPresent() && !empty(platform.get())
                        ? Optional.of(platform(platform.get()))
                        : Optional.empty(),
                json.textMapOf("annotations"));
    }

    /** Some tools write a platform without saying which; then the configuration tells. */
    private static boolean empty(StrictJson platform) throws GateException {
        return platform.textOf("os").isEmpty()
                && platform.textOf("architecture").isEmpty();
    }

    /** The platform members of an index entry or an image configuration. */
    static Platform platform(StrictJson json) throws GateException {
        String variant = json.textOf("variant");
        return Platform.parse(json.required("os").text()
                + "/"
                + json.required("architecture").text()
                + (variant.isEmpty() ? "" : "/" + variant));
    }
}
