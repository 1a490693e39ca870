package io.jenkins.lib.containergate.lambda;

import io.jenkins.lib.containergate.aws.StoredFiles;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a layer of the policy is: in the package ({@code org.yaml}), in S3 ({@code s3://BUCKET/KEY@sha256:HEX}) or in Systems
 * Manager ({@code ssm:NAME@sha256:HEX}).
 *
 * @param digest of its bytes; demanded outside of the package, whose code ECS invokes by its version
 */
record PolicyLocation(String place, Optional<Digest> digest) {
    private static final String S3 = "s3://";
    private static final String SSM = "ssm:";
    private static final int MAX_BYTES = 1 << 20;

    /** @param text locations with blanks between them, outermost floor first */
    static List<PolicyLocation> parse(String text) throws GateException {
        List<PolicyLocation> all = new ArrayList<>();
        for (String word : text.strip().split("\\s+")) {
            int at = word.lastIndexOf("@sha256:");
            String place = at < 0 ? word : word.substring(0, at);
            Optional<Digest> digest = at < 0 ? Optional.empty() : Optional.of(Digest.parse(word.substring(at + 1)));
            if (place.isEmpty() || (digest.isEmpty() && (place.startsWith(S3) || place.startsWith(SSM)))) {
                throw new GateException(
                        "GATE_POLICY names a policy outside of the package without its digest",
                        "write it as " + (place.isEmpty() ? "s3://BUCKET/KEY" : place) + "@sha256:HEX");
            }
            all.add(new PolicyLocation(place, digest));
        }
        return all;
    }

    /** @param folder the unpacked package */
    byte[] read(Path folder, StoredFiles files, Deadline deadline) throws GateException, InterruptedException {
        byte[] bytes;
        if (place.startsWith(S3)) {
            String path = place.substring(S3.length());
            int slash = Math.max(path.indexOf('/'), 0);
            bytes = files.object(path.substring(0, slash), path.substring(slash + 1), deadline)
                    .required();
        } else if (place.startsWith(SSM)) {
            bytes = files.parameter(place.substring(SSM.length()), deadline).required();
        } else {
            bytes = file(folder);
        }
        if (digest.filter(each -> !each.equals(Digest.of(bytes))).isPresent()) {
            throw new GateException(
                    place + " does not have the digest " + digest.orElseThrow(),
                    "set GATE_POLICY to the digest of the policy that is meant (sha256sum)");
        }
        return bytes;
    }

    byte[] file(Path folder) throws GateException {
        Path file = folder.resolve(place).normalize();
        if (!file.startsWith(folder.normalize())) {
            throw new GateException(place + " is not in the package", "put the policy into the zip of the function");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new GateException(place + " is larger than 1 MiB", "is it a policy file?");
            }
            return bytes;
        } catch (IOException e) {
            throw new GateException(
                    "the package holds no readable " + place, "put the policy into the zip of the function", e);
        }
    }
}
