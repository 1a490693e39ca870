package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.SigningJobs;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.UndecidedSignatureException;
import io.jenkins.lib.containergate.signature.notation.SigningJob;
import io.jenkins.lib.containergate.signature.notation.SigningJobCheck;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Asks AWS Signer what it has revoked (C.5.4); whatever keeps it from telling leaves the signature undecided. */
public final class SigningJobRevocation implements SigningJobCheck {
    private final SigningJobs jobs;
    private final Deadline deadline;

    public SigningJobRevocation(SigningJobs jobs, Deadline deadline) {
        this.jobs = jobs;
        this.deadline = deadline;
    }

    @Override
    public void check(SigningJob job) throws GateException {
        SigningJobs.Question question = new SigningJobs.Question(
                arn(job.profileVersion(), "signing profile"),
                arn(job.job(), "signing job"),
                hashes(job.chain()),
                job.time());
        List<String> revoked;
        try {
            revoked = jobs.revoked(question, deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw undecided("interrupted", "run the gate again");
        } catch (GateException e) {
            throw undecided(e.problem(), e.remedy());
        }
        if (!revoked.isEmpty()) {
            throw new RejectedSignatureException("AWS Signer has revoked " + what(revoked.get(0), question));
        }
    }

    private static UndecidedSignatureException undecided(String problem, String remedy) {
        return new UndecidedSignatureException(
                "whether AWS Signer has revoked the signing job is unknown: " + problem, remedy);
    }

    private static String what(String revoked, SigningJobs.Question question) {
        if (revoked.equals(question.job().toString())) {
            return "the signing job " + question.job();
        }
        return question.certificateHashes().contains(revoked)
                ? "a certificate of the signature"
                : "the signing profile " + question.profileVersion();
    }

    private static Arn arn(String text, String what) throws RejectedSignatureException {
        return Arn.of(text)
                .filter(SigningJobs::isSigners)
                .orElseThrow(() -> new RejectedSignatureException("it names no " + what + " of AWS Signer"));
    }

    /** Each certificate with its issuer, the root with itself. */
    private static List<String> hashes(List<X509Certificate> chain) throws RejectedSignatureException {
        List<String> own = new ArrayList<>();
        try {
            for (X509Certificate certificate : chain) {
                own.add(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-384").digest(certificate.getTBSCertificate())));
            }
        } catch (GeneralSecurityException e) {
            throw new RejectedSignatureException("its certificate is malformed", e);
        }
        List<String> pairs = new ArrayList<>();
        for (int at = 0; at < own.size(); at++) {
            pairs.add(own.get(at) + own.get(Math.min(at + 1, own.size() - 1)));
        }
        return pairs;
    }
}
