package io.jenkins.lib.containergate.inventory.ruby;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.text.BoundedLines;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

/**
 * Specifications of installed gems, the ones that come with Ruby included: {@code specifications/NAME-VERSION.gemspec} and
 * {@code specifications/default/...} under whatever directory gems are installed to.
 */
public final class GemspecReader implements PackageReader {
    private static final Pattern PATH = Pattern.compile("(?:.*/)?specifications/(?:default/)?[^/]+\\.gemspec");

    private final InventoryLimits limits;

    public GemspecReader(InventoryLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return entry.path().endsWith(".gemspec") && PATH.matcher(entry.path()).matches();
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, LimitExceededException, IOException {
        try (InputStream in = content.open()) {
            Gemspec gem = Gemspec.parse(new BoundedLines(in, entry.path(), limits.maxMetadataBytes()));
            sink.found(FoundPackage.ofLanguage(Ecosystem.GEM, gem.name(), gem.version(), entry.path(), gem.licenses()));
        }
    }
}
