package io.jenkins.lib.containergate.report.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.JsonProblem;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.finding.Fingerprint;
import io.jenkins.lib.containergate.json.JsonBounds;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.judge.KnownFindings;
import io.jenkins.lib.containergate.report.json.RequiredKeys.AddedLater;
import io.jenkins.lib.containergate.report.json.VerdictJson.StoredVerdict;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads {@code verdict.json} back, strictly: unknown or missing keys, other types, and verdicts that contradict their
 * own findings are refused, so that a damaged file is never taken for a passed one. Only {@linkplain AddedLater keys that
 * came later} may be missing.
 *
 * <p>It proves nothing about who wrote the file; whoever uses a verdict as evidence keeps it where only the gate writes.
 */
public final class VerdictReader {
    /** Bytes of some 100,000 findings. */
    public static final int DEFAULT_MAX_BYTES = 128 << 20;

    private static final int MAX_DEPTH = 16;
    private static final String REMEDY = "use an unchanged verdict.json, or run the gate again";

    private final int maxBytes;
    private final ObjectReader reader;

    /** Of at most {@link #DEFAULT_MAX_BYTES}. */
    public VerdictReader() {
        this(DEFAULT_MAX_BYTES);
    }

    /** @param maxBytes of one verdict */
    public VerdictReader(int maxBytes) {
        this.maxBytes = maxBytes;
        JsonFactory factory = JsonBounds.depth(MAX_DEPTH)
                .texts(Bounded.MAX_TEXT)
                .names(256)
                .numbers(32)
                .uniqueNames();
        this.reader = JsonMapper.builder(factory)
                .annotationIntrospector(new RequiredKeys())
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfigDefaults(config -> {
                    for (CoercionInputShape shape : CoercionInputShape.values()) {
                        config.setCoercion(shape, CoercionAction.Fail);
                    }
                })
                .defaultSetterInfo(JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
                .build()
                .readerFor(VerdictDocument.class);
    }

    /**
     * @throws IOException when there is no such file, or it cannot be read
     * @throws GateException as below
     */
    public StoredVerdict read(Path file) throws IOException, GateException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return read(file.toString(), in);
        }
    }

    /**
     * @param name of the input as its user knows it
     * @param in read to its end, not closed
     * @throws GateException when it is too big, not a verdict, of another schema version, or contradicts itself
     */
    public StoredVerdict read(String name, InputStream in) throws GateException {
        try {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new LimitExceededException(name, "maxBytes", maxBytes);
            }
            requireKnownVersion(name, bytes);
            VerdictDocument document = reader.readValue(bytes);
            return new StoredVerdict(document.verdict(), known(document));
        } catch (JsonProcessingException e) {
            throw new GateException(name + " is not a verdict: " + JsonProblem.of(e), REMEDY, e);
        } catch (IOException e) {
            throw new GateException(name + " cannot be read: " + FileProblem.of(e), "check the file and retry", e);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new GateException(name + " is not a verdict: " + shown(String.valueOf(e.getMessage())), REMEDY, e);
        }
    }

    /** First of all, so that a file of a later version is called that, and not malformed. */
    private void requireKnownVersion(String name, byte[] bytes) throws IOException, GateException {
        try (JsonParser json = reader.createParser(bytes)) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
                    JsonToken value = json.nextToken();
                    if (key.equals("schemaVersion") && value == JsonToken.VALUE_NUMBER_INT) {
                        requireKnownVersion(name, json.getText());
                        return;
                    }
                    json.skipChildren();
                }
            }
        }
        throw new GateException(name + " is not a verdict: it has no schemaVersion", REMEDY);
    }

    private static void requireKnownVersion(String name, String version) throws GateException {
        boolean known = IntStream.rangeClosed(VerdictDocument.OLDEST_SCHEMA_VERSION, VerdictDocument.SCHEMA_VERSION)
                .anyMatch(each -> version.equals(String.valueOf(each)));
        if (!known) {
            throw new GateException(
                    name + " has schemaVersion " + version + ", this version reads "
                            + VerdictDocument.OLDEST_SCHEMA_VERSION + " to " + VerdictDocument.SCHEMA_VERSION,
                    "use the version of container-gate that wrote it, or run the gate again");
        }
    }

    private static KnownFindings known(VerdictDocument document) throws GateException {
        List<KnownFindings.Entry> known = new ArrayList<>();
        for (GateDocument gate : document.gates()) {
            for (FindingDocument finding : gate.findings()) {
                Fingerprint fingerprint = finding.storedFingerprint();
                DecidedFinding decided = finding.decided();
                if (!KnownFindings.excused(decided) && !finding.undecided()) {
                    known.add(new KnownFindings.Entry(fingerprint, decided.finding()));
                }
            }
        }
        return KnownFindings.ofEntries(known);
    }

    private static String shown(String message) {
        return SafeText.oneLine(message, 300);
    }
}
