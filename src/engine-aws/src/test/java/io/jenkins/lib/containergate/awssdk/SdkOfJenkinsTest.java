package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.util.VersionInfo;

/** Whatever compiles here is in the SDK that Jenkins brings: this module is built with none that is newer. */
class SdkOfJenkinsTest {
    private static final Pattern PLUGIN = Pattern.compile("aws-java-sdk2-[a-z0-9]+:([0-9.]+)-");

    @Test
    void thisModuleIsBuiltWithAnSdkThatIsNotNewerThanThatOfThePlugins() throws Exception {
        List<Version> ofPlugins = PLUGIN.matcher(Files.readString(Path.of("../plugin/central/pom.xml")))
                .results()
                .map(found -> Version.parse(found.group(1)))
                .toList();
        assertThat(ofPlugins)
                .hasSize(5)
                .allSatisfy(plugin ->
                        assertThat(Version.parse(VersionInfo.SDK_VERSION)).isLessThanOrEqualTo(plugin));
    }
}
