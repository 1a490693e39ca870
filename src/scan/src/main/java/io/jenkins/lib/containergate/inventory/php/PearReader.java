package io.jenkins.lib.containergate.inventory.php;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What PEAR installed from its own channel: {@code .registry/NAME.reg}, a serialised array. Packagist has the same packages as
 * {@code pear/NAME}, and vulnerabilities are published under that name. Those of other channels, such as PECL, are in
 * {@code .registry/.channel.HOST/}, and nothing reads them.
 *
 * @see <a href="https://pear.php.net/manual/en/guide.developers.package2.php">package.xml 2.0</a>
 */
public final class PearReader implements PackageReader {
    private static final Pattern ENTRY = Pattern.compile("(?:.*/)?\\.registry/(\\.channel\\.[^/]+/)?[^/]+\\.reg");

    private final InventoryLimits limits;

    public PearReader(InventoryLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return entry.path().endsWith(".reg")
                && !ofOtherChannel(entry.path())
                && ENTRY.matcher(entry.path()).matches();
    }

    /** Whether a path is that of an entry of a channel that is not read. */
    public static boolean ofOtherChannel(String path) {
        if (!path.endsWith(".reg")) {
            return false;
        }
        Matcher matcher = ENTRY.matcher(path);
        return matcher.matches() && matcher.group(1) != null;
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, LimitExceededException, IOException {
        Map<String, String> texts = SerializedArray.parse(content.bytes(limits.maxMetadataBytes()));
        // "package" and a plain version until package.xml 2.0
        String name = texts.getOrDefault("name", texts.getOrDefault("package", ""));
        String version = texts.getOrDefault("version/release", texts.getOrDefault("version", ""));
        if (name.isEmpty() || version.isEmpty()) {
            throw new MalformedContentException(Unreadable.METADATA, "a package of PEAR without name or version");
        }
        sink.found(FoundPackage.ofLanguage(
                Ecosystem.COMPOSER, "pear/" + name.toLowerCase(Locale.ROOT), version, entry.path(), List.of()));
    }
}
