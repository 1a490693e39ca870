package io.jenkins.lib.containergate.aws;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/** Logs that an account keeps in CloudWatch Logs and S3. They are read piece by piece, whatever their size. */
public interface StoredLogs {
    /** Takes one event of a log group. */
    @FunctionalInterface
    interface Events {
        /** @param stream of the log group, for people */
        void event(String stream, String text) throws GateException;
    }

    /** Takes one object of a bucket. */
    @FunctionalInterface
    interface Objects {
        /** @param content closed afterwards */
        void object(String key, InputStream content) throws GateException, IOException, InterruptedException;
    }

    /**
     * All events of a log group in a time.
     *
     * @param group its name, or its ARN
     * @return how many there were
     * @throws GateException when not all of them are answered
     */
    long events(String group, Instant from, Instant to, Events events, Deadline deadline)
            throws GateException, InterruptedException;

    /**
     * The same by queries of CloudWatch Logs Insights, also of log groups whose events cannot be read one by one.
     *
     * @param group its name, or its ARN
     * @return how many there were
     * @throws GateException when not all of them are answered
     */
    long eventsByQuery(String group, Instant from, Instant to, Events events, Deadline deadline)
            throws GateException, InterruptedException;

    /**
     * All objects under a prefix that were written since a time, one after the other.
     *
     * @return how many there were
     * @throws GateException when not all of them are answered
     */
    long objects(String bucket, String prefix, Instant since, Objects objects, Deadline deadline)
            throws GateException, InterruptedException;
}
