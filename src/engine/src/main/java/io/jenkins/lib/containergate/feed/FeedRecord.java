package io.jenkins.lib.containergate.feed;

import io.jenkins.lib.containergate.image.Digest;
import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of a file in the data directory.
 *
 * @param etag validator of its content, as the server gave it
 * @param lastModified likewise
 * @param digest of the file
 * @param fetchedAt when this content came
 * @param checkedAt when its publisher, or the mirror, last said that this is the newest
 * @param newest the newest knowledge in it, where it says so
 */
public record FeedRecord(
        Optional<String> etag,
        Optional<String> lastModified,
        Digest digest,
        long bytes,
        Instant fetchedAt,
        Instant checkedAt,
        Optional<Instant> newest) {
    FeedRecord checked(Instant now) {
        return new FeedRecord(etag, lastModified, digest, bytes, fetchedAt, now, newest);
    }

    /**
     * The same with the validator as the server gave it.
     *
     * @param format written before the validator of what is made from a file that comes
     * @return empty for what was made in another format: it has to come again
     */
    Optional<FeedRecord> madeAs(String format) {
        return etag.filter(validator -> validator.startsWith(format)).map(validator -> {
            Optional<String> given =
                    Optional.of(validator.substring(format.length())).filter(text -> !text.isEmpty());
            return new FeedRecord(given, lastModified, digest, bytes, fetchedAt, checkedAt, newest);
        });
    }
}
