package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.ecs.runtime.ImageEvidence;
import io.jenkins.lib.containergate.ecs.runtime.RunningImage;
import io.jenkins.lib.containergate.ecs.runtime.Standing;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one run knows of images: the same image in another cluster or account is not read again. What is undecided is. */
final class KnownImages {
    /** Each with its verdict and the policy of that. */
    private static final int MOST = 5_000;

    private final Map<RunningImage, Slot> slots = new ConcurrentHashMap<>();

    /** @param signatures who signed it, where that is wanted */
    record Known(ImageEvidence evidence, Optional<Verdict> signatures) {
        private boolean decided() {
            return signatures.filter(verdict -> !verdict.complete()).isEmpty()
                    && !(evidence.verdict() instanceof VerdictStanding.Undecided)
                    && Stream.of(evidence.tag(), evidence.waivers(), evidence.vulnerabilities())
                            .noneMatch(Standing.Undecided.class::isInstance);
        }
    }

    interface Reading {
        Known read() throws GateException, InterruptedException;
    }

    /** Who asks for the same image meanwhile waits for what is read. */
    private static final class Slot {
        private @Nullable Known known;

        synchronized Known of(Reading reading) throws GateException, InterruptedException {
            Known before = known;
            if (before != null) {
                return before;
            }
            Known now = reading.read();
            if (now.decided()) {
                known = now;
            }
            return now;
        }
    }

    Known of(RunningImage image, Reading reading) throws GateException, InterruptedException {
        Slot slot = slots.get(image);
        if (slot == null) {
            if (slots.size() >= MOST) {
                return reading.read();
            }
            slot = slots.computeIfAbsent(image, unused -> new Slot());
        }
        return slot.of(reading);
    }
}
