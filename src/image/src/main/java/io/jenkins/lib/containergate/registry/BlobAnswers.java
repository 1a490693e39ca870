package io.jenkins.lib.containergate.registry;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.HttpAnswer;
import java.util.OptionalLong;

/** Whether an answer is the stretch of a blob that was asked for. */
final class BlobAnswers {
    private BlobAnswers() {}

    /**
     * @param size of the whole blob
     * @param from first byte asked for
     * @return where the body begins: {@code from}, or 0 when the registry does not know ranges
     */
    static long check(HttpAnswer answer, String repository, String what, long size, long from) throws GateException {
        boolean part = answer.status() == 206 && from > 0;
        if (answer.status() != 200 && !part) {
            throw AnswerFaults.unexpected(repository, what, answer);
        }
        if (part && !answer.header("Content-Range").orElse("").startsWith("bytes " + from + "-")) {
            throw new GateException(
                    answer.origin().authority() + " sends another part of " + what + " than it was asked for",
                    "have the registry's operator correct its answers to range requests");
        }
        long start = part ? from : 0;
        OptionalLong length = answer.contentLength();
        if (length.isPresent() && length.getAsLong() != size - start) {
            throw new GateException(
                    what + " has " + (start + length.getAsLong()) + " bytes where " + size + " are declared",
                    "it is damaged or forged: push the image again");
        }
        return start;
    }
}
