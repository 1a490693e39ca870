package io.jenkins.lib.containergate.ecs.segmentation.learn;

import io.jenkins.lib.containergate.archive.MalformedArchiveException;
import io.jenkins.lib.containergate.archive.Spool;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.segmentation.learn.parquet.ParquetFile;
import io.jenkins.lib.containergate.ecs.segmentation.learn.parquet.ParquetLimits;
import io.jenkins.lib.containergate.fault.GateException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A flow log in Parquet: its columns are the fields, with underscores for hyphens, and a null is a field without a value. */
final class ParquetFlowLog {
    private static final int BUFFER = 1 << 16;

    private final ParquetLimits limits;
    private final int longest;

    /** @param longest characters of a row; a longer one counts as not read */
    ParquetFlowLog(ParquetLimits limits, int longest) {
        this.limits = limits;
        this.longest = longest;
    }

    /** @param in whole; it is copied, as the names and places of columns are at its end */
    void read(InputStream in, Deadline deadline, String stage, LearnedFlows flows)
            throws IOException, GateException, InterruptedException {
        try (Spool spool = new Spool(BUFFER)) {
            byte[] buffer = new byte[BUFFER];
            long size = 0;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                deadline.check(stage);
                size += count;
                if (size > limits.file()) {
                    throw new MalformedArchiveException("it is larger than " + limits.file() + " bytes");
                }
                spool.write(buffer, 0, count);
            }
            try (SeekableByteChannel file = spool.finish()) {
                rows(ParquetFile.open(file, limits), deadline, stage, flows);
            }
        }
    }

    private void rows(ParquetFile file, Deadline deadline, String stage, LearnedFlows flows)
            throws IOException, GateException, InterruptedException {
        List<String> names = file.columns();
        List<Integer> places = IntStream.range(0, names.size())
                .filter(place -> FlowFormat.uses(names.get(place)))
                .boxed()
                .toList();
        FlowFormat format =
                FlowFormat.of(String.join(" ", places.stream().map(names::get).toList()));
        file.rows(places, deadline, stage, values -> flows.add(line(format, values)));
    }

    private FlowFormat.Line line(FlowFormat format, @Nullable String[] values) {
        String[] words = new String[values.length];
        long characters = 0;
        for (int i = 0; i < words.length; i++) {
            String value = values[i];
            words[i] = value == null ? FlowFormat.NONE : value;
            characters += words[i].length();
        }
        return characters > longest ? new FlowFormat.Line.Unread() : format.read(words);
    }
}
