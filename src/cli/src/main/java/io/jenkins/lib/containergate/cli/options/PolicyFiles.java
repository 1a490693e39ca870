package io.jenkins.lib.containergate.cli.options;

import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.document.PolicyParser.ParsedPolicy;
import io.jenkins.lib.containergate.policy.key.WithOrigin;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.policy.signer.SignatureRequirement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Policy files on the command line; each is a layer of its file's name. */
public final class PolicyFiles {
    private static final int MAX_BYTES = 4 << 20;

    private PolicyFiles() {}

    /** @throws GateException when a file cannot be read or parsed, or asks for less than an outer one demands */
    public static EffectivePolicy merge(List<Path> policies, List<Path> waiverFiles, Clock clock) throws GateException {
        return PolicyMerge.merge(parse(policies), parse(waiverFiles), clock);
    }

    /**
     * Whoever calls names the floor too, so where the floor is silent about signatures, the caller's own demands are its
     * word on them.
     *
     * @param inner what the caller demands on the command line, within the files
     * @throws GateException when a file cannot be read or parsed, or asks for less than an outer one demands
     */
    public static EffectivePolicy merge(
            List<Path> policies, List<PolicyDocument> inner, List<Path> waiverFiles, Clock clock) throws GateException {
        List<PolicyDocument> documents = new ArrayList<>(parse(policies));
        if (!documents.isEmpty() && documents.get(0).signatures().isEmpty()) {
            documents.set(0, documents.get(0).withSignatures(signatures(inner)));
        }
        documents.addAll(inner);
        return PolicyMerge.merge(documents, parse(waiverFiles), clock);
    }

    private static List<WithOrigin<SignatureRequirement>> signatures(List<PolicyDocument> documents) {
        return documents.stream()
                .flatMap(document -> document.signatures().stream())
                .toList();
    }

    public static ParsedPolicy check(Path file) throws GateException {
        return PolicyParser.check(layer(file), file.toString(), text(file));
    }

    private static List<PolicyDocument> parse(List<Path> files) throws GateException {
        List<PolicyDocument> documents = new ArrayList<>();
        for (Path file : files) {
            documents.add(PolicyParser.parse(layer(file), file.toString(), text(file)));
        }
        return documents;
    }

    private static String layer(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    private static String text(Path file) throws UsageException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new UsageException("the policy " + file + " is larger than 4 MiB", "is it a policy file?");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(bytes))
                    .toString();
        } catch (NoSuchFileException e) {
            throw new UsageException("there is no policy file " + file, "check the path given with --policy");
        } catch (CharacterCodingException e) {
            throw new UsageException("the policy " + file + " is not UTF-8 text", "save it as UTF-8");
        } catch (IOException e) {
            throw new UsageException(
                    "the policy " + file + " cannot be read: " + FileProblem.of(e), "check that it is a readable file");
        }
    }
}
