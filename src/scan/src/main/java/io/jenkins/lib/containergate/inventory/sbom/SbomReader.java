package io.jenkins.lib.containergate.inventory.sbom;

import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.StrictJson;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads software bills of materials: CycloneDX 1.2 to 1.7, SPDX 2.2 and 2.3, as JSON. The {@code sbom.cdx.json} of this project
 * gives back the inventory it was written from; what other tools write is read as far as its package URLs tell, and what they
 * do not tell is undecided.
 */
public final class SbomReader {
    /** The longest document that is read where nothing else is asked for. */
    public static final int MAX_BYTES = 64 << 20;

    static final String REMEDY =
            "write it anew as CycloneDX or SPDX JSON with package URLs: gate inventory IMAGE, or Trivy or Syft";
    private static final long TOKENS = 4_000_000;

    private final long maxBytes;
    private final long maxTokens;

    /** Within 64 MiB and four million values. */
    public SbomReader() {
        this(MAX_BYTES, TOKENS);
    }

    /**
     * @param maxBytes of a document
     * @param maxTokens values, names of members, and beginnings and ends of objects and arrays
     */
    public SbomReader(long maxBytes, long maxTokens) {
        this.maxBytes = maxBytes;
        this.maxTokens = maxTokens;
    }

    /**
     * @param name of the document, for messages and as the place of its packages
     * @param in read to its end or to the bound, not closed
     * @throws GateException when it cannot be read, is too long, or is of no kind that is known
     */
    public Sbom read(String name, InputStream in) throws GateException {
        byte[] bytes;
        try {
            bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8L, maxBytes + 1));
        } catch (IOException e) {
            throw new GateException(name + " cannot be read: " + FileProblem.of(e), "check the file", e);
        }
        return read(name, bytes);
    }

    /**
     * @param name of the document, for messages and as the place of its packages
     * @throws GateException when it is too long or of no kind that is known
     */
    public Sbom read(String name, byte[] json) throws GateException {
        return read(name, json, whole -> whole);
    }

    private Sbom read(String name, byte[] json, Part part) throws GateException {
        if (json.length > maxBytes) {
            throw new LimitExceededException(name, "maxBytes", maxBytes);
        }
        SbomEntries entries;
        try {
            entries = entries(part.of(StrictJson.parse(json, name, maxTokens)), name);
        } catch (LimitExceededException e) {
            throw e;
        } catch (GateException e) {
            throw new GateException(e.problem(), REMEDY, e);
        }
        return new SbomInventory(name, Digest.of(json), entries).sbom();
    }

    /**
     * Reads the predicate of an in-toto statement.
     *
     * @param name of the document, for messages and as the place of its packages
     * @param statement whose signature was verified
     * @throws GateException when it is too long, or its predicate is of no kind that is known
     */
    public Sbom predicate(String name, byte[] statement) throws GateException {
        return read(name, statement, json -> {
            StrictJson predicate = json.required("predicate");
            if (predicate.isText()) {
                throw new GateException(
                        name + " is a text, not JSON", "attest it as JSON: cosign attest --type spdxjson or cyclonedx");
            }
            return predicate;
        });
    }

    private interface Part {
        StrictJson of(StrictJson whole) throws GateException;
    }

    private static SbomEntries entries(StrictJson root, String name) throws GateException {
        if (CycloneDxEntries.recognises(root)) {
            return CycloneDxEntries.read(root, name);
        }
        if (SpdxEntries.recognises(root)) {
            return SpdxEntries.read(root, name);
        }
        throw new GateException(name + " is not an SBOM of a kind that is known", REMEDY);
    }
}
