package io.jenkins.lib.containergate.ecs.segmentation.learn;

import io.jenkins.lib.containergate.archive.Compression;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.LogLines;
import io.jenkins.lib.containergate.ecs.segmentation.learn.parquet.ParquetFile;
import io.jenkins.lib.containergate.ecs.segmentation.learn.parquet.ParquetLimits;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads flow logs whatever their size: text line by line, plain or gzip, and Parquet. */
public final class FlowLogReader {
    private static final int MAGIC = 4;
    private static final String STAGE = "reading flow logs";

    private final Optional<String> fields;
    private final int longest;
    private final ParquetLimits limits;
    private final Deadline deadline;

    /**
     * @param fields of logs that do not begin with their names; empty for the default format
     * @param longest bytes of a line or characters of a row; a longer one counts as not read
     * @param limits of files in Parquet, which have the names of their fields
     */
    public FlowLogReader(Optional<String> fields, int longest, ParquetLimits limits, Deadline deadline) {
        this.fields = fields;
        this.longest = longest;
        this.limits = limits;
        this.deadline = deadline;
    }

    /**
     * @param name of the file, for people
     * @param in stays open
     * @throws GateException when it is neither text nor Parquet, or a field is missing that is needed
     */
    public void read(String name, InputStream in, LearnedFlows flows) throws GateException, InterruptedException {
        try {
            BufferedInputStream text = Compression.uncompressed(in);
            text.mark(MAGIC);
            boolean columns = ParquetFile.begins(text.readNBytes(MAGIC));
            text.reset();
            if (columns) {
                new ParquetFlowLog(limits, longest).read(text, deadline, STAGE, flows);
            } else {
                lines(text, flows);
            }
        } catch (IOException e) {
            throw new GateException(
                    "the flow log " + SafeText.visible(name) + " cannot be read: " + FileProblem.of(e),
                    "give it as AWS writes it: text, plain or gzip, or Parquet",
                    e);
        }
    }

    /** Takes lines without a header, one by one. */
    @FunctionalInterface
    public interface Lines {
        void line(String text) throws GateException;
    }

    /**
     * For logs that do not come as files.
     *
     * @throws GateException when a field is missing that is needed
     */
    public Lines lines(LearnedFlows flows) throws GateException {
        FlowFormat format = new Format(fields).now;
        return text -> flows.add(text.length() > longest ? new FlowFormat.Line.Unread() : format.read(text));
    }

    private void lines(InputStream in, LearnedFlows flows) throws IOException, GateException, InterruptedException {
        Format format = new Format(fields);
        LogLines.read(in, longest, deadline, STAGE, (number, text) -> {
            if (text.isEmpty()) {
                flows.add(new FlowFormat.Line.Unread());
            } else if (number == 1 && FlowFormat.isHeader(text.get())) {
                format.now = FlowFormat.of(text.get());
            } else {
                flows.add(format.now.read(text.get()));
            }
        });
    }

    /** The first line may change it. */
    private static final class Format {
        private FlowFormat now;

        private Format(Optional<String> fields) throws GateException {
            now = fields.isPresent() ? FlowFormat.of(fields.get()) : FlowFormat.standard();
        }
    }
}
