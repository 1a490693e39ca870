package io.jenkins.plugins.containergate.config;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.text.SafeText;
import io.jenkins.lib.containergate.xml.XmlBounds;
import io.jenkins.lib.containergate.xml.XmlElement;
import io.jenkins.lib.containergate.xml.XmlParts;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.config.policy.PolicySettings;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The elements of the stored configuration. Jenkins skips what it cannot read and goes on, so what was read is compared with
 * what the file holds.
 */
final class StoredConfiguration {
    private static final int MAX_BYTES = 64 << 20;
    private static final XmlBounds BOUNDS = new XmlBounds(MAX_BYTES, 64, 1_000_000, MAX_BYTES);
    private static final String ROOT = ContainerGateConfiguration.class.getName();
    private static final String POLICY = "policy";
    private static final String FOLDERS = "folders";

    private final List<XmlElement> elements;

    private StoredConfiguration(List<XmlElement> elements) {
        this.elements = elements;
    }

    /** @throws IOException when it is not the XML of a configuration */
    static StoredConfiguration read(Path file) throws IOException {
        List<XmlElement> elements = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            new XmlParts(BOUNDS)
                    .forEach(
                            in, file.toString(), ROOT, 1, Messages.ContainerGateConfiguration_restore(), elements::add);
        } catch (GateException e) {
            throw new IOException(e.problem());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return new StoredConfiguration(elements);
    }

    /**
     * @param policy as it was read
     * @param folders as they were read
     * @throws IOException that names what the file holds and was not read
     */
    void requireWhole(@Nullable PolicySettings policy, List<FolderPolicy> folders) throws IOException {
        Set<String> known = Arrays.stream(ContainerGateConfiguration.class.getDeclaredFields())
                .filter(field ->
                        !Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers()))
                .map(Field::getName)
                .collect(Collectors.toSet());
        for (XmlElement element : elements) {
            if (!known.contains(element.name())) {
                throw new IOException(
                        Messages.ContainerGateConfiguration_unknownElement(SafeText.visible(element.name())));
            }
            if (element.name().equals(POLICY) && policy == null) {
                throw new IOException(Messages.ContainerGateConfiguration_lostPolicy());
            }
        }
        int entries = elements.stream()
                .filter(element -> element.name().equals(FOLDERS))
                .mapToInt(element -> element.children().size())
                .sum();
        boolean text = elements.stream()
                .anyMatch(element ->
                        element.name().equals(FOLDERS) && !element.text().isEmpty());
        if (text || entries != folders.size()) {
            throw new IOException(Messages.ContainerGateConfiguration_lostFolders(entries, folders.size()));
        }
        if (folders.stream().anyMatch(FolderPolicy::isIncomplete)) {
            throw new IOException(Messages.ContainerGateConfiguration_incompleteFolder());
        }
    }
}
