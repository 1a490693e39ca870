package io.jenkins.lib.containergate.feed;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.Optional;

/**
 * What became of one file.
 *
 * @param path in the data directory
 * @param record of the file that is there now; empty when there is none
 * @param fault why it did not come; the file that was there stays
 */
public record FeedOutcome(String path, Status status, Optional<FeedRecord> record, Optional<GateException> fault) {
    /** In the words of the report. */
    public enum Status {
        UPDATED("updated"),
        UNCHANGED("up to date"),
        /** It could not be fetched, and the one from before is still there. */
        KEPT("kept"),
        MISSING("missing");

        private final String shown;

        Status(String shown) {
            this.shown = shown;
        }

        public String shown() {
            return shown;
        }
    }

    /** Whether the file did not come, even if an older one is still there. */
    public boolean failed() {
        return fault.isPresent();
    }
}
