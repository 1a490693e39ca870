package io.jenkins.lib.containergate.image;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.List;

/**
 * A manifest that says something about another: a signature, an attestation, an SBOM.
 *
 * @param descriptor of the manifest, with its annotations
 * @param artifactType what kind of statement it is, empty when the list does not say
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#listing-referrers">OCI
 *     distribution, listing referrers</a>
 */
public record Referrer(Descriptor descriptor, String artifactType) {

    /** @param name of the index, for messages */
    public static List<Referrer> parse(byte[] index, String name) throws GateException {
        StrictJson json = StrictJson.parse(index, name);
        if (json.required("schemaVersion").number() != 2) {
            throw new GateException(name + " is not of schema version 2", "ask the registry's operator");
        }
        List<Referrer> referrers = new ArrayList<>();
        for (StrictJson element : json.elementsOf("manifests")) {
            referrers.add(new Referrer(DescriptorParser.parse(element), element.textOf("artifactType")));
        }
        return referrers;
    }
}
