package io.jenkins.lib.containergate.inventory.dotnet;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.LicenseChoice;
import io.jenkins.lib.containergate.inventory.LicenseNote;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import io.jenkins.lib.containergate.xml.XmlBounds;
import io.jenkins.lib.containergate.xml.XmlElement;
import io.jenkins.lib.containergate.xml.XmlParts;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The licence of a NuGet package, in {@code NAME.nuspec} of NuGet's folder of packages or of an unpacked package. Programs are published
 * without these files.
 *
 * @see <a href="https://learn.microsoft.com/nuget/reference/nuspec#license">nuspec reference</a>
 */
public final class NuspecReader implements PackageReader {
    private static final String ENDING = ".nuspec";
    /** Stands for a text in the package, and for an address that is not known. */
    static final String TEXT = "text in the package";

    private static final String KNOWN_ADDRESS = "https://licenses.nuget.org/";

    private final InventoryLimits limits;

    public NuspecReader(InventoryLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean findsPackages() {
        return false;
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return entry.kind() == LayerEntry.Kind.FILE && entry.path().endsWith(ENDING);
    }

    /** A file that is no such document says nothing of any licence, and nothing is missed: other files list the packages. */
    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws GateException, IOException, InterruptedException {
        int most = limits.maxMetadataBytes();
        List<LicenseNote> notes = new ArrayList<>(1);
        try (InputStream in = content.open()) {
            new XmlParts(new XmlBounds(most, 32, 10_000, most)).forEach(in, entry.path(), "package", 1, "", part -> {
                if (part.name().equals("metadata")) {
                    note(part).ifPresent(notes::add);
                }
            });
        } catch (GateException e) {
            return;
        }
        for (LicenseNote note : notes) {
            sink.licensed(note);
        }
    }

    private static Optional<LicenseNote> note(XmlElement metadata) {
        Optional<String> name = metadata.textOf("id").filter(id -> !id.isBlank());
        Optional<String> version = metadata.textOf("version").filter(text -> !text.isBlank());
        List<String> licenses = new ArrayList<>();
        for (XmlElement license : metadata.children("license")) {
            boolean expression = "expression".equals(license.attributes().get("type"));
            licenses.add(expression ? bounded(license.text()) : TEXT);
        }
        if (licenses.isEmpty()) {
            metadata.textOf("licenseUrl").map(NuspecReader::ofAddress).ifPresent(licenses::add);
        }
        return name.isEmpty() || version.isEmpty() || licenses.isEmpty()
                ? Optional.empty()
                : Optional.of(new LicenseNote(Ecosystem.NUGET, name.get(), version, licenses));
    }

    private static String ofAddress(String address) {
        if (!address.startsWith(KNOWN_ADDRESS)) {
            return bounded(address);
        }
        try {
            return bounded(URI.create(address).getPath().substring(1));
        } catch (IllegalArgumentException e) {
            return TEXT;
        }
    }

    private static String bounded(String license) {
        return license.isBlank() || license.length() > LicenseChoice.LONGEST ? TEXT : license;
    }
}
