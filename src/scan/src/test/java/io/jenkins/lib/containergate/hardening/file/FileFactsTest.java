package io.jenkins.lib.containergate.hardening.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.hardening.TestImage;
import io.jenkins.lib.containergate.hardening.TestLayer;
import io.jenkins.lib.containergate.hardening.account.AccountFile;
import io.jenkins.lib.containergate.hardening.file.FileFacts.PlacedFile;
import io.jenkins.lib.containergate.layer.LayerEntry.Kind;
import io.jenkins.lib.containergate.layer.Visibility;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileFactsTest {
    private static final Visibility ALL = new Visibility() {
        @Override
        public boolean visible(int layerIndex, String path) {
            return true;
        }

        @Override
        public long fileCount() {
            return 1;
        }
    };

    @Test
    void factsThatDoNotFitTheLayersAreRefused() {
        List<LayerFileFacts> oneLayer = List.of(new TestLayer().facts());
        assertThatThrownBy(() -> FileFacts.of(List.of(), oneLayer, ALL)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAccountDatabaseReplacedByALinkIsUnreadableNotTheOneBelow() {
        FileFacts facts = TestImage.clean()
                .layer(new TestLayer().other(Kind.SYMBOLIC_LINK, "etc/passwd", 0777, "x"))
                .facts()
                .files();
        assertThat(facts.passwd().file())
                .isEqualTo(new AccountFile.Unreadable<>("etc/passwd", "is a symbolic link, not a plain file"));
    }

    @Test
    void aLinkInPlaceOfEtcHidesWhatIsInIt() {
        FileFacts facts = TestImage.clean()
                .layer(new TestLayer().delete("etc").other(Kind.SYMBOLIC_LINK, "etc", 0777, "usr/etc"))
                .facts()
                .files();
        assertThat(facts.passwd().file()).isInstanceOf(AccountFile.Unreadable.class);
        assertThat(facts.group().file()).isInstanceOf(AccountFile.Unreadable.class);
    }

    @Test
    void whatALaterLayerHidesIsKeptAndMarked() {
        FileFacts facts = TestImage.empty()
                .layer(new TestLayer().file("a", 04755).file("b", 04755))
                .layer(new TestLayer().delete("a"))
                .facts()
                .files();
        assertThat(facts.files(FileTrait.SETUID_OR_SETGID).files())
                .extracting(PlacedFile::visible)
                .containsExactly(false, true);
    }

    @Test
    void theRightsThatADeletedHardLinkGaveItsFileAreStillThere() {
        for (int rights : new int[] {04755, 02755}) {
            FileFacts facts = TestImage.empty()
                    .layer(new TestLayer().file("bin/x", 0755).other(Kind.HARD_LINK, "bin/y", rights, "/bin/x"))
                    .layer(new TestLayer().delete("bin/y"))
                    .facts()
                    .files();
            assertThat(facts.files(FileTrait.SETUID_OR_SETGID).files())
                    .filteredOn(PlacedFile::visible)
                    .extracting(PlacedFile::path)
                    .containsExactly("bin/x");
        }
    }

    @Test
    void theNameOfADeletedHardLinkSaysNothingOfItsFile() {
        FileFacts facts = TestImage.empty()
                .layer(new TestLayer().file("opt/x", 0755).other(Kind.HARD_LINK, "usr/bin/sudo", 0755, "opt/x"))
                .layer(new TestLayer().delete("usr/bin/sudo"))
                .facts()
                .files();
        assertThat(facts.files(FileTrait.SUDO).files())
                .extracting(PlacedFile::visible)
                .containsExactly(false);
    }
}
