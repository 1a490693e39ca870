package io.jenkins.plugins.containergate.attest;

import hudson.model.Run;
import io.jenkins.lib.containergate.attestation.AttachedFile;
import io.jenkins.lib.containergate.attestation.AttachedFile.Kind;
import io.jenkins.lib.containergate.attestation.VerdictAttestation;
import io.jenkins.lib.containergate.attestation.VerdictAttestation.Input;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.SignatureGate;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.json.VerdictJson;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.plugins.containergate.run.VerdictRecorder;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import io.jenkins.plugins.containergate.ui.VerdictFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import jenkins.util.VirtualFile;

/** What the gates of a build have said of one digest, and the inventory that one of them made. */
final class GateFiles {
    private static final int MAX_SBOM = 256 << 20;

    private final Run<?, ?> run;
    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<AttachedFile> documents = new ArrayList<>();
    private final List<VerdictAction> actions = new ArrayList<>();
    private final Optional<VerdictAction> withSbom;

    /**
     * @param image by its digest
     * @throws GateException when no gate of the build has judged the digest under this name
     */
    GateFiles(Run<?, ?> run, ImageReference image) throws GateException, IOException {
        this.run = run;
        Digest digest = image.digest().orElseThrow();
        Set<String> elsewhere = new TreeSet<>();
        for (VerdictAction action : run.getActions(VerdictAction.class)) {
            if (!digest.toString().equals(action.getDigest())) {
                continue;
            }
            Verdict verdict = VerdictFile.of(run, action.getNumber()).read();
            if (!VerdictAttestation.counts(image, verdict)) {
                elsewhere.add(verdict.subject().reference());
                continue;
            }
            actions.add(action);
            ByteArrayOutputStream json = new ByteArrayOutputStream();
            new VerdictJson().write(verdict, json);
            verdicts.add(verdict);
            documents.add(new AttachedFile(
                    Kind.verdict, "verdict-" + verdicts.size() + ".json", Bytes.of(json.toByteArray())));
        }
        if (actions.isEmpty()) {
            throw new GateException(
                    "no gate of this build has evaluated " + digest.in(image.repository())
                            + (elsewhere.isEmpty() ? "" : ", only " + String.join(", ", elsewhere)),
                    "attest the digestReference that a gate of this build returned");
        }
        this.withSbom = actions.stream()
                .filter(action -> action.getSbomDigest() != null)
                .findFirst();
    }

    /** Of the verdicts in their build. */
    List<Integer> numbers() {
        return actions.stream().map(VerdictAction::getNumber).toList();
    }

    /** In the order they were reached, as one. */
    Verdict joined() throws GateException {
        Verdict joined = verdicts.get(0);
        for (Verdict next : verdicts.subList(1, verdicts.size())) {
            if (!next.policy().digest().equals(joined.policy().digest())) {
                throw new GateException(
                        "the gates of this build evaluated under different policies, and a statement names one",
                        "give all gates the same policyFile");
            }
            joined = SignatureGate.join(joined, next);
        }
        return joined;
    }

    /** For the statement: each verdict, and the SBOM where there is one. */
    List<Input> inputs() throws GateException {
        List<Input> inputs = new ArrayList<>();
        for (AttachedFile document : documents) {
            inputs.add(Input.of(document.name(), document.content().toArray()));
        }
        sbom().ifPresent(digest -> inputs.add(new Input(VerdictRecorder.SBOM, digest)));
        return inputs;
    }

    /** Digest of the SBOM that a gate of the build has made. */
    Optional<Digest> sbom() throws GateException {
        return withSbom.isEmpty() ? Optional.empty() : Optional.of(sbomDigest(withSbom.get()));
    }

    /** @throws GateException when there is no SBOM to attach, or it was replaced since */
    List<AttachedFile> attached(Set<Kind> kinds) throws GateException, IOException {
        List<AttachedFile> files = new ArrayList<>();
        if (kinds.contains(Kind.sbom)) {
            VerdictAction action = withSbom.orElseThrow(() -> new GateException(
                    "no gate of this build has made an SBOM of the image", "scan it with scanImage before"));
            files.add(new AttachedFile(Kind.sbom, VerdictRecorder.SBOM, sbom(action)));
        }
        if (kinds.contains(Kind.verdict)) {
            files.addAll(documents);
        }
        return files;
    }

    private static Digest sbomDigest(VerdictAction action) throws GateException {
        return Digest.parse(String.valueOf(action.getSbomDigest()));
    }

    private Bytes sbom(VerdictAction action) throws GateException, IOException {
        VirtualFile root = Objects.requireNonNull(run.getArtifactManager().root(), "the root of the artifacts");
        VirtualFile file = Objects.requireNonNull(
                root.child(action.getUrlName() + "/" + VerdictRecorder.SBOM), VerdictRecorder.SBOM);
        byte[] content = {};
        if (file.isFile() && file.length() <= MAX_SBOM) {
            try (InputStream in = file.open()) {
                content = in.readNBytes(MAX_SBOM);
            }
        }
        Bytes sbom = Bytes.of(content);
        if (!sbom.digest().equals(sbomDigest(action))) {
            throw new GateException(
                    "the SBOM among the artifacts of this build is not the one that the gate has made",
                    "keep the artifacts below " + action.getUrlName() + " as they are");
        }
        return sbom;
    }
}
