package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;

/** Content of one file of a layer, valid only during the call it is passed to; any number of reads. */
public interface FileContent {
    long size();

    InputStream open() throws IOException;

    /** Random access, for archives with a directory at their end. */
    SeekableByteChannel channel() throws IOException;

    /** @throws LimitExceededException when the file is longer than {@code max} */
    byte[] bytes(int max) throws IOException, LimitExceededException;
}
