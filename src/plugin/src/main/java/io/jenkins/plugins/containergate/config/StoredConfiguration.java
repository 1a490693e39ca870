package io.jenkins.plugins.containergate.config;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.text.SafeText;
import io.jenkins.lib.containergate.xml.XmlBounds;
import io.jenkins.lib.containergate.xml.XmlElement;
import io.jenkins.lib.containergate.xml.XmlParts;
import io.jenkins.plugins.containergate.Messages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;

/**
 * The elements of the stored configuration. Jenkins skips what it cannot read and goes on, so what it read is written again
 * and compared with what the file holds.
 */
final class StoredConfiguration {
    private static final int MAX_BYTES = 64 << 20;
    private static final XmlBounds BOUNDS = new XmlBounds(MAX_BYTES, 64, 1_000_000, MAX_BYTES);
    private static final String ROOT = ContainerGateConfiguration.class.getName();
    /** As Jenkins writes it: 1.1 allows control characters that 1.0 does not. */
    private static final String DECLARATION = "<?xml version='1.1' encoding='UTF-8'?>\n";
    /** Read by a converter of its own, which refuses what it does not understand, and also reads former shapes. */
    private static final String POLICY = "policy";

    private final List<XmlElement> elements;

    private StoredConfiguration(List<XmlElement> elements) {
        this.elements = elements;
    }

    /** @throws IOException when it is not the XML of a configuration */
    static StoredConfiguration read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new StoredConfiguration(elements(in, file.toString()));
        }
    }

    private static List<XmlElement> elements(InputStream in, String input) throws IOException {
        List<XmlElement> elements = new ArrayList<>();
        try {
            new XmlParts(BOUNDS)
                    .forEach(in, input, ROOT, 1, Messages.ContainerGateConfiguration_restore(), elements::add);
        } catch (GateException e) {
            throw new IOException(e.problem());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return elements;
    }

    /**
     * @param configuration as it was read from this
     * @param folders that were read
     * @throws IOException that names an element that was not read
     */
    void requireRead(ContainerGateConfiguration configuration, List<FolderPolicy> folders) throws IOException {
        String written = DECLARATION + Jenkins.XSTREAM2.toXML(configuration);
        requireAll(
                elements,
                elements(new ByteArrayInputStream(written.getBytes(StandardCharsets.UTF_8)), "what was read"),
                "");
        if (folders.stream().anyMatch(FolderPolicy::isIncomplete)) {
            throw new IOException(Messages.ContainerGateConfiguration_incompleteFolder());
        }
    }

    /** Elements of one name are in the same order; between names it differs between versions. */
    private static void requireAll(List<XmlElement> stored, List<XmlElement> written, String parent)
            throws IOException {
        Map<String, List<XmlElement>> byName = new HashMap<>();
        written.forEach(element -> byName.computeIfAbsent(element.name(), name -> new ArrayList<>())
                .add(element));
        Map<String, Integer> next = new HashMap<>();
        for (XmlElement element : stored) {
            String path = parent + element.name();
            List<XmlElement> candidates = byName.getOrDefault(element.name(), List.of());
            int index = next.merge(element.name(), 1, Integer::sum) - 1;
            if (index >= candidates.size()) {
                throw lost(path);
            }
            if (!element.name().equals(POLICY)) {
                requireSame(element, candidates.get(index), path);
            }
        }
    }

    private static void requireSame(XmlElement stored, XmlElement written, String path) throws IOException {
        if (!stored.text().equals(written.text())) {
            throw lost(path);
        }
        requireAll(stored.children(), written.children(), path + "/");
    }

    private static IOException lost(String path) {
        return new IOException(Messages.ContainerGateConfiguration_lost(SafeText.visible(path)));
    }
}
