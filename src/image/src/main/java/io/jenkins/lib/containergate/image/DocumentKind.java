package io.jenkins.lib.containergate.image;

import io.jenkins.lib.containergate.fault.GateException;

/**
 * A manifest must not be readable as an index, nor the reverse: with one digest, two tools would see two images
 * (CVE-2021-41190).
 */
final class DocumentKind {
    private DocumentKind() {}

    /** @param foreign members only the other kind of document has */
    static void check(StrictJson json, Descriptor descriptor, String name, String... foreign) throws GateException {
        if (json.required("schemaVersion").number() != 2) {
            throw new GateException(name + " is not of schema version 2", "build the image again with a current tool");
        }
        String stated = json.textOf("mediaType");
        if (!stated.isEmpty() && !stated.equals(descriptor.mediaType())) {
            throw new GateException(
                    name + " calls itself " + MediaType.shown(stated) + ", but is named as "
                            + MediaType.shown(descriptor.mediaType()),
                    "treat the image as hostile, or build it again");
        }
        for (String member : foreign) {
            if (json.has(member)) {
                throw new GateException(
                        name + " has the member '" + member + "', so that it could be read in two ways",
                        "treat the image as hostile");
            }
        }
    }
}
