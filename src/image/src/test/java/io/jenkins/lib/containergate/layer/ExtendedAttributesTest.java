package io.jenkins.lib.containergate.layer;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.testkit.image.Content;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.TarEntry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtendedAttributesTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SCHILY.xattr.trusted.overlay.redirect",
                "SCHILY.xattr.trusted.overlay.metacopy",
                "SCHILY.xattr.trusted.overlay.opaque",
                "SCHILY.xattr.user.overlay.redirect",
                "SCHILY.xattr.user.fuseoverlayfs.opaque",
                "SCHILY.xattr.user.containers.override_stat",
                "LIBARCHIVE.xattr.trusted.overlay.redirect",
                "LIBARCHIVE.xattr.trusted%2Eoverlay%2eredirect"
            })
    void aLayerWithAnOverlayAttributeIsUndecided(String key) {
        for (TarEntry entry : new TarEntry[] {
            TarEntry.of('5', "app/"),
            TarEntry.file("app", Content.of("x")),
            TarEntry.of('2', "app").withLinkTarget("srv"),
            TarEntry.file(".wh.app", Content.of("")),
            TarEntry.of('5', "./")
        }) {
            assertThatThrownBy(() -> scan(layer().entry(entry.withPax(key, "/secret"))))
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("extended attribute");
        }
    }

    @Test
    void aGlobalHeaderWithAnOverlayAttributeIsUndecided() {
        TarEntry global = TarEntry.of('g', "global")
                .withContent(Content.of("52 SCHILY.xattr.trusted.overlay.redirect=/secret/xy\n"));

        assertThatThrownBy(() -> scan(layer().entry(global).file("a", "1")))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("trusted.overlay.redirect");
    }

    @Test
    void fileCapabilitiesAreSeenInBothNotations() throws Exception {
        for (String key : new String[] {
            "SCHILY.xattr.security.capability",
            "LIBARCHIVE.xattr.security.capability",
            "LIBARCHIVE.xattr.security%2Ecapability"
        }) {
            var seen = Scans.scan(
                    directory,
                    layer().entry(TarEntry.file("ping", Content.of("x")).withPax(key, "AQ"))
                            .file("other", "1"));

            assertThat(seen.layers().get(0).stream().map(file -> file.entry().capabilities()))
                    .containsExactly(true, false);
        }
    }

    @Test
    void otherAttributesMeanNothing() throws Exception {
        assertThat(scan(layer().entry(TarEntry.file("a", Content.of("x"))
                                .withPax("SCHILY.xattr.user.mime_type", "text/plain")
                                .withPax("SCHILY.xattr.security.selinux", "x")))
                        .paths(0))
                .containsExactly("a");
    }

    private Scans.Recorded scan(LayerBuilder layer) throws Exception {
        return Scans.scan(directory, layer);
    }
}
