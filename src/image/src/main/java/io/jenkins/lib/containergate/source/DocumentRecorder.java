package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Layer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Notes what a source reads on the way to its images. */
final class DocumentRecorder {
    private final Map<Digest, byte[]> documents = new LinkedHashMap<>();
    private List<Descriptor> roots = List.of();

    synchronized void roots(List<Descriptor> found) {
        roots = List.copyOf(found);
    }

    synchronized void document(byte[] bytes) {
        documents.put(Digest.of(bytes), bytes);
    }

    synchronized ImageDocuments documents() {
        return new ImageDocuments(roots, new ArrayList<>(documents.values()));
    }

    /** The same content, noted when it is read. */
    ImageContent recording(ImageContent content) {
        return new ImageContent() {
            @Override
            public byte[] manifest(Descriptor descriptor, String kind)
                    throws GateException, IOException, InterruptedException {
                byte[] bytes = content.manifest(descriptor, kind);
                document(bytes);
                return bytes;
            }

            @Override
            public byte[] config(Descriptor descriptor) throws GateException, IOException, InterruptedException {
                byte[] bytes = content.config(descriptor);
                document(bytes);
                return bytes;
            }

            @Override
            public Layer layer(int index, Descriptor descriptor, Digest diffId) throws GateException, IOException {
                return content.layer(index, descriptor, diffId);
            }
        };
    }
}
