package io.jenkins.lib.containergate.signature.evidence;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.crypto.Base64Text;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence.Unread;
import io.jenkins.lib.containergate.text.InstantText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Evidence on its way from where it was collected to where it is judged. The reader trusts nothing of it: it bounds what it
 * takes, and finds again by reference, index and platform which image was asked for.
 */
public final class EvidenceJson {
    /** More than {@link EvidenceLimits#maxTotalBytes} in base64, with room for what is around it. */
    public static final int MAX_BYTES = 96 << 20;

    /** What the signatures of one image come to is far less: each has a content, a descriptor and some annotations. */
    private static final long MAX_TOKENS = 500_000;

    private static final String ATTESTED_BUNDLE = "attested-bundle";
    private static final String ATTESTED_ENVELOPE = "attested-envelope";
    private static final String NAME = "the evidence";
    private static final String REMEDY = "collect the signatures again, on a machine that is trusted";

    private EvidenceJson() {}

    public static byte[] write(SignatureEvidence evidence) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        put(root.putObject("manifest"), evidence.image().manifest());
        evidence.image()
                .index()
                .ifPresent(index -> root.putObject("index")
                        .put("mediaType", index.descriptor().mediaType())
                        .put("content", base64(index.content())));
        ObjectNode unread = root.putObject("unread");
        unread.put("signatures", evidence.unread().signatures())
                .put("verdicts", evidence.unread().verdicts())
                .put("attestations", evidence.unread().attestations())
                .put("newest", evidence.unread().newest().map(Instant::toString).orElse(""));
        ArrayNode candidates = root.putArray("candidates");
        for (Candidate candidate : evidence.candidates()) {
            write(candidate, candidates.addObject());
        }
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Candidate candidate, ObjectNode node) {
        node.put("origin", candidate.origin());
        if (candidate instanceof Candidate.SimpleSigning simple) {
            node.put("kind", "simple-signing").put("content", base64(simple.payload()));
            put(node.putObject("found"), simple.found());
            ObjectNode annotations = node.putObject("annotations");
            simple.annotations().forEach(annotations::put);
        } else if (candidate instanceof Candidate.Bundle bundle) {
            node.put("kind", "bundle")
                    .put("content", base64(bundle.json()))
                    .put("statement", bundle.statement() ? 1 : 0);
            put(node.putObject("found"), bundle.found());
        } else if (candidate instanceof Candidate.Attestation attestation) {
            boolean bundle = attestation.format() == Candidate.Attestation.Format.BUNDLE;
            node.put("kind", bundle ? ATTESTED_BUNDLE : ATTESTED_ENVELOPE)
                    .put("content", base64(attestation.content()));
            put(node.putObject("found"), attestation.found());
            ObjectNode annotations = node.putObject("annotations");
            attestation.annotations().forEach(annotations::put);
        } else if (candidate instanceof Candidate.Envelope envelope) {
            node.put("kind", "envelope").put("content", base64(envelope.content()));
            node.put("mediaType", envelope.mediaType());
            put(node.putObject("found"), envelope.found());
        } else if (candidate instanceof Candidate.Unreadable unreadable) {
            node.put("kind", "unreadable")
                    .put("reason", unreadable.reason())
                    .put("verdict", unreadable.verdict() ? 1 : 0)
                    .put("attestation", unreadable.attestation() ? 1 : 0);
        } else {
            throw new IllegalArgumentException("trust data are collected where they are judged");
        }
    }

    private static void put(ObjectNode node, Descriptor descriptor) {
        node.put("mediaType", descriptor.mediaType())
                .put("digest", descriptor.digest().toString())
                .put("size", descriptor.size());
    }

    private static String base64(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.toArray());
    }

    /**
     * @param asked what the evidence was to be collected for: the repository is taken from here
     * @param platform that was asked for; without one, what the reference names is the image
     * @throws GateException when it is malformed, crosses a limit, or answers another question than the one asked
     */
    public static SignatureEvidence read(
            byte[] json, ImageReference asked, Optional<Platform> platform, EvidenceLimits limits)
            throws GateException {
        if (json.length > MAX_BYTES) {
            throw new LimitExceededException(NAME, "maxBytes", MAX_BYTES);
        }
        StrictJson root = StrictJson.parse(json, NAME, MAX_TOKENS);
        SignedImage image = image(root, asked, platform);
        List<StrictJson> elements = root.required("candidates").elements();
        // Two unreadable tags for each signable digest may stand beside the bounded rest.
        if (elements.size() > 3 * limits.maxSignatures() + 4) {
            throw new LimitExceededException(NAME, "maxSignatures", limits.maxSignatures());
        }
        List<Candidate> candidates = new ArrayList<>();
        for (StrictJson element : elements) {
            candidates.add(candidate(element));
        }
        return new SignatureEvidence(image, candidates, unread(root.required("unread")));
    }

    private static Unread unread(StrictJson json) throws GateException {
        String newest = json.textOf("newest");
        try {
            return new Unread(
                    count(json.required("signatures").number()),
                    count(json.required("verdicts").number()),
                    count(json.required("attestations").number()),
                    newest.isEmpty() ? Optional.empty() : Optional.of(InstantText.parse(newest)));
        } catch (DateTimeParseException e) {
            throw new GateException("an unreadable time at " + json.place(), REMEDY, e);
        }
    }

    private static int count(long number) {
        return (int) Math.max(0, Math.min(number, Integer.MAX_VALUE));
    }

    /**
     * A digest names one image or one index, and an index and a platform name one image. So whoever collects chooses
     * nothing: an image that a signed index lists is not the index that somebody asked for, nor the other way round. An image that
     * was asked for by its tag, too, may be one of the index that the tag is: whichever index lists it, its signature covers it.
     */
    private static SignedImage image(StrictJson root, ImageReference asked, Optional<Platform> platform)
            throws GateException {
        Descriptor manifest = descriptor(root.required("manifest"));
        Optional<StrictJson> index = root.member("index");
        if (index.isEmpty()) {
            same(asked, "digest", manifest.digest());
            return SignedImage.of(asked.repository(), manifest);
        }
        if (asked.tag().isPresent() && asked.digest().equals(Optional.of(manifest.digest()))) {
            return SignedImage.inIndex(
                    asked.repository(),
                    manifest,
                    index.get().required("mediaType").text(),
                    content(index.get()));
        }
        if (platform.isEmpty()) {
            throw new GateException(
                    NAME + " is on an image of an index, but no platform was given for " + asked, REMEDY);
        }
        Bytes bytes = content(index.get());
        same(asked, "index digest", bytes.digest());
        SignedImage chosen = SignedImage.ofPlatform(
                asked.repository(), index.get().required("mediaType").text(), bytes, platform.get());
        if (!chosen.manifest().digest().equals(manifest.digest())) {
            throw new GateException(
                    NAME + " is on another image than " + asked + " for " + platform.get() + ": its manifest digest is "
                            + manifest.digest() + ", expected "
                            + chosen.manifest().digest(),
                    REMEDY);
        }
        return chosen;
    }

    private static void same(ImageReference asked, String member, Digest answered) throws GateException {
        Optional<Digest> expected = asked.digest();
        if (expected.isPresent() && !expected.get().equals(answered)) {
            throw new GateException(
                    NAME + " is on another image than " + asked + ": its " + member + " is " + answered + ", expected "
                            + expected.get(),
                    REMEDY);
        }
    }

    private static Candidate candidate(StrictJson json) throws GateException {
        String origin = json.required("origin").text();
        String kind = json.required("kind").text();
        return switch (kind) {
            case "simple-signing" -> {
                Map<String, String> annotations = json.textMapOf("annotations");
                yield new Candidate.SimpleSigning(
                        origin, descriptor(json.required("found")), content(json), annotations);
            }
            case ATTESTED_BUNDLE -> attestation(origin, Candidate.Attestation.Format.BUNDLE, json);
            case ATTESTED_ENVELOPE -> attestation(origin, Candidate.Attestation.Format.ENVELOPE, json);
            case "bundle" ->
                new Candidate.Bundle(
                        origin,
                        descriptor(json.required("found")),
                        content(json),
                        json.required("statement").number() != 0);
            case "envelope" ->
                new Candidate.Envelope(
                        origin,
                        descriptor(json.required("found")),
                        json.required("mediaType").text(),
                        content(json));
            case "unreadable" ->
                new Candidate.Unreadable(
                        origin,
                        json.required("reason").text(),
                        json.required("verdict").number() != 0,
                        json.required("attestation").number() != 0);
            default -> throw new GateException("an unknown kind of signature at " + json.place(), REMEDY);
        };
    }

    private static Candidate attestation(String origin, Candidate.Attestation.Format format, StrictJson json)
            throws GateException {
        return new Candidate.Attestation(
                origin, descriptor(json.required("found")), format, content(json), json.textMapOf("annotations"));
    }

    private static Descriptor descriptor(StrictJson json) throws GateException {
        long size = json.required("size").number();
        if (size < 0) {
            throw new GateException("a negative size at " + json.place(), REMEDY);
        }
        return Descriptor.of(
                json.required("mediaType").text(),
                Digest.parse(json.required("digest").text()),
                size);
    }

    private static Bytes content(StrictJson json) throws GateException {
        return Bytes.of(Base64Text.decode(json.required("content").text(), "content"));
    }
}
