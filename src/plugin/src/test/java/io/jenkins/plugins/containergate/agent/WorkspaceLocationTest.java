package io.jenkins.plugins.containergate.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.plugins.containergate.agent.AskedImage.WorkspaceLocation;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceLocationTest {
    @TempDir
    Path workspace;

    @Test
    void relativePathsStartAtTheWorkspace() throws GateException {
        assertThat(WorkspaceLocation.of(workspace, "docker-archive:a/b.tar:shop:1", false))
                .isEqualTo(new ImageLocation.DockerArchive(
                        "docker-archive:a/b.tar:shop:1", workspace.resolve("a/b.tar"), Optional.of("shop:1")));
        assertThat(WorkspaceLocation.of(workspace, "oci-archive:b.tar", false))
                .isEqualTo(new ImageLocation.OciArchive(
                        "oci-archive:b.tar", workspace.resolve("b.tar"), Optional.empty()));
        assertThat(WorkspaceLocation.of(workspace, "oci:layout:1.4", false))
                .isEqualTo(
                        new ImageLocation.OciLayout("oci:layout:1.4", workspace.resolve("layout"), Optional.of("1.4")));
        assertThat(WorkspaceLocation.of(workspace, "b.tar", true))
                .isEqualTo(new ImageLocation.Archive("archive:b.tar", workspace.resolve("b.tar")));
    }

    @Test
    void aReferenceStaysAReference() throws GateException {
        assertThat(WorkspaceLocation.of(workspace, "shop/app:1.4", false)).isInstanceOf(ImageLocation.Registry.class);
    }

    @Test
    void aNameNoFileCanHaveIsAnError() {
        assertThatThrownBy(() -> WorkspaceLocation.of(workspace, "a\0b", true)).isInstanceOf(GateException.class);
    }
}
